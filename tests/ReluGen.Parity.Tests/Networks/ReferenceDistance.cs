using System.Numerics;
using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Holds an engine to the double reference, within what <see cref="RunningError"/> explains.</summary>
public static class ReferenceDistance
{
    /// <summary>Checks outputs and gradients of <paramref name="rows"/> samples, one by one and the parameter gradient of all.</summary>
    public static void Check<T>(ITestNetwork network, NetworkModel model, Engine<T> engine, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] inputs = network.Samples(rows, model.InputSize, stream: 1);
        double[] outputGradients = network.Samples(rows, model.OutputSize, stream: 2);
        var parameterSum = new double[model.ParameterCount];
        var parameterBound = new double[model.ParameterCount];
        var parameterMagnitude = new double[model.ParameterCount];
        RunningError analysis = null!;

        for (int row = 0; row < rows; row++)
        {
            double[] input = inputs[(row * model.InputSize)..((row + 1) * model.InputSize)];
            double[] gradient = outputGradients[(row * model.OutputSize)..((row + 1) * model.OutputSize)];
            analysis = new RunningError(model, input, gradient);

            var output = new T[model.OutputSize];
            var inputGradient = new T[model.InputSize];
            var parameterGradient = new T[model.ParameterCount];
            engine.Forward(Parity.Convert<T>(input), output);
            engine.Backward(Parity.Convert<T>(input), Parity.Convert<T>(gradient), inputGradient, parameterGradient, 1);

            AssertWithin(network, $"output of sample {row}", analysis.Output, output, analysis.OutputErrors);
            AssertWithin(network, $"input gradient of sample {row}", analysis.Reference.Input, inputGradient, analysis.InputErrors);
            AssertWithin(network, $"parameter gradient of sample {row}", analysis.Reference.Parameters, parameterGradient, analysis.ParameterErrors);
            for (int i = 0; i < parameterSum.Length; i++)
            {
                parameterSum[i] += analysis.Reference.Parameters[i];
                parameterBound[i] += analysis.ParameterErrors[i];
                parameterMagnitude[i] += analysis.ParameterMagnitudes[i];
            }
        }

        var batch = new T[model.ParameterCount];
        engine.Backward(Parity.Convert<T>(inputs), Parity.Convert<T>(outputGradients), default, batch, rows);

        // Weights that layers share have a term from each of them.
        int terms = rows * (1 + model.Nodes.OfType<DenseNode>().Count(dense => dense.Tie is not null));
        double[] bounds = parameterBound.Select((bound, i) => bound + analysis.SampleSumError(terms, parameterMagnitude[i])).ToArray();
        AssertWithin(network, $"parameter gradient of {rows} samples against the sum of single ones", parameterSum, batch, bounds);
    }

    private static void AssertWithin<T>(ITestNetwork network, string what, double[] expected, T[] actual, double[] bounds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double distance = Math.Abs(double.CreateTruncating(actual[i]) - expected[i]);
            if (!(distance <= bounds[i]))
            {
                Assert.Fail($"{network}\n{what}, element {i}: {Ulp.Describe(T.CreateTruncating(expected[i]), actual[i])}, {distance:g3} apart, {bounds[i]:g3} explained");
            }
        }
    }
}
