namespace ReluGen.Model;

/// <summary>One operation of the graph: values in, one value out.</summary>
/// <remarks>Each kind is one sealed record; equal when every part is, weights by content hash.</remarks>
/// <param name="Name">A name that a person would choose, unique in the model: <c>hidden1</c>, <c>output</c>.</param>
/// <param name="Inputs">The ids of the values it reads.</param>
/// <param name="Output">The id of the value it makes.</param>
public abstract record Node(string Name, EquatableArray<int> Inputs, int Output);

/// <summary>A dense layer's sums: <c>output = weights · input + bias</c>.</summary>
/// <remarks>Equal when every part is, weights by content hash.</remarks>
/// <param name="Name">The layer's name.</param>
/// <param name="Input">The id of the value it reads.</param>
/// <param name="Output">The id of the value it makes.</param>
/// <param name="InputSize">The number of input elements.</param>
/// <param name="Units">The number of output elements.</param>
/// <param name="Weights">[units, inputs], row-major, rounded to the model's element type.</param>
/// <param name="Bias">[units], rounded to the model's element type, or null.</param>
/// <param name="ForwardOrder">How each output is summed over the inputs.</param>
/// <param name="InputGradientOrder">How each element of the input gradient is summed over the units.</param>
/// <param name="ParameterOffset">Where the layer's own parameters start in the parameter layout: its weights, unless they are tied, and behind them its bias.</param>
/// <param name="Rows">The number of rows of inputs that the same weights are applied to, each by itself.</param>
/// <param name="Tie">The layer whose weights these are, or null where they are the layer's own.</param>
public sealed record DenseNode(
    string Name,
    int Input,
    int Output,
    int InputSize,
    int Units,
    Tensor Weights,
    Tensor? Bias,
    SumOrder ForwardOrder,
    SumOrder InputGradientOrder,
    int ParameterOffset,
    int Rows = 1,
    WeightTie? Tie = null) : Node(Name, new EquatableArray<int>(Input), Output)
{
    /// <summary>Where the weights start in the parameter layout: those of another layer where they are tied.</summary>
    public int WeightsOffset => Tie?.WeightsOffset ?? ParameterOffset;

    /// <summary>Where the layer's bias starts in the parameter layout, if it has one.</summary>
    public int BiasOffset => ParameterOffset + OwnWeightCount;

    /// <summary>
    /// The probability that a training pass drops an element of the input, or null where there is no dropout: the input is multiplied with
    /// 0 or, where kept, with 1 / (1 − rate), rounded to the element type. Everything else computes with the input as it is.
    /// </summary>
    public double? InputDropout { get; init; }

    /// <summary>The number of parameters of its own.</summary>
    public int ParameterCount => OwnWeightCount + (Bias?.Count ?? 0);

    private int OwnWeightCount => Tie is null ? Weights.Count : 0;

    /// <summary>Where the weight of an input to a unit stands in the parameter layout.</summary>
    /// <param name="unit">The unit, from 0 on.</param>
    /// <param name="input">The input, from 0 on.</param>
    public int WeightPlace(int unit, int input) =>
        WeightsOffset + (Tie is { IsTransposed: true } ? (input * Units) + unit : (unit * InputSize) + input);
}

/// <summary>Says whose weights a layer uses.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Source">The name of the earlier dense node that owns the weights.</param>
/// <param name="WeightsOffset">Where they start in the parameter layout.</param>
/// <param name="IsTransposed">
/// Whether the layer's weights [units, inputs] are the transpose of the owner's, so that its units are the owner's inputs; else they are the same.
/// </param>
public sealed record WeightTie(string Source, int WeightsOffset, bool IsTransposed);

/// <summary>An activation applied to each element.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Name">The name of the layer it belongs to, with <c>Activation</c> behind it.</param>
/// <param name="Input">The id of the value it reads.</param>
/// <param name="Output">The id of the value it makes.</param>
/// <param name="Function">The function.</param>
public sealed record ActivationNode(string Name, int Input, int Output, ActivationFunction Function)
    : Node(Name, new EquatableArray<int>(Input), Output);

/// <summary>Softmax or its logarithm over each row of [rows, terms].</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Name">The name of the layer it belongs to, with <c>Activation</c> behind it.</param>
/// <param name="Input">The id of the value it reads.</param>
/// <param name="Output">The id of the value it makes.</param>
/// <param name="IsLogarithm">Whether it gives the logarithm of the probabilities.</param>
/// <param name="Order">The number of terms in a row, and how the exponentials, and in the backward pass the products, are summed.</param>
/// <param name="Rows">The number of rows.</param>
public sealed record SoftmaxNode(string Name, int Input, int Output, bool IsLogarithm, SumOrder Order, int Rows = 1)
    : Node(Name, new EquatableArray<int>(Input), Output);
