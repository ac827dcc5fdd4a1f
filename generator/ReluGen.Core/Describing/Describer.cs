using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Describing;

/// <summary>Says in one line what a piece of a network computes, for remarks and comments alike.</summary>
public static class Describer
{
    /// <summary>What a layer computes, such as <c>hidden1 = relu(weights · input + bias)</c>.</summary>
    public static string LayerFormula(LayerPlan layer)
    {
        string sums = SumsFormula(layer);
        return layer.IsIdentity ? $"{layer.Name} = {sums}" : $"{layer.Name} = {FunctionName(layer)}({sums})";
    }

    /// <summary>The sums of a layer, such as <c>weights · input + bias</c>.</summary>
    public static string SumsFormula(LayerPlan layer) =>
        $"{Weights(layer.Dense.Tie)} · {layer.InputName}{(layer.Dense.Bias is null ? "" : " + bias")}";

    /// <summary>The gradient for what a layer reads, such as <c>the gradient for input = weightsᵀ · hidden's gradient</c>.</summary>
    public static string InputGradientFormula(LayerPlan layer)
    {
        string weights = layer.Dense.Tie is { } tie ? Weights(tie with { IsTransposed = !tie.IsTransposed }) : "weightsᵀ";
        return $"the gradient for {layer.InputName} = {weights} · {layer.Name}'s gradient";
    }

    /// <summary>Whose weights a layer uses, and which way round.</summary>
    private static string Weights(WeightTie? tie) => tie is null ? "weights" : $"{tie.Source}'s weights{(tie.IsTransposed ? "ᵀ" : "")}";

    /// <summary>The name of what a layer applies to its sums.</summary>
    public static string FunctionName(LayerPlan layer) =>
        layer.Softmax is { } softmax ? softmax.IsLogarithm ? "log-softmax" : "softmax" : FunctionName(layer.Function);

    /// <summary>An activation's name, with its parameters.</summary>
    public static string FunctionName(ActivationFunction f) => f.Kind switch
    {
        ActivationKind.Identity => "identity",
        ActivationKind.Relu => "relu",
        ActivationKind.LeakyRelu => Text($"leaky relu[slope {f.Slope:G9}]"),
        ActivationKind.ClippedRelu => Text($"clipped relu[0, {f.Maximum:G9}]"),
        ActivationKind.Elu => Text($"elu[alpha {f.Alpha:G9}]"),
        ActivationKind.Selu => "selu",
        ActivationKind.Celu => Text($"celu[alpha {f.Alpha:G9}]"),
        ActivationKind.SoftPlus => "softplus",
        ActivationKind.SoftSign => "softsign",
        ActivationKind.Sigmoid => "sigmoid",
        ActivationKind.HardSigmoid => Text($"hard sigmoid[slope {f.Slope:G9}, offset {f.Offset:G9}]"),
        ActivationKind.Tanh => "tanh",
        ActivationKind.HardTanh => Text($"hard tanh[{f.Minimum:G9}, {f.Maximum:G9}]"),
        ActivationKind.Gelu => "gelu",
        ActivationKind.GeluTanh => "gelu in its tanh form",
        ActivationKind.Silu => "silu",
        ActivationKind.HardSwish => "hard swish",
        ActivationKind.Mish => "mish",
        _ => throw new ArgumentOutOfRangeException(nameof(f), f.Kind, null),
    };

    /// <summary>An activation's definition.</summary>
    public static string ActivationFormula(ActivationFunction f) => FunctionName(f) + ": " + f.Kind switch
    {
        ActivationKind.Relu => "z from zero on, 0 below",
        ActivationKind.LeakyRelu => "z from zero on, slope · z below",
        ActivationKind.ClippedRelu => "z between its bounds",
        ActivationKind.Elu => "z from zero on, alpha · (exp(z) - 1) below",
        ActivationKind.Selu => "lambda · z from zero on, lambda · alpha · (exp(z) - 1) below",
        ActivationKind.Celu => "z from zero on, alpha · (exp(z / alpha) - 1) below",
        ActivationKind.SoftPlus => "log(1 + exp(z)), without overflow",
        ActivationKind.SoftSign => "z / (1 + |z|)",
        ActivationKind.Sigmoid => "1 / (1 + exp(-z))",
        ActivationKind.HardSigmoid => "slope · z + offset, between 0 and 1",
        ActivationKind.Tanh => "the hyperbolic tangent of z",
        ActivationKind.HardTanh => "z between its bounds",
        ActivationKind.Gelu => "z/2 · (1 + erf(z / sqrt(2)))",
        ActivationKind.GeluTanh => "z · sigmoid(2 · sqrt(2/pi) · (z + 0.044715 · z³))",
        ActivationKind.Silu => "z · sigmoid(z)",
        ActivationKind.HardSwish => "z · (z/6 + 1/2, between 0 and 1)",
        ActivationKind.Mish => "z · tanh(softplus(z))",
        _ => throw new ArgumentOutOfRangeException(nameof(f), f.Kind, null),
    };

    /// <summary>What a derivative method computes.</summary>
    public static string DerivativeFormula(ActivationFunction f, int derivativeAtZero)
    {
        string name = FunctionName(f);
        return f.Kind is ActivationKind.Relu or ActivationKind.LeakyRelu or ActivationKind.ClippedRelu
                or ActivationKind.Elu or ActivationKind.Selu
            ? $"g · derivative of {name}; at zero the one from the {(derivativeAtZero == 1 ? "right" : "left")}"
            : $"g · derivative of {name}";
    }

    /// <summary>What a forward kernel computes and how, such as <c>hidden = relu(weights · input + bias): 2 vectors of outputs, 8 terms in 2 chains</c>.</summary>
    public static string Kernel(LayerPlan layer, DenseTiles tiles) =>
        $"{(layer.IsFinishedInTile ? LayerFormula(layer) : $"{layer.Name}'s sums = {SumsFormula(layer)}")}: {Tile(tiles)}, {Chains(layer.Dense.ForwardOrder)}";

    /// <summary>How many chains a sum has.</summary>
    public static string Chains(SumOrder order) => order.IsAcrossLanes
        ? Text($"{order.Terms} terms across lanes")
        : order.Chains == 1 ? Text($"{order.Terms} terms in 1 chain") : Text($"{order.Terms} terms in {order.Chains} chains");

    /// <summary>The registers of a dense tile.</summary>
    /// <param name="tiles">The tile.</param>
    /// <param name="outputs">What it computes: the layer's outputs or, for the input gradient, its inputs.</param>
    public static string Tile(DenseTiles tiles, string outputs = "outputs")
    {
        string samples = tiles.Samples == 1 ? "" : Text($"{tiles.Samples} samples × ");
        return samples + (tiles switch
        {
            OutputTiles vectors => $"{Count(vectors.Columns.Size, "vector")} of {outputs}",
            TermTiles terms => Count(terms.Outputs, outputs.TrimEnd('s')),
            _ => throw new ArgumentOutOfRangeException(nameof(tiles)),
        });
    }

    /// <summary>The registers of a layer in a block of samples.</summary>
    public static string Tile(BlockTiles tiles, int layer) =>
        $"{Count(tiles.Units[layer].Size, "unit")} × {Count(tiles.Vectors, "vector")} of samples";

    /// <summary>A number and a noun in the right number.</summary>
    public static string Count(int count, string thing) => Text($"{count} {thing}{(count == 1 ? "" : "s")}");
}
