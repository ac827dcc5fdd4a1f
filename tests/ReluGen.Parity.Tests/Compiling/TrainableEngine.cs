using System.Numerics;
using System.Reflection;
using ReluGen.Numerics;

namespace ReluGen.Tests.Parity.Compiling;

/// <summary>The ways to run an instance of a generated trainable network.</summary>
public static class TrainableEngine
{
    /// <summary>The public members, the passes over chunks, and the kernels of <paramref name="kernels"/>, all of one instance.</summary>
    public static IEnumerable<Engine<T>> Create<T>(Type network, IEnumerable<(string Name, Type Type)> kernels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        object instance = Activator.CreateInstance(network, 1UL, null)!;
        object memory = network.GetField("reluGenMemory", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(instance)!;
        yield return Create<T>(typeof(Contract<,>), instance);
        yield return Create<T>(typeof(Chunks<,>), instance);
        foreach ((string name, Type type) in kernels)
        {
            yield return new PanelKernelEngine<T>(name, type, () => ((ParameterMemory<T>)memory).Panels);
        }
    }

    private static Engine<T> Create<T>(Type engine, object instance)
        where T : unmanaged =>
        (Engine<T>)Activator.CreateInstance(engine.MakeGenericType(instance.GetType(), typeof(T)), instance)!;

    private sealed class Contract<TNetwork, T>(TNetwork network) : Engine<T>("public members")
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged
    {
        public override void Forward(ReadOnlySpan<T> input, Span<T> output) => network.Forward(input, output);

        public override void ForwardBatch(ReadOnlySpan<T> inputs, Span<T> outputs, int count) => network.ForwardBatch(inputs, outputs);

        public override void Backward(
            ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients, Span<T> parameterGradient, int count)
        {
            switch (count == 1, parameterGradient.IsEmpty)
            {
                case (true, true):
                    network.Backward(inputs, outputGradients, inputGradients);
                    break;
                case (true, false):
                    network.Backward(inputs, outputGradients, inputGradients, parameterGradient);
                    break;
                case (false, true):
                    network.BackwardBatch(inputs, outputGradients, inputGradients);
                    break;
                default:
                    network.BackwardBatch(inputs, outputGradients, inputGradients, parameterGradient);
                    break;
            }
        }
    }

    /// <summary>Chunk by chunk, as a training loop does it; input gradients come from the public members.</summary>
    private sealed class Chunks<TNetwork, T>(TNetwork network) : Engine<T>("chunks")
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T[] _workspace = new T[TNetwork.WorkspaceLength];

        public override void Forward(ReadOnlySpan<T> input, Span<T> output) => network.ForwardChunk(input, output, _workspace);

        public override void ForwardBatch(ReadOnlySpan<T> inputs, Span<T> outputs, int count)
        {
            for (int row = 0; row < count; row += 32)
            {
                int rows = Math.Min(32, count - row);
                network.ForwardChunk(
                    inputs.Slice(row * TNetwork.InputSize, rows * TNetwork.InputSize),
                    outputs.Slice(row * TNetwork.OutputSize, rows * TNetwork.OutputSize),
                    _workspace);
            }
        }

        public override void Backward(
            ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients, Span<T> parameterGradient, int count)
        {
            if (!inputGradients.IsEmpty)
            {
                network.BackwardBatch(inputs, outputGradients, inputGradients);
            }

            if (parameterGradient.IsEmpty)
            {
                return;
            }

            parameterGradient.Fill(count == 0 ? T.Zero : T.NegativeZero);
            var outputs = new T[32 * TNetwork.OutputSize];
            for (int row = 0; row < count; row += 32)
            {
                int rows = Math.Min(32, count - row);
                Array.Fill(_workspace, T.NaN);
                ReadOnlySpan<T> some = inputs.Slice(row * TNetwork.InputSize, rows * TNetwork.InputSize);
                network.ForwardChunk(some, outputs.AsSpan(0, rows * TNetwork.OutputSize), _workspace);
                network.BackwardChunk(
                    some, outputGradients.Slice(row * TNetwork.OutputSize, rows * TNetwork.OutputSize), _workspace, parameterGradient);
            }
        }
    }
}
