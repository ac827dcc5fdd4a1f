namespace ReluGen.Tool.Compiling;

/// <summary>The public members of a generated network.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class NetworkCalls<T>
    where T : unmanaged
{
    /// <summary>The number of input elements of a sample.</summary>
    public abstract int InputSize { get; }

    /// <summary>The number of output elements of a sample.</summary>
    public abstract int OutputSize { get; }

    /// <summary>The number of parameters.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>Binds to a generated type.</summary>
    public static NetworkCalls<T> Bind(Type network) =>
        (NetworkCalls<T>)Activator.CreateInstance(typeof(Contract<>).MakeGenericType(typeof(T), network))!;

    /// <summary>One sample forward.</summary>
    public abstract void Forward(ReadOnlySpan<T> input, Span<T> output);

    /// <summary>Rows of samples forward.</summary>
    public abstract void ForwardBatch(ReadOnlySpan<T> inputs, Span<T> outputs);

    /// <summary>One sample backward.</summary>
    public abstract void Backward(ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, Span<T> parameterGradient);

    /// <summary>Rows of samples backward.</summary>
    public abstract void BackwardBatch(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients, Span<T> parameterGradient);

    private sealed class Contract<TNetwork> : NetworkCalls<T>
        where TNetwork : INetwork<TNetwork, T>
    {
        public override int InputSize => TNetwork.InputSize;

        public override int OutputSize => TNetwork.OutputSize;

        public override int ParameterCount => TNetwork.ParameterCount;

        public override void Forward(ReadOnlySpan<T> input, Span<T> output) => TNetwork.Forward(input, output);

        public override void ForwardBatch(ReadOnlySpan<T> inputs, Span<T> outputs) => TNetwork.ForwardBatch(inputs, outputs);

        public override void Backward(ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, Span<T> parameterGradient) =>
            TNetwork.Backward(input, outputGradient, inputGradient, parameterGradient);

        public override void BackwardBatch(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients, Span<T> parameterGradient) =>
            TNetwork.BackwardBatch(inputs, outputGradients, inputGradients, parameterGradient);
    }
}
