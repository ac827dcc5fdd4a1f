using System.Numerics;
using ReluGen.Benchmarks.Networks;

namespace ReluGen.Benchmarks.Cases;

/// <summary>What an engine reads and writes: rows of samples, and room for its results.</summary>
/// <remarks>The arrays do not move, so that no collection changes their place in the caches half-way.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class CaseData<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BenchmarkNetwork _network;

    private CaseData(BenchmarkNetwork network, int rows, T[] inputs, T[] outputGradients)
    {
        _network = network;
        Rows = rows;
        Inputs = inputs;
        OutputGradients = outputGradients;
        Outputs = Allocate(rows * network.OutputSize);
        InputGradients = Allocate(inputs.Length);
        ParameterGradient = Allocate(network.WeightCount + network.Biases.Sum(layer => layer.Length));
    }

    /// <summary>The number of samples.</summary>
    public int Rows { get; }

    /// <summary>Rows of inputs.</summary>
    public T[] Inputs { get; }

    /// <summary>Rows of gradients for the outputs.</summary>
    public T[] OutputGradients { get; }

    /// <summary>Receives rows of outputs.</summary>
    public T[] Outputs { get; }

    /// <summary>Receives rows of gradients for the inputs.</summary>
    public T[] InputGradients { get; }

    /// <summary>Receives the gradient for the parameters, layer by layer, weights before biases.</summary>
    public T[] ParameterGradient { get; }

    /// <summary>Samples drawn from a seed, uniform between −1 and 1.</summary>
    public static CaseData<T> Create(BenchmarkNetwork network, int rows)
    {
        var random = new Random(rows);
        return new CaseData<T>(network, rows, Draw(rows * network.InputSize), Draw(rows * network.OutputSize));

        T[] Draw(int count)
        {
            var values = Allocate(count);
            for (var i = 0; i < count; i++)
            {
                values[i] = T.CreateTruncating((random.NextDouble() * 2) - 1);
            }

            return values;
        }
    }

    /// <summary>The first rows of the same samples, with results of their own.</summary>
    public CaseData<T> Take(int rows) => new(
        _network, rows, Copy(Inputs, rows * _network.InputSize), Copy(OutputGradients, rows * _network.OutputSize));

    private static T[] Copy(T[] source, int count)
    {
        var copy = Allocate(count);
        source.AsSpan(0, count).CopyTo(copy);
        return copy;
    }

    private static T[] Allocate(int count) => GC.AllocateArray<T>(count, pinned: true);
}
