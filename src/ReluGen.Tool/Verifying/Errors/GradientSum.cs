namespace ReluGen.Tool.Verifying.Errors;

/// <summary>What is known of gradients that are sums of contributions: their errors, and what adding them up costs.</summary>
/// <param name="count">The number of gradients.</param>
/// <param name="roundings">The element type's roundings.</param>
internal sealed class GradientSum(int count, Roundings roundings)
{
    private readonly double[] _errors = new double[count];
    private readonly double[] _magnitudes = new double[count];
    private readonly int[] _terms = new int[count];

    /// <summary>Adds a contribution of the given size and error.</summary>
    public void Add(int index, double contribution, double error)
    {
        _errors[index] += double.IsNaN(error) ? double.PositiveInfinity : error;
        _magnitudes[index] += Math.Abs(contribution);
        _terms[index]++;
    }

    /// <summary>The error of a gradient as added up so far.</summary>
    public double Error(int index) =>
        _errors[index] + (_terms[index] == 0 ? 0 : (roundings.Sum(_terms[index]) * _magnitudes[index]) + roundings.Tiny);

    /// <summary>All errors.</summary>
    public double[] Errors() => Enumerable.Range(0, _errors.Length).Select(Error).ToArray();
}
