namespace ReluGen;

/// <summary>
/// What every generated trainable network offers: instances that hold parameters in one flat vector, and passes over chunks of
/// samples that a training loop puts together.
/// </summary>
/// <remarks>
/// <para>All spans are dense: samples are rows, one after the other. A result span may not overlap another argument:
/// <see cref="ArgumentException"/>. After the first call on a thread no member allocates.</para>
/// <para>Any number of threads may call an instance at once, as long as none of them writes parameters. Spans of an instance's memory
/// are valid while it is reachable and not disposed.</para>
/// </remarks>
/// <typeparam name="TSelf">The network.</typeparam>
/// <typeparam name="TElement">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ITrainableNetwork<TSelf, TElement> : IDisposable
    where TSelf : class, ITrainableNetwork<TSelf, TElement>
    where TElement : unmanaged
{
    /// <summary>The number of input elements of one sample.</summary>
    static abstract int InputSize { get; }

    /// <summary>The number of output elements of one sample.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The number of parameters: weights and biases of all layers.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>The number of elements that a chunk of samples takes between <c>ForwardChunk</c> and <see cref="BackwardChunk"/>.</summary>
    static abstract int WorkspaceLength { get; }

    /// <summary>The layers and their places in the flat vectors.</summary>
    static abstract ReadOnlySpan<LayerParameters> Layers { get; }

    /// <summary>
    /// The parameters, to be written. Whoever gets the span has to get it anew for changes after the network has been called: what kernels
    /// read is packed from the parameters at the first call after this property was read.
    /// </summary>
    Span<TElement> Parameters { get; }

    /// <summary>The parameters, to be read.</summary>
    ReadOnlySpan<TElement> ParameterValues { get; }

    /// <summary>Memory for a gradient in the layout of the parameters; the network itself never touches it.</summary>
    Span<TElement> Gradient { get; }

    /// <summary>Computes the output of one sample.</summary>
    /// <param name="input"><see cref="InputSize"/> elements.</param>
    /// <param name="output">Receives <see cref="OutputSize"/> elements.</param>
    void Forward(ReadOnlySpan<TElement> input, Span<TElement> output);

    /// <summary>Computes the outputs of a batch of samples, each with the same bits as <see cref="Forward"/>.</summary>
    /// <param name="inputs">Rows of <see cref="InputSize"/> elements; no row at all is fine.</param>
    /// <param name="outputs">Receives as many rows of <see cref="OutputSize"/> elements.</param>
    void ForwardBatch(ReadOnlySpan<TElement> inputs, Span<TElement> outputs);

    /// <summary>The vector-Jacobian product of one sample: the gradient for the input.</summary>
    /// <param name="input"><see cref="InputSize"/> elements.</param>
    /// <param name="outputGradient"><see cref="OutputSize"/> elements.</param>
    /// <param name="inputGradient">Receives <see cref="InputSize"/> elements.</param>
    void Backward(ReadOnlySpan<TElement> input, ReadOnlySpan<TElement> outputGradient, Span<TElement> inputGradient);

    /// <summary>The vector-Jacobian product of one sample: the gradients for the input and the parameters.</summary>
    /// <param name="input"><see cref="InputSize"/> elements.</param>
    /// <param name="outputGradient"><see cref="OutputSize"/> elements.</param>
    /// <param name="inputGradient">Receives <see cref="InputSize"/> elements; or empty, where not wanted.</param>
    /// <param name="parameterGradient">Receives (does not add up) <see cref="ParameterCount"/> elements.</param>
    void Backward(
        ReadOnlySpan<TElement> input,
        ReadOnlySpan<TElement> outputGradient,
        Span<TElement> inputGradient,
        Span<TElement> parameterGradient);

    /// <summary>The vector-Jacobian products of a batch: the gradients for the inputs, row by row.</summary>
    /// <param name="inputs">Rows of <see cref="InputSize"/> elements; no row at all is fine.</param>
    /// <param name="outputGradients">As many rows of <see cref="OutputSize"/> elements.</param>
    /// <param name="inputGradients">Receives as many rows of <see cref="InputSize"/> elements.</param>
    void BackwardBatch(ReadOnlySpan<TElement> inputs, ReadOnlySpan<TElement> outputGradients, Span<TElement> inputGradients);

    /// <summary>The vector-Jacobian products of a batch: the gradients for the inputs, and the one for the parameters, summed over the rows.</summary>
    /// <param name="inputs">Rows of <see cref="InputSize"/> elements; no row at all is fine.</param>
    /// <param name="outputGradients">As many rows of <see cref="OutputSize"/> elements.</param>
    /// <param name="inputGradients">Receives as many rows of <see cref="InputSize"/> elements; or empty, where not wanted.</param>
    /// <param name="parameterGradient">Receives (does not add up) <see cref="ParameterCount"/> elements.</param>
    void BackwardBatch(
        ReadOnlySpan<TElement> inputs,
        ReadOnlySpan<TElement> outputGradients,
        Span<TElement> inputGradients,
        Span<TElement> parameterGradient);

    /// <summary>Forward over a chunk of samples, keeping what <see cref="BackwardChunk"/> needs. Same bits as <see cref="ForwardBatch"/>.</summary>
    /// <param name="inputs">1 to 32 rows of <see cref="InputSize"/> elements.</param>
    /// <param name="outputs">Receives as many rows of <see cref="OutputSize"/> elements.</param>
    /// <param name="workspace"><see cref="WorkspaceLength"/> elements, best on a cache line; whatever they hold.</param>
    void ForwardChunk(ReadOnlySpan<TElement> inputs, Span<TElement> outputs, Span<TElement> workspace);

    /// <summary>
    /// <c>ForwardChunk</c> as training computes it: with the elements dropped that
    /// the key says, in the layers that have a <see cref="DropoutAttribute"/>. <see cref="BackwardChunk"/> finds them in the workspace.
    /// </summary>
    /// <remarks>A network without dropout has this member through the contract only.</remarks>
    /// <param name="inputs">1 to 32 rows of <see cref="InputSize"/> elements.</param>
    /// <param name="outputs">Receives as many rows of <see cref="OutputSize"/> elements.</param>
    /// <param name="workspace"><see cref="WorkspaceLength"/> elements, best on a cache line; whatever they hold.</param>
    /// <param name="dropout">The step, and the row of the batch that the chunk starts at; the default value drops nothing.</param>
    void ForwardChunk(ReadOnlySpan<TElement> inputs, Span<TElement> outputs, Span<TElement> workspace, DropoutKey dropout) =>
        ForwardChunk(inputs, outputs, workspace);

    /// <summary>
    /// Backward over the chunk that <c>ForwardChunk</c> was last given with the same workspace, and adds the parameter gradient of
    /// the chunk to <paramref name="parameterGradient"/>. Chunks of 32 rows added to −0 from left to right are what
    /// <c>BackwardBatch</c> computes.
    /// </summary>
    /// <param name="inputs">The same rows.</param>
    /// <param name="outputGradients">As many rows of <see cref="OutputSize"/> elements.</param>
    /// <param name="workspace">The same workspace.</param>
    /// <param name="parameterGradient"><see cref="ParameterCount"/> elements, added to.</param>
    void BackwardChunk(
        ReadOnlySpan<TElement> inputs,
        ReadOnlySpan<TElement> outputGradients,
        Span<TElement> workspace,
        Span<TElement> parameterGradient);
}
