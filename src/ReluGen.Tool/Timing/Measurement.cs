namespace ReluGen.Timing;

/// <summary>What the rounds showed of one subject.</summary>
/// <param name="Name">The subject.</param>
/// <param name="Minimum">The shortest time of a sample, in ns.</param>
/// <param name="Median">The median time of a sample, in ns.</param>
/// <param name="Ratio">
/// How many times the first subject's time this one takes: the median, over the rounds, of the ratio within a round.
/// Whatever slows the machine for a while slows both sides of a round.
/// </param>
/// <param name="AllocatedBytes">Bytes allocated a call, on average over all rounds.</param>
internal sealed record Measurement(string Name, double Minimum, double Median, double Ratio, double AllocatedBytes);
