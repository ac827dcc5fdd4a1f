using System.Numerics;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Optimizers;

/// <summary>Rosenbrock's valley, 100 · (y − x²)² + (1 − x)², one after the other for each pair; the minimum is 0 at ones.</summary>
internal sealed class Rosenbrock<T> : IObjective<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int Evaluations { get; private set; }

    public T Evaluate(ReadOnlySpan<T> parameters, Span<T> gradient)
    {
        Evaluations++;
        T hundred = T.CreateTruncating(100);
        T two = T.CreateTruncating(2);
        T sum = T.Zero;
        for (int index = 0; index < parameters.Length; index += 2)
        {
            T x = parameters[index];
            T rise = parameters[index + 1] - (x * x);
            T rest = T.One - x;
            sum += (hundred * rise * rise) + (rest * rest);
            gradient[index] = (-two * two * hundred * rise * x) - (two * rest);
            gradient[index + 1] = two * hundred * rise;
        }

        return sum;
    }
}

/// <summary>½ Σ cᵢ pᵢ² with factors from 1 to 10; the minimum is 0 at 0.</summary>
internal sealed class Bowl : IObjective<double>
{
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        double sum = 0;
        for (int index = 0; index < parameters.Length; index++)
        {
            double factor = 1 + (9.0 * index / parameters.Length);
            gradient[index] = factor * parameters[index];
            sum += 0.5 * factor * parameters[index] * parameters[index];
        }

        return sum;
    }
}

/// <summary>−ln(1 − p²) − 3p, which is NaN beyond ±1.</summary>
internal sealed class Barrier : IObjective<double>
{
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        double p = parameters[0];
        gradient[0] = (2 * p / (1 - (p * p))) - 3;
        return -Math.Log(1 - (p * p)) - (3 * p);
    }
}
