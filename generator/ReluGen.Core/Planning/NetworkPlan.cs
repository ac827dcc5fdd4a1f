using ReluGen.Declaration;
using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>
/// The fourth of the five words: the form of the code, its layers, and the kernels of each width. The emitters print
/// it and decide nothing.
/// </summary>
/// <remarks>Equal when every part is, weights by content hash.</remarks>
/// <param name="Model">The model.</param>
/// <param name="Form">Straight-line scalars or vector loops.</param>
/// <param name="Layers">The layers: dense sums with what is applied to them.</param>
/// <param name="Widths">The widths to generate, widest first.</param>
/// <param name="Graph">The steps of a general graph, or null for a chain of layers.</param>
/// <param name="Block">The memory that kernels read parameters from, at an address that they are given; null where they know the parameters as literals, or there are none.</param>
public sealed record NetworkPlan(
    NetworkModel Model,
    NetworkForm Form,
    EquatableArray<LayerPlan> Layers,
    EquatableArray<WidthPlan> Widths,
    GraphPlan? Graph = null,
    ParameterBlock? Block = null)
{
    /// <summary>The type whose network has the kernels that this one runs: its own, or those of another network of the same shape.</summary>
    public TypeDeclaration KernelOwner { get; init; } = Model.Type;

    /// <summary>The most groups of samples that go through a layer of a batch one after the other, where outputs are in lanes.</summary>
    public int RowGroups { get; init; } = 1;

    /// <summary>
    /// Whether a batch of fewer samples than a group is padded to one, where outputs are in lanes: reading the weights once costs less then than
    /// reading them for each sample.
    /// </summary>
    public bool PadsShortBatches { get; init; }

    /// <summary>The layers that use the weights of <paramref name="owner"/>, from the last to the first; not itself.</summary>
    public IEnumerable<LayerPlan> TiedTo(LayerPlan owner) => Layers.Reverse().Where(layer => layer.Dense.Tie?.Source == owner.Name);

    /// <summary>Whether training passes drop anything.</summary>
    public bool HasDropout => Layers.Any(layer => layer.Dense.InputDropout is not null);

    /// <summary>The activations that are applied: those of layers, and of a graph those by themselves.</summary>
    public IEnumerable<ActivationFunction> Functions => Layers.Select(layer => layer.Function)
        .Concat(Graph?.Steps.Select(step => step.Node).OfType<ActivationNode>().Select(node => node.Function) ?? []);
}

/// <summary>One layer: a dense node and the activation or softmax behind it.</summary>
/// <remarks>Equal when every part is, weights by content hash.</remarks>
/// <param name="Dense">The sums.</param>
/// <param name="Function">The activation; identity where there is none, or softmax instead.</param>
/// <param name="Softmax">The softmax, or null.</param>
/// <param name="InputName">The name of what it reads.</param>
/// <param name="InputStride">The distance between two samples' inputs, in elements.</param>
/// <param name="OutputStride">The distance between two samples' outputs in scratch memory, in elements.</param>
/// <param name="PanelStride">The distance between two rows of weights that hold what one input contributes to all units, in elements.</param>
/// <param name="TailUnits">The last units, whose weights stand in a panel of their own without padding, or 0 where all stand in one.</param>
/// <param name="IsFirst">Whether it reads the network's input.</param>
/// <param name="IsLast">Whether it makes the network's output.</param>
public sealed record LayerPlan(
    DenseNode Dense,
    ActivationFunction Function,
    SoftmaxNode? Softmax,
    string InputName,
    int InputStride,
    int OutputStride,
    int PanelStride,
    int TailUnits,
    bool IsFirst,
    bool IsLast)
{
    /// <summary>Where the layer's panels are in the memory that kernels are given, or null where they are literals.</summary>
    public PanelPlaces? Places { get; init; }

    /// <summary>The layer's name, such as <c>hidden1</c>.</summary>
    public string Name => Dense.Name;

    /// <summary>The layer's name as the first part of a method's or field's name, such as <c>Hidden1</c>.</summary>
    public string Title => TitleOf(Name);

    /// <summary>A layer's name as <see cref="Title"/> has it.</summary>
    public static string TitleOf(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The name of the layer that owns the weights: its own, unless they are tied.</summary>
    public string WeightsOwner => Dense.Tie?.Source ?? Name;

    /// <summary>Whether the output is just the sums.</summary>
    public bool IsIdentity => Softmax is null && Function.Kind == ActivationKind.Identity;

    /// <summary>
    /// Whether the activation is too long to be computed in the tile of the sums: it takes a pass of its own over what
    /// the tile has stored. Inlined once for each of two dozen sums it would exhaust the JIT compiler's budget.
    /// </summary>
    public bool HasPass => Softmax is null && Function.Kind is ActivationKind.Elu or ActivationKind.Selu or ActivationKind.Celu
        or ActivationKind.SoftPlus or ActivationKind.Sigmoid or ActivationKind.Tanh or ActivationKind.Gelu
        or ActivationKind.GeluTanh or ActivationKind.Silu or ActivationKind.Mish;

    /// <summary>Whether the tile's results are final and, on the last layer, go straight to the caller's memory.</summary>
    public bool IsFinishedInTile => Softmax is null && !HasPass;
}

/// <summary>The kernels for one width.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Lanes">The width.</param>
/// <param name="Layers">The kernels of each layer, in order.</param>
/// <param name="IsUnrolled">Whether one sample runs through all layers in one method without loops.</param>
/// <param name="Block">How batches run where samples are in lanes, or null where outputs are.</param>
public sealed record WidthPlan(Lanes Lanes, EquatableArray<LayerKernels> Layers, bool IsUnrolled, BlockTiles? Block);

/// <summary>The kernels of one layer for one width.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Single">Forward, one sample.</param>
/// <param name="Rows">Forward, several samples, outputs in lanes.</param>
/// <param name="InputGradientSingle">The input gradient of one sample.</param>
/// <param name="InputGradientRows">The input gradient of several samples.</param>
/// <param name="ParameterGradient">The parameter gradient of a chunk of samples.</param>
public sealed record LayerKernels(
    DenseTiles Single,
    DenseTiles Rows,
    DenseTiles InputGradientSingle,
    DenseTiles InputGradientRows,
    OuterTiles ParameterGradient);
