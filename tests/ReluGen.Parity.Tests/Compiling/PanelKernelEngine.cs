using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ReluGen.Tests.Parity.Compiling;

/// <summary>The kernels of one width of a chain, which take the address of the network's panels.</summary>
public sealed class PanelKernelEngine<T> : Engine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ForwardKernel _forward;
    private readonly BatchKernel _batch;
    private readonly BackwardKernel _backward;
    private readonly Func<nint> _panels;

    /// <summary>An engine for a generated class of kernels.</summary>
    public PanelKernelEngine(string name, Type kernels, Func<nint> panels)
        : base(name)
    {
        _forward = Bind<ForwardKernel>(kernels, "Forward");
        _batch = Bind<BatchKernel>(kernels, "ForwardBatch");
        _backward = Bind<BackwardKernel>(kernels, "Backward");
        _panels = panels;
    }

    private delegate void ForwardKernel(ref T input, ref T output, nint panels);

    private delegate void BatchKernel(ref T inputs, ref T outputs, int count, nint panels);

    private delegate void BackwardKernel(
        ref T inputs, ref T outputGradients, ref T inputGradients, ref T parameterGradient, bool wantsInputs, bool wantsParameters, int count, nint panels);

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<T> input, Span<T> output) =>
        _forward(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output), _panels());

    /// <inheritdoc/>
    public override void ForwardBatch(ReadOnlySpan<T> inputs, Span<T> outputs, int count) =>
        _batch(ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), count, _panels());

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
            count,
            _panels());
    }

    private static TDelegate Bind<TDelegate>(Type kernels, string name)
        where TDelegate : Delegate =>
        kernels.GetMethod(
            name,
            BindingFlags.Static | BindingFlags.NonPublic,
            [.. typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)])!.CreateDelegate<TDelegate>();
}
