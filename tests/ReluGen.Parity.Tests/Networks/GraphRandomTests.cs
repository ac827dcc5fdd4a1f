using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Graphs drawn from printed seeds: any nodes on any values, several inputs and outputs.</summary>
public sealed class GraphRandomTests
{
    private const int FirstSeed = 12000;

    private static readonly GraphCase[] Cases = Enumerable.Range(FirstSeed, 24)
        .Select(seed => new GraphCase(FormattableString.Invariant($"Graph{seed}"), (ElementKind)(seed % 3 / 2), seed, Draw)).ToArray();

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(
        Cases.Select(network => (network, (ReluGen.Planning.PlanOptions?)NetworkSet.AsGraph)), isNullable: false));

    public static TheoryData<string> Names => [.. Cases.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_graph_has_the_interpreters_bits(string name)
    {
        if (Cases.Single(network => network.Name == name).Element == ElementKind.Float)
        {
            Parity.Check(Networks.Value.Get<float>(name), [0, 1, 6, 7, 33]);
        }
        else
        {
            Parity.Check(Networks.Value.Get<double>(name), [0, 1, 6, 7, 33]);
        }
    }

    [Fact]
    public void All_kinds_of_nodes_are_drawn()
    {
        IEnumerable<Type> drawn = Cases.SelectMany(network => network.Build().Nodes).Select(node => node.GetType()).Distinct();
        Assert.Equal(
            typeof(Node).Assembly.GetTypes().Where(type => type.BaseType == typeof(Node)).Select(type => type.Name).Order(),
            drawn.Select(type => type.Name).Order());
    }

    /// <summary>All values are vectors of a few sizes, so that any two of one size can be combined.</summary>
    private static int[] Draw(GraphBuilder graph, Random random)
    {
        int[] sizes = [6, 12, 21, 36];
        foreach (int size in sizes.Take(random.Next(1, 4)))
        {
            graph.Input("input", size);
        }

        graph.Constant(true, 12);
        graph.Constant(false, 1);
        for (int i = 0; i < 14; i++)
        {
            Step(graph, random, sizes);
        }

        return Enumerable.Range(graph.Count - 3, 3).ToArray();
    }

    private static void Step(GraphBuilder graph, Random random, int[] sizes)
    {
        int x = random.Next(graph.Count);
        int size = graph.SizeOf(x);
        int rows = new[] { 1, 2, 3, 6 }.Where(rows => size % rows == 0).OrderBy(_ => random.Next()).First();
        int y = Enumerable.Range(0, graph.Count).Where(id => size % graph.SizeOf(id) == 0).OrderBy(_ => random.Next()).First();
        var repeated = new Operand(y, graph.SizeOf(y), random.Next(2) == 0 ? 1 : size / graph.SizeOf(y));
        switch (random.Next(11))
        {
            case 0 or 1:
                graph.Dense(x, sizes[random.Next(sizes.Length)], rows, random.Next(3) > 0);
                break;
            case 2:
                graph.Activation(x, (ActivationKind)random.Next((int)ActivationKind.Softmax));
                break;
            case 3:
                graph.Softmax(x, rows, random.Next(2) == 0);
                break;
            case 4:
                // Of the others some leave their domain and turn everything behind them into NaN.
                UnaryKind[] tame = [UnaryKind.Negate, UnaryKind.Absolute, UnaryKind.ErrorFunction, UnaryKind.Sign, UnaryKind.Floor, UnaryKind.Not];
                graph.Unary(x, tame[random.Next(tame.Length)]);
                break;
            case 5 or 6:
                BinaryKind[] kinds = [BinaryKind.Add, BinaryKind.Subtract, BinaryKind.Multiply, BinaryKind.Minimum, BinaryKind.Maximum, BinaryKind.ParametricRelu, BinaryKind.Less];
                graph.Binary(graph.Whole(x), repeated, size, kinds[random.Next(kinds.Length)]);
                break;
            case 7:
                graph.Select(repeated, graph.Whole(x), new Operand(y, graph.SizeOf(y)), size);
                break;
            case 8:
                int reduced = random.Next(3) == 0 ? graph.Place(x, rows, random.Next(2) == 0, random.Next(2) == 0) : graph.Reduce(x, (ReduceKind)random.Next(4), rows);
                graph.Binary(graph.Whole(x), new Operand(reduced, rows, size / rows), size, BinaryKind.Subtract);
                break;
            case 9:
                int length = sizes[random.Next(sizes.Length)];
                int[] map = Enumerable.Range(0, length).Select(_ => random.Next(-1, size + graph.SizeOf(y))).ToArray();
                graph.Arrange(map, 0.5, x, y);
                break;
            default:
                graph.Product(x, x, 1, rows, size / rows, rows);
                break;
        }
    }
}
