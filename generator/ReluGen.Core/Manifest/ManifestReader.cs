using System.Globalization;
using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Readers;

namespace ReluGen.Manifest;

/// <summary>Text to manifest. Whatever the text, the result is a manifest that can be planned, or a message.</summary>
public sealed class ManifestReader
{
    /// <summary>The most elements of a value.</summary>
    internal const int LargestValue = 1 << 24;

    private const string Remedy = "Rebuild the project, or delete its obj folder first.";

    /// <summary>The lines below the first that every manifest has: path, source, resource, element.</summary>
    private const int HeadLines = 4;

    private readonly List<Value> _values = [];
    private readonly List<Node> _nodes = [];
    private readonly List<RefusedOutput> _refused = [];
    private readonly List<UnsupportedNode> _unsupported = [];
    private readonly List<StoredTensor> _tensors = [];
    private readonly List<UnreadableTensor> _unreadable = [];
    private readonly NodeReader _nodeReader;
    private EquatableArray<int> _inputs;
    private EquatableArray<int> _outputs;
    private bool _hasGraph;
    private ElementKind _element;
    private string _path = "";
    private ModelSource _source = new("", "", null);

    private ManifestReader() => _nodeReader = new NodeReader(_values);

    /// <summary>Reads what <see cref="ManifestWriter"/> wrote.</summary>
    public static ReadResult<ModelManifest> Read(string text)
    {
        if (!text.StartsWith(ManifestWriter.FirstLine + "\n", StringComparison.Ordinal))
        {
            return ReadResult<ModelManifest>.Failed(
                $"It is no manifest of this version: its first line must be '{ManifestWriter.FirstLine}'. {Remedy}");
        }

        int end = text.LastIndexOf("\nend ", StringComparison.Ordinal);
        return end < 0 || text.Substring(end + 1) != ManifestWriter.LastLine(text.Substring(0, end + 1)) + "\n"
            ? ReadResult<ModelManifest>.Failed($"It was changed or cut off after it was written: the hash in its last line is not that of its text. {Remedy}")
            : new ManifestReader().ReadLines(text.Substring(0, end).Split('\n'));
    }

    private static ReadResult<ModelManifest> Failed(int line, string fault) => ReadResult<ModelManifest>.Failed(
        string.Format(CultureInfo.InvariantCulture, "Line {0}: {1}. {2}", line, fault, Remedy));

    private ReadResult<ModelManifest> ReadLines(string[] lines)
    {
        if (lines.Length <= HeadLines)
        {
            return Failed(lines.Length, "the head is cut off");
        }

        for (int i = 1; i <= HeadLines; i++)
        {
            var line = new ManifestCursor(lines[i], default);
            ReadHead(line, i);
            if (Close(line) is { } fault)
            {
                return Failed(i + 1, fault);
            }
        }

        for (int i = HeadLines + 1; i < lines.Length; i++)
        {
            var line = new ManifestCursor(lines[i], _element);
            ReadLine(line);
            if (Close(line) is { } fault)
            {
                return Failed(i + 1, fault);
            }
        }

        return Finish(lines.Length);
    }

    private void ReadHead(ManifestCursor line, int number)
    {
        switch (number)
        {
            case 1:
                line.Expect("path");
                _path = line.Quoted();
                break;
            case 2:
                line.Expect("source");
                _source = new ModelSource(line.Quoted(), line.Word(), null);
                if (!ManifestCursor.IsHash(_source.Hash))
                {
                    line.Fail($"the hash of the file is missing");
                }

                break;
            case 3:
                line.Expect("resource");
                _source = _source with { Resource = line.Rest == "none" ? null : line.Quoted() };
                if (_source.Resource is null)
                {
                    line.Expect("none");
                }

                break;
            default:
                line.Expect("element");
                string element = line.Word();
                _element = element == "double" ? ElementKind.Double : ElementKind.Float;
                if (element is not ("double" or "float"))
                {
                    line.Fail($"the element type is missing");
                }

                break;
        }
    }

    private static string? Close(ManifestCursor line) => line.Fault ?? (line.IsAtEnd ? null : "the line has more than it should");

    private void ReadLine(ManifestCursor line)
    {
        string kind = line.Word();
        switch (kind)
        {
            case "value":
                ReadValue(line);
                break;
            case "tensor":
                ReadTensor(line);
                break;
            case "unreadable":
                _unreadable.Add(new UnreadableTensor(line.Quoted(), line.Quoted()));
                break;
            case "inputs":
                _inputs = line.List();
                break;
            case "outputs":
                _outputs = line.List();
                _hasGraph = true;
                break;
            case "refused":
                string output = line.Quoted();
                int count = line.Number("nodes");
                var nodes = new List<string>();
                while (nodes.Count < count && line.Fault is null)
                {
                    nodes.Add(line.Quoted());
                }

                _refused.Add(new RefusedOutput(output, new EquatableArray<string>(nodes)));
                break;
            case "unsupported":
                _unsupported.Add(ReadUnsupported(line));
                break;
            case var _ when NodeReader.Kinds.Contains(kind):
                if (_nodeReader.Read(kind, line) is { } node)
                {
                    _nodes.Add(node);
                }

                break;
            default:
                line.Fail($"a line of this kind does not exist");
                break;
        }
    }

    private void ReadValue(ManifestCursor line)
    {
        int id = line.Number();
        string name = line.Quoted();
        Shape shape = ReadShape(line);
        string? sourceName = null;
        if (line.Fault is null && !line.IsAtEnd)
        {
            line.Expect("file");
            sourceName = line.Quoted();
        }

        if (id != _values.Count)
        {
            line.Fail($"value {id} stands where value {_values.Count} should");
        }

        if (_nodes.Count > 0)
        {
            line.Fail($"values stand before nodes");
        }

        _values.Add(new Value(id, name, shape, sourceName));
    }

    private void ReadTensor(ManifestCursor line)
    {
        string name = line.Quoted();
        line.Expect("of");
        bool isInteger = line.Choice("reals", "integers");
        Shape shape = ReadShape(line);
        int count = line.Fault is null ? shape.ElementCount : 0;
        Tensor? values = line.Tensor("values", count);
        Tensor? transposed = line.Tensor("transposed", count);
        if (values is null || (transposed is not null) != (shape.Dimensions.Count == 2))
        {
            line.Fail($"values are missing, or stand transposed where there is no matrix");
            return;
        }

        _tensors.Add(new StoredTensor(name, shape, values, transposed, isInteger));
    }

    private static Shape ReadShape(ManifestCursor line)
    {
        EquatableArray<int> dimensions = line.List("shape");
        if (dimensions.Contains(0))
        {
            return new Shape(dimensions);
        }

        long count = 1;
        foreach (int dimension in dimensions)
        {
            count *= dimension;
            if (count > LargestValue)
            {
                line.Fail($"a shape has more than {LargestValue} elements");
                return Shape.Vector(1);
            }
        }

        return new Shape(dimensions);
    }

    private static UnsupportedNode ReadUnsupported(ManifestCursor line)
    {
        string name = line.Quoted();
        line.Expect("operator");
        string operatorName = line.Quoted();
        long opset = line.Long("opset");
        line.Expect("reason");
        string reason = line.Quoted();
        line.Expect("remedy");
        return new UnsupportedNode(name, operatorName, opset, reason, line.Quoted());
    }

    private ReadResult<ModelManifest> Finish(int lines)
    {
        if (!_hasGraph)
        {
            return _values.Count + _nodes.Count + _refused.Count + _unsupported.Count == 0
                ? ReadResult<ModelManifest>.Of(new ModelManifest(
                    null, default, default, new StoredTensors(
                        _source, _element, new EquatableArray<StoredTensor>(_tensors), new EquatableArray<UnreadableTensor>(_unreadable)), _path))
                : Failed(lines, "the outputs are missing");
        }

        var model = new NetworkModel(
            ImportResult.Unnamed,
            _element,
            ArithmeticKind.Fused,
            1,
            new EquatableArray<Value>(_values),
            new EquatableArray<Node>(_nodes),
            _inputs,
            _outputs,
            _source);
        return (_tensors.Count + _unreadable.Count > 0 ? "tensors stand beside a graph" : ManifestChecker.Check(model)) is { } fault
            ? Failed(lines, fault)
            : ReadResult<ModelManifest>.Of(new ModelManifest(
                model, new EquatableArray<RefusedOutput>(_refused), new EquatableArray<UnsupportedNode>(_unsupported), null, _path));
    }
}
