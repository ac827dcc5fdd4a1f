namespace ReluGen.Model;

/// <summary>Checks that tied weights are those of an earlier dense node that owns them.</summary>
internal static class WeightTieVerifier
{
    /// <summary>Adds what is wrong with the ties of <paramref name="model"/> to <paramref name="faults"/>.</summary>
    public static void Check(NetworkModel model, ICollection<string> faults)
    {
        var owners = new Dictionary<string, DenseNode>(StringComparer.Ordinal);
        foreach (DenseNode dense in model.Nodes.OfType<DenseNode>())
        {
            if (dense.Tie is not { } tie)
            {
                owners.Add(dense.Name, dense);
            }
            else if (!owners.TryGetValue(tie.Source, out DenseNode? owner))
            {
                faults.Add($"{dense.Name} is tied to {tie.Source}, which owns no weights before it.");
            }
            else
            {
                Check(dense, tie, owner, faults);
            }
        }
    }

    private static void Check(DenseNode dense, WeightTie tie, DenseNode owner, ICollection<string> faults)
    {
        if (tie.WeightsOffset != owner.ParameterOffset)
        {
            faults.Add(FormattableString.Invariant(
                $"The weights of {dense.Name} start at {tie.WeightsOffset} instead of {owner.ParameterOffset}."));
        }

        (int units, int inputs) = tie.IsTransposed ? (owner.InputSize, owner.Units) : (owner.Units, owner.InputSize);
        if ((dense.Units, dense.InputSize) != (units, inputs))
        {
            faults.Add(FormattableString.Invariant(
                $"{dense.Name} has weights [{dense.Units}, {dense.InputSize}] instead of [{units}, {inputs}]."));
        }
        else if (!HasSameValues(dense.Weights, tie.IsTransposed ? owner.Weights.Transpose(owner.Units) : owner.Weights))
        {
            faults.Add($"The weights of {dense.Name} are not those of {owner.Name}.");
        }
    }

    /// <summary>Whether both are the same as far as their values are known here.</summary>
    private static bool HasSameValues(Tensor weights, Tensor? expected) =>
        expected is null || (weights.Count == expected.Count && weights.Hash == expected.Hash);
}
