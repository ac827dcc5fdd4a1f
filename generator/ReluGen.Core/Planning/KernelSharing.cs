using ReluGen.Declaration;
using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>A network that runs the kernels of another one.</summary>
/// <remarks>Equal when both parts are.</remarks>
/// <param name="Type">The network's type.</param>
/// <param name="Owner">The type of the network that has the kernels.</param>
public sealed record SharedKernels(TypeDeclaration Type, TypeDeclaration Owner);

/// <summary>What a network's kernels depend on: its plan without its name and the values of its parameters.</summary>
/// <remarks>Equal when both parts are.</remarks>
/// <param name="Type">The network's type.</param>
/// <param name="Shape">The plan, of a network without a name.</param>
public sealed record KernelShape(TypeDeclaration Type, NetworkPlan Shape);

/// <summary>
/// Finds networks of one shape. Their kernels differ in nothing but the address of the parameters, which they are given: the first of them,
/// by name, has the kernels, the others call those.
/// </summary>
public static class KernelSharing
{
    private static readonly TypeDeclaration Nobody = new("", default, "class", "", IsStatic: true, IsRefStruct: false);

    /// <summary>The shape of a plan whose kernels can be shared, or null: straight-line code has its weights in it.</summary>
    public static KernelShape? ShapeOf(NetworkPlan plan) => plan.Block is null ? null : new(plan.Model.Type, plan with
    {
        KernelOwner = Nobody,
        Layers = new EquatableArray<LayerPlan>(plan.Layers.Select(layer => layer with { Dense = WithoutValues(layer.Dense) }).ToArray()),
        Model = plan.Model with
        {
            Type = Nobody,
            Source = null,
            Values = new EquatableArray<Value>(plan.Model.Values.Select(value => value with { SourceName = null }).ToArray()),
            Nodes = new EquatableArray<Node>(plan.Model.Nodes.Select(WithoutValues).ToArray()),
        },
        Graph = plan.Graph is null ? null : plan.Graph with
        {
            Steps = new EquatableArray<GraphStep>(plan.Graph.Steps.Select(step => step with { Node = WithoutValues(step.Node) }).ToArray()),
        },
    });

    /// <summary>The networks that run the kernels of another one.</summary>
    public static EquatableArray<SharedKernels> Find(IEnumerable<KernelShape> shapes) => new(
        from shape in shapes
        group shape.Type by shape.Shape into networks
        let sorted = networks.OrderBy(type => type.FullName, StringComparer.Ordinal).ThenBy(type => type.Namespace, StringComparer.Ordinal).ToArray()
        from type in sorted.Skip(1)
        select new SharedKernels(type, sorted[0]));

    /// <summary>The plan with the owner of its kernels.</summary>
    public static NetworkPlan Apply(NetworkPlan plan, EquatableArray<SharedKernels> shared) =>
        shared.FirstOrDefault(entry => entry.Type == plan.Model.Type) is { } entry ? plan with { KernelOwner = entry.Owner } : plan;

    private static Node WithoutValues(Node node) => node switch
    {
        DenseNode dense => WithoutValues(dense),
        ConstantNode constant => constant with { Values = Tensor.WithoutValues(constant.Values.Count) },
        _ => node,
    };

    private static DenseNode WithoutValues(DenseNode dense) => dense with
    {
        Weights = Tensor.WithoutValues(dense.Weights.Count),
        Bias = dense.Bias is { } bias ? Tensor.WithoutValues(bias.Count) : null,
    };
}
