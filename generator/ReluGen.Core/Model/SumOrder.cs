namespace ReluGen.Model;

/// <summary>
/// The order in which the terms of a sum are added: the part of the arithmetic that planner, emitters and the exact
/// interpreter must all follow.
/// </summary>
/// <remarks>
/// <para>
/// The terms are dealt out to <see cref="Chains"/> chains in turn: chain c adds the terms c, c + Chains, c + 2·Chains, …
/// in order. Chain 0 starts from the bias; every other chain, and chain 0 where there is no bias, starts from −0, the
/// value that changes nothing in IEEE addition. Then the chains are folded: the upper half is added to the lower half,
/// chain by chain, until one is left: (c₀ + c₂) + (c₁ + c₃).
/// </para>
/// <para>
/// A sum of <see cref="LaneChains"/> chains is one whose chains lie across the lanes of a register. There every chain
/// starts from −0, and the bias is added to the folded sum.
/// </para>
/// <para>Equal when both numbers are.</para>
/// </remarks>
/// <param name="Terms">The number of terms.</param>
/// <param name="Chains">The number of chains: 1, 2, 4 or <see cref="LaneChains"/>.</param>
public sealed record SumOrder(int Terms, int Chains)
{
    /// <summary>The chains of a sum across lanes: the lanes of a 512-bit vector of floats. The machine has no say in it.</summary>
    public const int LaneChains = 16;

    /// <summary>The most chains of a sum that has a lane of its own.</summary>
    private const int MostChains = 4;

    /// <summary>The multiply-adds in flight that are worth having: latency 4, up to two a cycle, less what loads take.</summary>
    private const int UsefulChains = 6;

    /// <summary>The fewest terms for which a further chain pays.</summary>
    private const int FewestTerms = 4;

    /// <summary>The order for a layer whose <paramref name="outputs"/> elements are sums of <paramref name="terms"/> terms.</summary>
    /// <remarks>
    /// <para>
    /// With an output in each lane, a step of the sum takes one load for the input and one for each vector of weights.
    /// With the terms in the lanes, sixteen steps take one load an output, and each output a fold of its lanes at the end,
    /// about four instructions. Both costs are in loads; few outputs of many terms lie across lanes where that saves a
    /// quarter.
    /// </para>
    /// <para>
    /// Otherwise one chain of dependent additions would be bound by latency: outputs get more chains until six vectors
    /// of sums advance together, at most four chains an output, each of four terms or more.
    /// </para>
    /// </remarks>
    public static SumOrder For(int outputs, int terms)
    {
        long vectors = DivideUp(outputs, LaneChains);
        long outputsInLanes = terms * (vectors + 1);
        long termsInLanes = (DivideUp(terms, LaneChains) * (outputs + vectors)) + (8L * outputs) + 40;
        if (4 * termsInLanes < 3 * outputsInLanes)
        {
            return new SumOrder(terms, LaneChains);
        }

        int chains = 1;
        while (vectors * chains < UsefulChains && chains < MostChains && terms / (2 * chains) >= FewestTerms)
        {
            chains *= 2;
        }

        return new SumOrder(terms, chains);
    }

    /// <summary>The order for a sum over all elements of a vector: across lanes.</summary>
    public static SumOrder ForTotal(int terms) => new(terms, LaneChains);

    /// <summary>Whether the chains lie across the lanes of a register.</summary>
    public bool IsAcrossLanes => Chains == LaneChains;

    /// <summary>The number of terms that every chain has at least.</summary>
    public int ShortLength => Terms / Chains;

    /// <summary>The number of chains, the first ones, that have one term more.</summary>
    public int LongChains => Terms % Chains;

    /// <summary>Folds what each chain has come to, in the order above.</summary>
    public static T Fold<T>(IReadOnlyList<T> chains, Func<T, T, T> add)
    {
        IReadOnlyList<T> folded = chains;
        while (folded.Count > 1)
        {
            IReadOnlyList<T> whole = folded;
            int half = whole.Count / 2;
            folded = Enumerable.Range(0, half).Select(chain => add(whole[chain], whole[chain + half])).ToArray();
        }

        return folded[0];
    }

    private static long DivideUp(long value, long divisor) => (value + divisor - 1) / divisor;
}
