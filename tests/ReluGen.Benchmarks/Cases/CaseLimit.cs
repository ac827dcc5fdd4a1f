namespace ReluGen.Benchmarks.Cases;

/// <summary>What keeps a case from being faster.</summary>
/// <param name="Name">"FMA peak", or "L1 bandwidth", "L2 bandwidth", … for the cache that holds the weights.</param>
/// <param name="NanosecondsPerSample">The time that a sample takes at that limit.</param>
internal readonly record struct CaseLimit(string Name, double NanosecondsPerSample);
