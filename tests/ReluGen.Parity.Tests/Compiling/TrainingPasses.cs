using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using ReluGen.Numerics;

namespace ReluGen.Tests.Parity.Compiling;

/// <summary>The ways to run the two halves of a training pass, with dropout: forward, keeping what backward needs, and backward from it.</summary>
public static class TrainingPasses
{
    /// <summary>The public members and the kernels of each width, of one instance; as engines, in order of rows.</summary>
    public static IEnumerable<Engine<T>> Create<T>(Type network, IEnumerable<(string Name, Type Type)> kernels, DropoutKey key)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        object instance = Activator.CreateInstance(network, 1UL, null)!;
        var memory = (ParameterMemory<T>)network.GetField("reluGenMemory", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(instance)!;
        yield return (Engine<T>)Activator.CreateInstance(typeof(Contract<,>).MakeGenericType(network, typeof(T)), instance, key)!;
        foreach ((string name, Type type) in kernels)
        {
            yield return new Kernels<T>(name, type, memory, key, (int)network.GetField("InputSize")!.GetRawConstantValue()!, (int)network.GetField("OutputSize")!.GetRawConstantValue()!);
        }
    }

    /// <summary>Chunk by chunk of 32 rows; a chunk that is longer than the batch's rest is none.</summary>
    private abstract class Chunked<T>(string name, DropoutKey key, int inputSize, int outputSize) : Engine<T>(name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public override void Forward(ReadOnlySpan<T> input, Span<T> output) => ForwardBatch(input, output, 1);

        public override void ForwardBatch(ReadOnlySpan<T> inputs, Span<T> outputs, int count)
        {
            for (int row = 0; row < count; row += 32)
            {
                int rows = Math.Min(32, count - row);
                ForwardChunk(inputs.Slice(row * inputSize, rows * inputSize), outputs.Slice(row * outputSize, rows * outputSize), key.AtRow(row), rows);
            }
        }

        public override void Backward(
            ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients, Span<T> parameterGradient, int count)
        {
            parameterGradient.Fill(count == 0 ? T.Zero : T.NegativeZero);
            for (int row = 0; row < count; row += 32)
            {
                int rows = Math.Min(32, count - row);
                ReadOnlySpan<T> some = inputs.Slice(row * inputSize, rows * inputSize);
                ForwardChunk(some, new T[rows * outputSize], key.AtRow(row), rows);
                BackwardChunk(some, outputGradients.Slice(row * outputSize, rows * outputSize), parameterGradient, rows);
            }
        }

        protected abstract void ForwardChunk(ReadOnlySpan<T> inputs, Span<T> outputs, DropoutKey dropout, int rows);

        protected abstract void BackwardChunk(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> parameterGradient, int rows);
    }

    private sealed class Contract<TNetwork, T>(TNetwork network, DropoutKey key) : Chunked<T>("contract", key, TNetwork.InputSize, TNetwork.OutputSize)
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T[] _workspace = new T[TNetwork.WorkspaceLength];

        protected override void ForwardChunk(ReadOnlySpan<T> inputs, Span<T> outputs, DropoutKey dropout, int rows)
        {
            Array.Fill(_workspace, T.NaN);
            network.ForwardChunk(inputs, outputs, _workspace, dropout);
        }

        protected override void BackwardChunk(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> parameterGradient, int rows) =>
            network.BackwardChunk(inputs, outputGradients, _workspace, parameterGradient);
    }

    private sealed class Kernels<T> : Chunked<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ForwardKernel _forward;
        private readonly BackwardKernel _backward;
        private readonly ParameterMemory<T> _memory;
        private readonly T[] _workspace = new T[1 << 16];

        public Kernels(string name, Type kernels, ParameterMemory<T> memory, DropoutKey key, int inputSize, int outputSize)
            : base(name, key, inputSize, outputSize)
        {
            _forward = kernels.GetMethod("ForwardKept", BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<ForwardKernel>();
            _backward = kernels.GetMethod("BackwardKept", BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<BackwardKernel>();
            _memory = memory;
        }

        private delegate void ForwardKernel(ref T inputs, ref T outputs, ref T scratch, bool wantsOutputs, int count, nint panels, DropoutKey dropout);

        private delegate void BackwardKernel(
            ref T inputs, ref T outputGradients, ref T inputGradients, ref T parameterGradient, ref T scratch, bool wantsInputs, bool wantsParameters, int count, nint panels);

        protected override void ForwardChunk(ReadOnlySpan<T> inputs, Span<T> outputs, DropoutKey dropout, int rows)
        {
            Array.Fill(_workspace, T.NaN);
            _forward(ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), ref _workspace[0], true, rows, _memory.Panels, dropout);
        }

        protected override void BackwardChunk(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> parameterGradient, int rows) => _backward(
            ref MemoryMarshal.GetReference(inputs),
            ref MemoryMarshal.GetReference(outputGradients),
            ref MemoryMarshal.GetReference(parameterGradient),
            ref MemoryMarshal.GetReference(parameterGradient),
            ref _workspace[0],
            false,
            true,
            rows,
            _memory.Panels);
    }
}
