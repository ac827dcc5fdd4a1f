using System.Numerics;
using System.Runtime.InteropServices;
using ReluGen.Benchmarks.Networks;
using ReluGen.Interpreter;

namespace ReluGen.Benchmarks.Cases;

/// <summary>
/// Holds what is about to be timed to the exact interpreter: the generated code bit for bit, peers within a tolerance.
/// What is fast and wrong, or does nothing, is not timed.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class CaseChecker<T>(BenchmarkNetwork network)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Peers sum in other orders: 1e-4 of the largest value is 800 units of roundoff of a float.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>The multiply-adds for which the interpreter is still quick.</summary>
    private const long Patience = 4_000_000;

    /// <summary>One chunk of the sum over samples, and a bit.</summary>
    private const int FewestRows = 40;

    private readonly ExactInterpreter<T> _interpreter = new(network.Build());
    private readonly Dictionary<int, ExactGradients<T>> _gradients = [];

    /// <summary>Runs <paramref name="entrant"/> once and compares all or, of very many, some of its results.</summary>
    /// <exception cref="InvalidOperationException">A result is wrong.</exception>
    public void Check(Entrant<T> entrant, CaseMode mode, bool isExact)
    {
        var place = $"{network.Name}, {mode.ToString().ToLowerInvariant()} of {entrant.Data.Rows}, {entrant.Engine.Name}";
        if (mode == CaseMode.Backward)
        {
            // The gradient of the parameters is a sum over all rows: for a large network it is checked over fewer.
            CheckBackward(place, entrant.Take((int)Math.Max(FewestRows, Patience / network.WeightCount)), isExact);
        }
        else
        {
            CheckForward(place, entrant, isExact);
        }
    }

    private void CheckForward(string place, Entrant<T> entrant, bool isExact)
    {
        var data = entrant.Data;
        data.Outputs.AsSpan().Fill(T.NaN);
        entrant.Subject.Call();
        var step = (int)Math.Max(1, (long)data.Rows * network.WeightCount / Patience);
        for (var row = 0; row < data.Rows; row += step)
        {
            var expected = _interpreter.Forward(data.Inputs.AsSpan(row * network.InputSize, network.InputSize));
            var actual = data.Outputs.AsSpan(row * network.OutputSize, network.OutputSize);
            Compare($"{place}, row {row}", expected, actual, isExact);
        }
    }

    private void CheckBackward(string place, Entrant<T> entrant, bool isExact)
    {
        var data = entrant.Data;
        data.InputGradients.AsSpan().Fill(T.NaN);
        data.ParameterGradient.AsSpan().Fill(T.NaN);
        entrant.Subject.Call();
        if (!_gradients.TryGetValue(data.Rows, out var expected))
        {
            expected = _gradients[data.Rows] = _interpreter.Backward(data.Inputs, data.OutputGradients);
        }

        Compare(place + ", input gradient", expected.Inputs, data.InputGradients, isExact);
        Compare(place + ", parameter gradient", expected.Parameters, data.ParameterGradient, isExact);
    }

    private static void Compare(string place, ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, bool isExact)
    {
        if (isExact)
        {
            if (!MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)))
            {
                var at = 0;
                while (expected[at].Equals(actual[at]) && T.IsNegative(expected[at]) == T.IsNegative(actual[at]))
                {
                    at++;
                }

                throw Wrong(place, at, expected[at], actual[at]);
            }

            return;
        }

        var largest = 0.0;
        foreach (var value in expected)
        {
            largest = Math.Max(largest, Math.Abs(double.CreateTruncating(value)));
        }

        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(double.CreateTruncating(expected[i] - actual[i])) <= Tolerance * largest))
            {
                throw Wrong(place, i, expected[i], actual[i]);
            }
        }
    }

    private static InvalidOperationException Wrong(string place, int index, T expected, T actual) =>
        new(FormattableString.Invariant($"Wrong result: {place}, element {index}: expected {expected:R}, got {actual:R}."));
}
