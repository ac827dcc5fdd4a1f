using System.Numerics;
using ReluGen.Interpreter;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Holds every engine of a compiled network to the exact interpreter, bit for bit.</summary>
public static class Parity
{
    /// <summary>No row, one, around the tile of six, and across one and two chunks of 32.</summary>
    public static readonly int[] Counts = [0, 1, 2, 5, 6, 7, 13, 33, 45, 65];

    /// <summary>Checks forward and backward, single and batch, on drawn samples.</summary>
    public static void Check<T>(CompiledNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Check(network, Counts);

    /// <summary>Checks forward and backward, single and in batches of <paramref name="counts"/> rows, the last the largest.</summary>
    public static void Check<T>(CompiledNetwork<T> network, int[] counts)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = counts[^1];
        Check(
            network,
            Convert<T>(network.Case.Samples(rows, network.Model.InputSize, stream: 1)),
            Convert<T>(network.Case.Samples(rows, network.Model.OutputSize, stream: 2)),
            counts);
    }

    /// <summary>Checks forward and backward on given rows, in batches of <paramref name="counts"/> rows.</summary>
    public static void Check<T>(CompiledNetwork<T> network, T[] inputs, T[] outputGradients, int[] counts)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int inputSize = network.Model.InputSize;
        int outputSize = network.Model.OutputSize;
        int rows = outputGradients.Length / outputSize;
        var exact = new ExactInterpreter<T>(network.Model);
        T[] outputs = Enumerable.Range(0, rows).SelectMany(row => exact.Forward(inputs.AsSpan(row * inputSize, inputSize))).ToArray();

        foreach (Engine<T> engine in network.Engines)
        {
            for (int row = 0; row < rows; row++)
            {
                var output = new T[outputSize];
                engine.Forward(inputs.AsSpan(row * inputSize, inputSize), output);
                AssertSame(network, engine, $"output of sample {row}", outputs.AsSpan(row * outputSize, outputSize), output);
            }

            foreach (int count in counts)
            {
                var batch = new T[count * outputSize];
                engine.ForwardBatch(inputs.AsSpan(0, count * inputSize), batch, count);
                AssertSame(network, engine, $"outputs of {count} samples", outputs.AsSpan(0, count * outputSize), batch);
            }
        }

        foreach (int count in counts)
        {
            T[] someInputs = inputs[..(count * inputSize)];
            T[] someGradients = outputGradients[..(count * outputSize)];
            ExactGradients<T> expected = exact.Backward(someInputs, someGradients);
            foreach (Engine<T> engine in network.Engines)
            {
                CheckBackward(network, engine, someInputs, someGradients, expected, count);
            }
        }
    }

    /// <summary>Fails with network, engine, index, both values and their distance where any bits differ.</summary>
    public static void AssertSame<T>(CompiledNetwork<T> network, Engine<T> engine, string what, ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (!Ulp.SameBits(expected[i], actual[i]))
            {
                Assert.Fail($"{network.Case}\n{engine.Name}, {what}, element {i}: {Ulp.Describe(expected[i], actual[i])}");
            }
        }
    }

    /// <summary>Rounds to the element type; the values already are.</summary>
    public static T[] Convert<T>(double[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Array.ConvertAll(values, T.CreateTruncating);

    private static void CheckBackward<T>(
        CompiledNetwork<T> network, Engine<T> engine, T[] inputs, T[] outputGradients, ExactGradients<T> expected, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inputGradients = new T[inputs.Length];
        var parameterGradient = new T[network.Model.ParameterCount];

        engine.Backward(inputs, outputGradients, inputGradients, parameterGradient, count);
        AssertSame(network, engine, $"input gradients of {count} samples", expected.Inputs, inputGradients);
        AssertSame(network, engine, $"parameter gradient of {count} samples", expected.Parameters, parameterGradient);

        Array.Fill(inputGradients, T.NaN);
        engine.Backward(inputs, outputGradients, inputGradients, default, count);
        AssertSame(network, engine, $"input gradients alone of {count} samples", expected.Inputs, inputGradients);

        if (parameterGradient.Length == 0)
        {
            return;
        }

        Array.Fill(parameterGradient, T.NaN);
        engine.Backward(inputs, outputGradients, default, parameterGradient, count);
        AssertSame(network, engine, $"parameter gradient alone of {count} samples", expected.Parameters, parameterGradient);
    }
}
