using ReluGen.Emit;
using ReluGen.Importing;
using ReluGen.Model;

namespace ReluGen.Manifest;

/// <summary>Finds what keeps the graph of a manifest from being a model: what planner and emitters may rely on.</summary>
internal sealed class ManifestChecker
{
    private readonly NetworkModel _model;
    private readonly bool[] _isMade;
    private readonly List<(int Offset, int Count)> _parameters = [];

    private ManifestChecker(NetworkModel model)
    {
        _model = model;
        _isMade = new bool[model.Values.Count];
    }

    /// <summary>The first fault of <paramref name="model"/>, or null.</summary>
    public static string? Check(NetworkModel model) => new ManifestChecker(model).Check();

    private string? Check()
    {
        if (_model.Values.Select(value => value.Name).FirstOrDefault(name => !IsIdentifier(name)) is { } bad)
        {
            return $"'{bad}' is no name for a value";
        }

        if (_model.Inputs.Count == 0 || _model.Outputs.Count == 0)
        {
            return "a graph needs inputs and outputs";
        }

        foreach (int input in _model.Inputs)
        {
            if (!Make(input))
            {
                return NumberText.Text($"input {input} does not exist or stands there twice");
            }
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Node node in _model.Nodes)
        {
            if (!IsIdentifier(node.Name) || !names.Add(node.Name))
            {
                return $"'{node.Name}' is no name for a node or the name of two";
            }

            if (node.Inputs.Any(input => input >= _isMade.Length || !_isMade[input]))
            {
                return $"node '{node.Name}' reads a value that nothing before it makes";
            }

            if (!Fits(node))
            {
                return $"the sizes of node '{node.Name}' do not fit the values it reads and makes";
            }

            if (!Make(node.Output))
            {
                return $"node '{node.Name}' makes a value that is made already";
            }
        }

        if (_model.Outputs.Any(output => output >= _isMade.Length || !_isMade[output]) || _model.Outputs.Distinct().Count() != _model.Outputs.Count)
        {
            return "an output is made by nothing or stands there twice";
        }

        return ModelLimits.Check(_model)?.TrimEnd('.') ?? CheckParameters();
    }

    private string? CheckParameters()
    {
        long next = 0;
        foreach ((int offset, int count) in _parameters.OrderBy(stretch => stretch.Offset))
        {
            if (offset != next)
            {
                return NumberText.Text($"parameters start at {offset} where {next} is next");
            }

            next += count;
        }

        return next > int.MaxValue ? "there are too many parameters" : null;
    }

    private bool Make(int id)
    {
        bool isNew = id < _isMade.Length && !_isMade[id];
        if (isNew)
        {
            _isMade[id] = true;
        }

        return isNew;
    }

    private int Count(int id) => _model.Values[id].Shape.ElementCount;

    private bool Fits(Node node)
    {
        int output = Count(node.Output);
        switch (node)
        {
            case DenseNode dense:
                Add(dense.ParameterOffset, dense.ParameterCount);
                return (long)dense.Rows * dense.InputSize == Count(dense.Input) && (long)dense.Rows * dense.Units == output
                    && dense.ForwardOrder.Terms == dense.InputSize && dense.InputGradientOrder.Terms == dense.Units;
            case ActivationNode or UnaryNode:
                return Count(node.Inputs[0]) == output;
            case SoftmaxNode softmax:
                return Count(softmax.Input) == output && (long)softmax.Rows * softmax.Order.Terms == output;
            case BinaryNode binary:
                return Fits(binary.Left, output) && Fits(binary.Right, output);
            case SelectNode select:
                return Fits(select.Condition, output) && Fits(select.WhenTrue, output) && Fits(select.WhenFalse, output);
            case ReduceNode reduce:
                return (long)reduce.Rows * reduce.Order.Terms == Count(reduce.Input) && reduce.Rows == output;
            case PlaceNode place:
                return (long)place.Rows * place.Terms == Count(place.Input) && place.Rows == output;
            case ArrangeNode arrange:
                return Fits(arrange, output);
            case MatrixProductNode product:
                return Volume(product.Batch, product.Rows, product.Terms) == Count(product.Left)
                    && Volume(product.Batch, product.Terms, product.Columns) == Count(product.Right)
                    && Volume(product.Batch, product.Rows, product.Columns) == output;
            case ConstantNode constant:
                if (constant.ParameterOffset is { } offset)
                {
                    Add(offset, constant.Values.Count);
                }

                return constant.Values.Count == output;
            default:
                return false;
        }
    }

    private void Add(int offset, int count) => _parameters.Add((offset, count));

    private bool Fits(Operand operand, int output) =>
        operand.Length == Count(operand.Value) && output % ((long)operand.Length * operand.Inner) == 0;

    private bool Fits(ArrangeNode arrange, int output)
    {
        long sources = arrange.Sources.Sum(source => (long)Count(source));
        if (arrange.Map.Count != output)
        {
            return false;
        }

        for (int i = 0; i < output; i++)
        {
            if (arrange.Map[i] >= sources)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The product, or −1 where it is out of range.</summary>
    private static long Volume(int first, int second, int third)
    {
        long product = (long)first * second;
        return product > ManifestReader.LargestValue ? -1 : product * third;
    }

    private static bool IsIdentifier(string name) =>
        name.Length is > 0 and <= 256 && !(name[0] is >= '0' and <= '9')
        && name.All(c => c is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'));
}
