using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReluGen.Emit;
using ReluGen.Model;
using ReluGen.Numerics;
using ReluGen.Planning;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Layers and constants of a model file may be called like the types that kernels call.</summary>
public sealed class TypeNameTests
{
    private static readonly Lazy<string[]> Names = new(() => [.. LibraryTypes().Concat(CalledNames())
        .SelectMany(name => new[] { name, WithoutEnd(name, "Rows"), WithoutEnd(name, "Sums") })
        .Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)]);

    [Fact]
    public void Names_of_types_are_found()
    {
        Assert.Contains("Panel", LibraryTypes());
        Assert.Contains("Floats512", LibraryTypes());
        Assert.Contains("MemoryMarshal", CalledNames());
        Assert.Contains("Math", CalledNames());
        Assert.Contains("Operations", CalledNames());
        Assert.Contains("Tables", CalledNames());
        Assert.Contains("Place", CalledNames());
    }

    [Fact]
    public void Plans_leave_them_alone()
    {
        NetworkModel chain = Renamed(Chain(Names.Value.Length).Build(), Names.Value);
        foreach (PlanOptions options in new[] { NetworkSet.AsGraph, NetworkSet.AllWidths, NetworkSet.StraightLine })
        {
            NetworkPlan plan = Planner.Plan(chain, options);
            Assert.Equal(Names.Value.Length, plan.Layers.Count);
            Assert.Empty(plan.Layers.Select(layer => layer.Title).Intersect(Names.Value, StringComparer.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Layers_and_constants_of_these_names_compile() => NetworkSet.Compile<ITestNetwork>(
    [
        (new RenamedNetwork(Graph("Layers", hasConstants: false)), NetworkSet.AsGraph),
        (new RenamedNetwork(Graph("Constants", hasConstants: true)), NetworkSet.AsGraph),
        (new RenamedNetwork(Chain(Names.Value.Length, "Vectors")), NetworkSet.AllWidths),
        (new RenamedNetwork(Chain(Names.Value.Length, "Straight")), NetworkSet.StraightLine),
    ]);

    private static IEnumerable<string> LibraryTypes() => typeof(Panel).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == typeof(Panel).Namespace && !type.IsNested).Select(type => type.Name.Split('`')[0]);

    /// <summary>Every name with a dot behind it in kernels of all forms, widths and kinds of nodes.</summary>
    private static IEnumerable<string> CalledNames()
    {
        IEnumerable<(ITestNetwork Network, PlanOptions? Options)> networks = Enum.GetValues<ElementKind>().SelectMany(GraphNodeCases.All)
            .Select(network => ((ITestNetwork)network, (PlanOptions?)NetworkSet.AsGraph));
        foreach (ElementKind element in Enum.GetValues<ElementKind>())
        {
            NetworkCase small = new("Small", [3, 4, 3], [ActivationKind.Gelu, ActivationKind.Softmax], 1) { Element = element };
            NetworkCase large = new("Large", [70, 90, 21], [ActivationKind.Elu, ActivationKind.LogSoftmax], 1) { Element = element };
            networks = networks.Append((small, NetworkSet.StraightLine)).Append((small, NetworkSet.AllWidths)).Append((large, NetworkSet.AllWidths))
                .Append((large with { IsTrainable = true }, NetworkSet.Vectors));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (GeneratedFile file in networks.SelectMany(pair => NetworkEmitter.Emit(Planner.Plan(pair.Network.Build(), pair.Options))))
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(file.Text).GetRoot();
            if (root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Any(space => space.Name.ToString().StartsWith("ReluGen.Generated", StringComparison.Ordinal)))
            {
                names.UnionWith(root.DescendantNodes().OfType<TypeDeclarationSyntax>().SelectMany(type => type.DescendantNodes()).Select(node => node switch
                {
                    MemberAccessExpressionSyntax { Expression: SimpleNameSyntax left } => left.Identifier.Text,
                    QualifiedNameSyntax { Left: SimpleNameSyntax left } => left.Identifier.Text,
                    _ => "",
                }).Where(name => name.Length > 0 && char.IsUpper(name[0])));
            }
        }

        return names;
    }

    private static string WithoutEnd(string name, string end) => name.EndsWith(end, StringComparison.Ordinal) ? name[..^end.Length] : name;

    private static GraphCase Chain(int layers, string name = "Chain") => new(name, ElementKind.Float, 1, (graph, _) =>
    {
        int value = graph.Input("input", 2);
        for (int i = 0; i < layers; i++)
        {
            value = graph.Dense(value, 2);
        }

        return [value];
    });

    /// <summary>A layer or a constant for each name, then a node of each kind.</summary>
    private static GraphCase Graph(string name, bool hasConstants) => new(name, ElementKind.Float, 1, (graph, _) =>
    {
        int input = graph.Input("input", 4);
        int value = input;
        for (int i = 0; i < Names.Value.Length; i++)
        {
            value = hasConstants
                ? graph.Binary(value, graph.Constant(i % 2 == 0, 4), i % 3 == 0 ? BinaryKind.Multiply : BinaryKind.Add)
                : graph.Dense(value, 4);
        }

        value = graph.Activation(graph.Softmax(graph.Unary(value, UnaryKind.Exponential), 2), ActivationKind.Gelu);
        value = graph.Product(value, graph.Arrange([0, 2, 1, 3], 0, input), 1, 2, 2, 2);
        value = graph.Select(graph.Whole(input), graph.Whole(value), graph.Whole(input), 4);
        return [graph.Reduce(value, ReduceKind.Maximum, 2), graph.Place(value, 2, isMinimum: false, takesLast: false), graph.Arrange([3, 0, 2], 0, value)];
    });

    /// <summary>The model with these names for its layers and constants, in order.</summary>
    private static NetworkModel Renamed(NetworkModel model, IReadOnlyList<string> names)
    {
        Dictionary<int, string> found = model.Nodes.Where(node => node is DenseNode or ConstantNode)
            .Select((node, i) => (node.Output, Name: names[i])).ToDictionary(pair => pair.Output, pair => pair.Name);
        return model with
        {
            Values = new EquatableArray<Value>(model.Values.Select(value => found.TryGetValue(value.Id, out string? name) ? value with { Name = name } : value)),
            Nodes = new EquatableArray<Node>(model.Nodes.Select(node => found.TryGetValue(node.Output, out string? name) ? node with { Name = name } : node)),
        };
    }

    private sealed record RenamedNetwork(ITestNetwork Network) : ITestNetwork
    {
        public string Name => Network.Name;

        public ElementKind Element => Network.Element;

        public bool IsStatic => Network.IsStatic;

        public NetworkModel Build() => Renamed(Network.Build(), Names.Value);

        public double[] Samples(int count, int size, int stream) => Network.Samples(count, size, stream);
    }
}
