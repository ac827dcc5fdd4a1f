namespace ReluGen.Training;

/// <summary>Values from a normal distribution around 0.</summary>
/// <param name="variance">The variance, from the numbers of units and inputs.</param>
internal sealed class NormalInitializer(Func<int, int, double> variance) : Initializer
{
    private protected override void FillChecked<T>(Span<T> weights, int units, int inputs, RandomSource random)
    {
        double deviation = double.Sqrt(variance(units, inputs));
        foreach (ref T weight in weights)
        {
            weight = T.CreateTruncating(deviation * random.NextNormal());
        }
    }
}

/// <summary>Values from a uniform distribution around 0.</summary>
/// <param name="variance">The variance, from the numbers of units and inputs: a third of the squared bound.</param>
internal sealed class UniformInitializer(Func<int, int, double> variance) : Initializer
{
    private protected override void FillChecked<T>(Span<T> weights, int units, int inputs, RandomSource random)
    {
        double bound = double.Sqrt(3 * variance(units, inputs));
        foreach (ref T weight in weights)
        {
            weight = T.CreateTruncating(bound * ((2 * random.NextDouble()) - 1));
        }
    }
}

/// <summary>One value everywhere; draws nothing.</summary>
/// <param name="value">The value.</param>
internal sealed class ConstantInitializer(double value) : Initializer
{
    private protected override void FillChecked<T>(Span<T> weights, int units, int inputs, RandomSource random) =>
        weights.Fill(T.CreateTruncating(value));
}
