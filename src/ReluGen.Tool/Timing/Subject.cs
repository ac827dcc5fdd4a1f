namespace ReluGen.Timing;

/// <summary>Something to time.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Samples">The samples that one <paramref name="Call"/> computes.</param>
/// <param name="Calls">The calls into the engine that one <paramref name="Call"/> makes.</param>
/// <param name="Call">Does the work once.</param>
internal sealed record Subject(string Name, int Samples, int Calls, Action Call);
