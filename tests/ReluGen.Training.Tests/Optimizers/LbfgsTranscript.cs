using ReluGen.Training;

namespace ReluGen.Tests.Training.Optimizers;

/// <summary>L-BFGS without line search as PyTorch defines it, without tolerances, with the approximation of the inverse Hessian as textbook recursion.</summary>
internal sealed class LbfgsTranscript(int historySize)
{
    private readonly List<(double[] Step, double[] Change)> _pairs = [];
    private double[] _direction = [];
    private double[] _previous = [];
    private double _distance;
    private bool _hasStarted;

    /// <summary>One call of PyTorch's <c>step</c>; returns the value at its beginning.</summary>
    public double Step(double[] parameters, IObjective<double> objective, double rate, int iterations)
    {
        var gradient = new double[parameters.Length];
        double value = objective.Evaluate(parameters, gradient);
        for (int iteration = 1; iteration <= iterations; iteration++)
        {
            if (_hasStarted)
            {
                double[] change = [.. gradient.Zip(_previous, (g, p) => g - p)];
                double[] step = [.. _direction.Select(d => d * _distance)];
                if (Dot(change, step) > 1e-10)
                {
                    _pairs.Add((step, change));
                    if (_pairs.Count > historySize)
                    {
                        _pairs.RemoveAt(0);
                    }
                }
            }

            _direction = [.. Product(_pairs.Count, gradient).Select(d => -d)];
            _distance = _hasStarted ? rate : Math.Min(1, 1 / gradient.Sum(Math.Abs)) * rate;
            _hasStarted = true;
            _previous = [.. gradient];
            for (int index = 0; index < parameters.Length; index++)
            {
                parameters[index] += _distance * _direction[index];
            }

            if (iteration != iterations)
            {
                objective.Evaluate(parameters, gradient);
            }
        }

        return value;
    }

    /// <summary>H_n v with H_n = (I − ρ s yᵀ) H_{n−1} (I − ρ y sᵀ) + ρ s sᵀ and H₀ = γ I.</summary>
    private double[] Product(int count, double[] vector)
    {
        if (count == 0)
        {
            double gamma = 1;
            if (_pairs.Count > 0)
            {
                (double[] newest, double[] change) = _pairs[^1];
                gamma = Dot(newest, change) / Dot(change, change);
            }

            return [.. vector.Select(v => gamma * v)];
        }

        (double[] s, double[] y) = _pairs[count - 1];
        double rho = 1 / Dot(s, y);
        double share = rho * Dot(s, vector);
        double[] inner = Product(count - 1, [.. vector.Zip(y, (v, c) => v - (share * c))]);
        double back = rho * Dot(y, inner);
        return [.. inner.Zip(s, (h, step) => h + ((share - back) * step))];
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();
}
