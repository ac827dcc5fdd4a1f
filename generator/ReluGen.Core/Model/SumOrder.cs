namespace ReluGen.Model;

/// <summary>
/// The order in which the terms of a sum are added: the part of the arithmetic that planner, emitters and the exact
/// interpreter must all follow.
/// </summary>
/// <remarks>
/// <para>
/// The terms 0 … <see cref="Terms"/> − 1 are cut into <see cref="Chains"/> contiguous chunks, the first ones a term
/// longer where they do not come out even. Each chain adds its chunk's terms in order. Chain 0 starts from the bias;
/// every other chain, and chain 0 where there is no bias, starts from −0, the value that changes nothing in IEEE
/// addition. The chains are added from left to right: ((c₀ + c₁) + c₂) + c₃.
/// </para>
/// <para>Equal when both numbers are.</para>
/// </remarks>
/// <param name="Terms">The number of terms.</param>
/// <param name="Chains">The number of chains: 1, 2 or 4.</param>
public sealed record SumOrder(int Terms, int Chains)
{
    /// <summary>The lanes that the rule counts with: a 512-bit vector of floats. The machine has no say in it.</summary>
    private const int LaneCount = 16;

    /// <summary>The multiply-adds that a processor keeps in flight: latency 4, one a cycle.</summary>
    private const int UsefulChains = 4;

    /// <summary>The fewest terms for which a further chain pays.</summary>
    private const int FewestTerms = 4;

    /// <summary>The order for a layer whose <paramref name="outputs"/> elements are sums of <paramref name="terms"/> terms.</summary>
    /// <remarks>
    /// One chain of dependent additions is bound by latency; a layer of 64 outputs has four vectors of them and needs
    /// no more, a narrower one gets up to four chains an output as long as each has four terms or more.
    /// </remarks>
    public static SumOrder For(int outputs, int terms)
    {
        int vectors = (outputs + LaneCount - 1) / LaneCount;
        int chains = 1;
        while (vectors * chains < UsefulChains && terms / (2 * chains) >= FewestTerms)
        {
            chains *= 2;
        }

        return new SumOrder(terms, chains);
    }

    /// <summary>The number of terms that every chain has at least.</summary>
    public int ShortLength => Terms / Chains;

    /// <summary>The number of chains, the first ones, that have one term more.</summary>
    public int LongChains => Terms % Chains;

    /// <summary>The number of terms of a chain.</summary>
    public int Length(int chain) => ShortLength + (chain < LongChains ? 1 : 0);

    /// <summary>The first term of a chain.</summary>
    public int Start(int chain) => (chain * ShortLength) + Math.Min(chain, LongChains);
}
