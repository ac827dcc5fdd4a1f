namespace ReluGen;

/// <summary>What every generated network offers, as static members, so that generic code runs any of them.</summary>
/// <remarks>
/// <para>All spans are dense: samples are rows, one after the other. All members are thread-safe and, after the first
/// call on a thread, allocate nothing.</para>
/// <para>A result span may not overlap another argument: <see cref="ArgumentException"/>.</para>
/// </remarks>
/// <typeparam name="TSelf">The network.</typeparam>
/// <typeparam name="TElement">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface INetwork<TSelf, TElement>
    where TSelf : INetwork<TSelf, TElement>
    where TElement : struct
{
    /// <summary>The number of input elements of one sample.</summary>
    static abstract int InputSize { get; }

    /// <summary>The number of output elements of one sample.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The number of parameters: weights and biases of all layers.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>Computes the output of one sample.</summary>
    /// <param name="input"><see cref="InputSize"/> elements.</param>
    /// <param name="output">Receives <see cref="OutputSize"/> elements.</param>
    /// <exception cref="ArgumentException">A length is wrong, or <paramref name="output"/> overlaps <paramref name="input"/>.</exception>
    static abstract void Forward(ReadOnlySpan<TElement> input, Span<TElement> output);

    /// <summary>Computes the outputs of a batch of samples, each with the same bits as <see cref="Forward"/>.</summary>
    /// <param name="inputs">Rows of <see cref="InputSize"/> elements; no row at all is fine.</param>
    /// <param name="outputs">Receives as many rows of <see cref="OutputSize"/> elements.</param>
    /// <exception cref="ArgumentException">A length is wrong, or <paramref name="outputs"/> overlaps <paramref name="inputs"/>.</exception>
    static abstract void ForwardBatch(ReadOnlySpan<TElement> inputs, Span<TElement> outputs);

    /// <summary>The vector-Jacobian product of one sample: the gradient for the input.</summary>
    /// <param name="input"><see cref="InputSize"/> elements.</param>
    /// <param name="outputGradient">The gradient of a scalar with respect to the output, <see cref="OutputSize"/> elements.</param>
    /// <param name="inputGradient">Receives the gradient with respect to the input, <see cref="InputSize"/> elements.</param>
    /// <exception cref="ArgumentException">A length is wrong, or <paramref name="inputGradient"/> overlaps another argument.</exception>
    static abstract void Backward(
        ReadOnlySpan<TElement> input, ReadOnlySpan<TElement> outputGradient, Span<TElement> inputGradient);

    /// <summary>The vector-Jacobian product of one sample: the gradients for the input and the parameters.</summary>
    /// <param name="input"><see cref="InputSize"/> elements.</param>
    /// <param name="outputGradient">The gradient of a scalar with respect to the output, <see cref="OutputSize"/> elements.</param>
    /// <param name="inputGradient">
    /// Receives the gradient with respect to the input, <see cref="InputSize"/> elements; or empty, when it is not wanted.
    /// </param>
    /// <param name="parameterGradient">
    /// Receives (does not add up) the gradient with respect to the parameters, <see cref="ParameterCount"/> elements in
    /// the network's parameter layout.
    /// </param>
    /// <exception cref="ArgumentException">A length is wrong, or a result overlaps another argument.</exception>
    static abstract void Backward(
        ReadOnlySpan<TElement> input,
        ReadOnlySpan<TElement> outputGradient,
        Span<TElement> inputGradient,
        Span<TElement> parameterGradient);

    /// <summary>The vector-Jacobian products of a batch: the gradients for the inputs, row by row.</summary>
    /// <param name="inputs">Rows of <see cref="InputSize"/> elements; no row at all is fine.</param>
    /// <param name="outputGradients">As many rows of <see cref="OutputSize"/> elements.</param>
    /// <param name="inputGradients">Receives as many rows of <see cref="InputSize"/> elements.</param>
    /// <exception cref="ArgumentException">A length is wrong, or <paramref name="inputGradients"/> overlaps another argument.</exception>
    static abstract void BackwardBatch(
        ReadOnlySpan<TElement> inputs, ReadOnlySpan<TElement> outputGradients, Span<TElement> inputGradients);

    /// <summary>
    /// The vector-Jacobian products of a batch: the gradients for the inputs, row by row, and the gradient for the
    /// parameters, summed over the rows.
    /// </summary>
    /// <param name="inputs">Rows of <see cref="InputSize"/> elements; no row at all is fine, and gives a zero parameter gradient.</param>
    /// <param name="outputGradients">As many rows of <see cref="OutputSize"/> elements.</param>
    /// <param name="inputGradients">
    /// Receives as many rows of <see cref="InputSize"/> elements; or empty, when they are not wanted.
    /// </param>
    /// <param name="parameterGradient">
    /// Receives the sum over the rows of the gradient with respect to the parameters, <see cref="ParameterCount"/> elements.
    /// </param>
    /// <exception cref="ArgumentException">A length is wrong, or a result overlaps another argument.</exception>
    static abstract void BackwardBatch(
        ReadOnlySpan<TElement> inputs,
        ReadOnlySpan<TElement> outputGradients,
        Span<TElement> inputGradients,
        Span<TElement> parameterGradient);
}

/// <summary>A network over <see cref="float"/>: <see cref="INetwork{TSelf, TElement}"/> with the element type left out.</summary>
/// <typeparam name="TSelf">The network.</typeparam>
public interface INetwork<TSelf> : INetwork<TSelf, float>
    where TSelf : INetwork<TSelf>;
