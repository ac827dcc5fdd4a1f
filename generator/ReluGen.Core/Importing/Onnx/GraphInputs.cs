using ReluGen.Building;
using ReluGen.Model;
using ReluGen.Readers;
using ReluGen.Readers.Onnx;

namespace ReluGen.Importing.Onnx;

/// <summary>The shapes of inputs for one sample.</summary>
/// <remarks>
/// The first dimension of an input is the batch where it is open, and every dimension of the same name with it: 1. Other
/// open dimensions need a size from the user.
/// </remarks>
internal static class GraphInputs
{
    /// <summary>The shape of <paramref name="input"/>, or null and a problem.</summary>
    public static int[]? ShapeOf(OnnxValue input, ICollection<string> batches, ImportOptions options, ICollection<string> problems)
    {
        if (input.Shape is null)
        {
            problems.Add($"The input {GraphSelection.Quoted(input.Name)} has no shape. Export the model with shapes of its inputs.");
            return null;
        }

        var shape = new int[input.Shape.Count];
        bool isKnown = true;
        for (int d = 0; d < shape.Length; d++)
        {
            OnnxDimension dimension = input.Shape[d];
            NamedSize? given = options.Dimensions.FirstOrDefault(size => size.Name == dimension.Parameter);
            if (d == 0 && shape.Length > 1 && dimension.Size == 0)
            {
                // Some exporters write 0 for a batch of any size, and with no row there is nothing to compute; elsewhere 0 means what it says.
                shape[d] = 1;
            }
            else if (dimension.Size is long size)
            {
                isKnown &= size is >= 0 and <= int.MaxValue;
                shape[d] = isKnown ? (int)size : 0;
            }
            else if (given is not null && dimension.Parameter.Length > 0)
            {
                shape[d] = given.Size;
                isKnown &= given.Size > 0;
            }
            else if (d == 0 || batches.Contains(dimension.Parameter))
            {
                shape[d] = 1;
            }
            else
            {
                problems.Add(Open(input, d));
                return null;
            }
        }

        if (!isKnown || Shapes.LongCount(shape) > WorkBudget.MostElements)
        {
            problems.Add($"The input {GraphSelection.Quoted(input.Name)} has a dimension that is negative or more than {WorkBudget.MostElements} elements. Export the model with smaller inputs.");
            return null;
        }

        return shape;
    }

    /// <summary>The names of the dimensions that are the batch.</summary>
    public static HashSet<string> Batches(IEnumerable<OnnxValue> inputs) => new(
        inputs.Where(input => input.Shape is { Count: > 0 } shape && shape[0].Size is null && shape[0].Parameter.Length > 0)
            .Select(input => input.Shape![0].Parameter),
        StringComparer.Ordinal);

    /// <summary>Adds a problem for each size that is given to a dimension which no input has open.</summary>
    public static void CheckNames(IEnumerable<OnnxValue> inputs, ImportOptions options, ICollection<string> problems)
    {
        string[] open = [.. inputs.SelectMany(input => input.Shape ?? [])
            .Where(dimension => dimension.Size is null && dimension.Parameter.Length > 0)
            .Select(dimension => dimension.Parameter).Distinct()];
        foreach (NamedSize size in options.Dimensions.Where(size => !open.Contains(size.Name)))
        {
            string remedy = open.Length == 0 ? "The model has no open dimensions with a name: leave the size out."
                : Spelling.Nearest(size.Name, open) is { } nearest ? $"Did you mean {GraphSelection.Quoted(nearest)}?"
                : $"Open are {GraphSelection.Listed(open)}.";
            problems.Add($"There is no open dimension {GraphSelection.Quoted(size.Name)}. {remedy}");
        }
    }

    private static string Open(OnnxValue input, int d)
    {
        string name = input.Shape![d].Parameter;
        return name.Length > 0
            ? FormattableString.Invariant($"The input {GraphSelection.Quoted(input.Name)} has an open dimension {GraphSelection.Quoted(name)} at position {d + 1}. Give it a size: Dimensions=\"{GraphSelection.Shown(name)}=…\".")
            : FormattableString.Invariant($"The input {GraphSelection.Quoted(input.Name)} has an open dimension without a name at position {d + 1}. Export the model with a fixed size there.");
    }

    /// <summary>Double where the file computes in double, else float.</summary>
    public static ElementKind ElementOf(OnnxGraph graph, IReadOnlyCollection<string> needed)
    {
        TensorFormat?[] formats = graph.Inputs.Where(input => needed.Contains(input.Name)).Concat(graph.Outputs.Where(output => needed.Contains(output.Name)))
            .Select(value => value.Format).ToArray();
        bool isOpen = formats.All(format => format is null or TensorFormat.Integer or TensorFormat.Boolean);
        bool hasDoubles = isOpen
            ? graph.Initializers.Values.Any(tensor => needed.Contains(tensor.Name) && tensor.Format == TensorFormat.Float64)
            : formats.Contains(TensorFormat.Float64);
        return hasDoubles ? ElementKind.Double : ElementKind.Float;
    }
}
