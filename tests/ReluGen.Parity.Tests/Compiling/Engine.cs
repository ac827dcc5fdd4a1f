using System.Reflection;
using System.Runtime.InteropServices;

namespace ReluGen.Tests.Parity.Compiling;

/// <summary>One way to run a compiled network.</summary>
public abstract class Engine<T>(string name)
    where T : unmanaged
{
    /// <summary>What failures call it.</summary>
    public string Name => name;

    /// <summary>One sample forward.</summary>
    public abstract void Forward(ReadOnlySpan<T> input, Span<T> output);

    /// <summary>Samples forward.</summary>
    public abstract void ForwardBatch(ReadOnlySpan<T> inputs, Span<T> outputs, int count);

    /// <summary>Samples backward; an empty result is not wanted. A single sample is a batch of one.</summary>
    public abstract void Backward(
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients, Span<T> parameterGradient, int count);
}

/// <summary>The public members, through the contract.</summary>
public static class PublicEngine
{
    /// <summary>An engine for a generated type that implements the contract.</summary>
    public static Engine<T> Create<T>(Type network)
        where T : unmanaged =>
        (Engine<T>)Activator.CreateInstance(typeof(Contract<,>).MakeGenericType(network, typeof(T)))!;

    private sealed class Contract<TNetwork, T>() : Engine<T>("public members")
        where TNetwork : INetwork<TNetwork, T>
        where T : unmanaged
    {
        public override void Forward(ReadOnlySpan<T> input, Span<T> output) => TNetwork.Forward(input, output);

        public override void ForwardBatch(ReadOnlySpan<T> inputs, Span<T> outputs, int count) =>
            TNetwork.ForwardBatch(inputs, outputs);

        public override void Backward(
            ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients, Span<T> parameterGradient, int count)
        {
            switch (count == 1, parameterGradient.IsEmpty)
            {
                case (true, true):
                    TNetwork.Backward(inputs, outputGradients, inputGradients);
                    break;
                case (true, false):
                    TNetwork.Backward(inputs, outputGradients, inputGradients, parameterGradient);
                    break;
                case (false, true):
                    TNetwork.BackwardBatch(inputs, outputGradients, inputGradients);
                    break;
                default:
                    TNetwork.BackwardBatch(inputs, outputGradients, inputGradients, parameterGradient);
                    break;
            }
        }
    }
}

/// <summary>The kernels of one width, whatever the processor would choose.</summary>
public sealed class KernelEngine<T> : Engine<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private readonly ForwardKernel _forward;
    private readonly BatchKernel _batch;
    private readonly BackwardKernel _backward;

    /// <summary>An engine for a generated class of kernels.</summary>
    public KernelEngine(string name, Type kernels)
        : base(name)
    {
        _forward = Bind<ForwardKernel>(kernels, "Forward");
        _batch = Bind<BatchKernel>(kernels, "ForwardBatch");
        _backward = Bind<BackwardKernel>(kernels, "Backward");
    }

    private delegate void ForwardKernel(ref T input, ref T output);

    private delegate void BatchKernel(ref T inputs, ref T outputs, int count);

    private delegate void BackwardKernel(
        ref T inputs, ref T outputGradients, ref T inputGradients, ref T parameterGradient, bool wantsInputs, bool wantsParameters, int count);

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<T> input, Span<T> output) =>
        _forward(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output));

    /// <inheritdoc/>
    public override void ForwardBatch(ReadOnlySpan<T> inputs, Span<T> outputs, int count) =>
        _batch(ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), count);

    /// <inheritdoc/>
    public override void Backward(
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients, Span<T> parameterGradient, int count)
    {
        parameterGradient.Fill(count == 0 ? T.Zero : T.NegativeZero);
        _backward(
            ref MemoryMarshal.GetReference(inputs),
            ref MemoryMarshal.GetReference(outputGradients),
            ref MemoryMarshal.GetReference(inputGradients),
            ref MemoryMarshal.GetReference(parameterGradient),
            !inputGradients.IsEmpty,
            !parameterGradient.IsEmpty,
            count);
    }

    private static TDelegate Bind<TDelegate>(Type kernels, string name)
        where TDelegate : Delegate =>
        kernels.GetMethod(
            name,
            BindingFlags.Static | BindingFlags.NonPublic,
            [.. typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)])!.CreateDelegate<TDelegate>();
}
