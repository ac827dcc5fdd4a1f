namespace ReluGen.Benchmarks.Ulp;

/// <summary>What a check found: the worst error, its first input, and how often some width gave other bits than the scalar.</summary>
internal readonly record struct UlpResult(double Worst, double At, long Inputs, long Differences, double Bound)
{
    /// <summary>Two neighbouring results as one; the earlier input wins a tie, so the outcome does not depend on threads.</summary>
    public UlpResult Then(UlpResult next) => new(
        next.Worst > Worst ? next.Worst : Worst,
        next.Worst > Worst ? next.At : At,
        Inputs + next.Inputs,
        Differences + next.Differences,
        Bound);
}
