using ReluGen.Readers;

namespace ReluGen.Tool.Verifying.Cases;

/// <summary>Given inputs and what they must give.</summary>
/// <param name="Origin">Where it comes from, for messages.</param>
/// <param name="Inputs">Inputs by name.</param>
/// <param name="Outputs">Expected outputs by name.</param>
internal sealed record ModelCase(
    string Origin, IReadOnlyDictionary<string, double[]> Inputs, IReadOnlyDictionary<string, double[]> Outputs)
{
    /// <summary>The values of a tensor, whole numbers and truth values as numbers.</summary>
    public static double[] Values(NamedTensor tensor) =>
        tensor.IsInteger ? Array.ConvertAll(tensor.Integers, value => (double)value) : tensor.Values;
}
