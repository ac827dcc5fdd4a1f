using ReluGen.Model;

namespace ReluGen.Manifest;

/// <summary>Reads the lines that <see cref="NodeWriter"/> writes. Whether a node fits the graph is <see cref="ManifestChecker"/>'s to say.</summary>
/// <param name="values">The graph's values.</param>
internal sealed class NodeReader(IReadOnlyList<Value> values)
{
    /// <summary>The most places in all maps together: 256 MiB of them.</summary>
    private const long MostPlaces = 1 << 26;

    private long _places;

    /// <summary>The words that a node's line begins with.</summary>
    public static IReadOnlyCollection<string> Kinds { get; } =
        ["dense", "activation", "softmax", "unary", "binary", "select", "reduce", "place", "arrange", "product", "constant"];

    /// <summary>Reads what stands behind <paramref name="kind"/>, one of <see cref="Kinds"/>; null where it is no node.</summary>
    public Node? Read(string kind, ManifestCursor line)
    {
        string name = line.Quoted();
        int output = line.Number("to");
        if (output >= values.Count)
        {
            line.Fail($"there is no value {output}");
        }

        if (line.Fault is not null)
        {
            return null;
        }

        Node node = kind switch
        {
            "dense" => ReadDense(line, name, output),
            "activation" => new ActivationNode(name, line.Number("from"), output, ReadFunction(line)),
            "softmax" => new SoftmaxNode(
                name, line.Number("from"), output, line.Choice("probability", "logarithm"), line.Order("order"), line.Number("rows", 1)),
            "unary" => new UnaryNode(name, line.Number("from"), output, ReadKind<UnaryKind>(line)),
            "binary" => ReadBinary(line, name, output),
            "select" => new SelectNode(name, line.Operand("condition"), line.Operand("true"), line.Operand("false"), output),
            "reduce" => new ReduceNode(
                name, line.Number("from"), output, ReadKind<ReduceKind>(line), line.Order("order"), line.Number("rows", 1)),
            "place" => ReadPlace(line, name, output),
            "arrange" => ReadArrange(line, name, output),
            "product" => new MatrixProductNode(
                name, line.Number("left"), line.Number("right"), output,
                line.Number("batch", 1), line.Number("rows", 1), line.Number("terms", 1), line.Number("columns", 1)),
            _ => ReadConstant(line, name, output),
        };
        return line.Fault is null ? node : null;
    }

    private static DenseNode ReadDense(ManifestCursor line, string name, int output)
    {
        int input = line.Number("from");
        int inputs = line.Number("inputs", 1);
        int units = line.Number("units", 1);
        int rows = line.Number("rows", 1);
        SumOrder forward = line.Order("forward");
        SumOrder backward = line.Order("backward");
        int offset = line.Number("offset");
        Tensor? weights = line.Tensor("weights", (long)inputs * units);
        if (weights is null)
        {
            line.Fail($"a dense node needs weights");
        }

        return new DenseNode(name, input, output, inputs, units, weights ?? new Tensor(), line.Tensor("bias", units), forward, backward, offset, rows);
    }

    private static ActivationFunction ReadFunction(ManifestCursor line)
    {
        var kind = ReadKind<ActivationKind>(line);
        if (kind is ActivationKind.Softmax or ActivationKind.LogSoftmax)
        {
            line.Fail($"{kind} is a node of its own");
        }

        return new ActivationFunction(
            kind, line.Real("slope"), line.Real("offset"), line.Real("alpha"), line.Real("minimum"), line.Real("maximum"));
    }

    private static BinaryNode ReadBinary(ManifestCursor line, string name, int output)
    {
        var kind = ReadKind<BinaryKind>(line);
        return new BinaryNode(name, line.Operand("left"), line.Operand("right"), output, kind);
    }

    private static PlaceNode ReadPlace(ManifestCursor line, string name, int output)
    {
        int input = line.Number("from");
        bool isMinimum = line.Choice("largest", "smallest");
        bool takesLast = line.Choice("first", "last");
        return new PlaceNode(name, input, output, line.Number("terms", 1), line.Number("rows", 1), isMinimum, takesLast);
    }

    private ArrangeNode ReadArrange(ManifestCursor line, string name, int output)
    {
        EquatableArray<int> sources = line.List("from");
        double fill = line.Real("fill");
        int count = values[output].Shape.ElementCount;
        _places += count;
        if (_places > MostPlaces)
        {
            line.Fail($"the maps have more than {MostPlaces} places");
        }

        return new ArrangeNode(name, sources, output, line.Map("map", count), fill);
    }

    private ConstantNode ReadConstant(ManifestCursor line, string name, int output)
    {
        int offset = line.Number("offset", -1);
        Tensor? tensor = line.Tensor("values", values[output].Shape.ElementCount);
        if (tensor is null)
        {
            line.Fail($"a constant needs values");
        }

        return new ConstantNode(name, output, tensor ?? new Tensor(), offset < 0 ? null : offset);
    }

    private static T ReadKind<T>(ManifestCursor line)
        where T : struct, Enum
    {
        string word = line.Word();
        if (Enum.TryParse(word, out T kind) && Enum.IsDefined(typeof(T), kind) && kind.ToString() == word)
        {
            return kind;
        }

        line.Fail($"there is no {typeof(T).Name} of that name");
        return default;
    }
}
