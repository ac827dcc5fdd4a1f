using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Readers;

namespace ReluGen.Manifest;

/// <summary>The tensors of a file without a model, made ready for a manifest.</summary>
internal static class StoredTensorsBuilder
{
    /// <summary>What is wrong with options that only a model can have.</summary>
    public static IReadOnlyList<string> Check(ImportOptions options)
    {
        var problems = new List<string>();
        void Add(string option) => problems.Add($"{option} is set, but the file holds tensors and no model. Remove it.");

        if (options.Outputs.Count > 0)
        {
            Add("Outputs");
        }

        if (options.Dimensions.Count > 0)
        {
            Add("Dimensions");
        }

        if (options.FoldsBatchNormalization)
        {
            Add("FoldBatchNormalization");
        }

        return problems;
    }

    /// <summary>Rounds and, where they are matrices, transposes the <paramref name="tensors"/>.</summary>
    /// <param name="source">The file.</param>
    /// <param name="tensors">What it holds.</param>
    /// <param name="element">The number type wanted, or null for the file's own: double where any tensor is, else float.</param>
    public static StoredTensors Build(ModelSource source, IReadOnlyList<NamedTensor> tensors, ElementKind? element)
    {
        ElementKind kind = element ?? (tensors.Any(tensor => tensor.Format == TensorFormat.Float64) ? ElementKind.Double : ElementKind.Float);
        return new StoredTensors(source, kind, new EquatableArray<StoredTensor>(
            tensors.Where(tensor => tensor.Count > 0).Select(tensor => Build(tensor, kind)).ToArray()));
    }

    private static StoredTensor Build(NamedTensor tensor, ElementKind kind)
    {
        IEnumerable<double> values = tensor.IsInteger ? tensor.Integers.Select(value => (double)value) : tensor.Values;
        double[] rounded = (kind == ElementKind.Double ? values : values.Select(value => (double)(float)value)).ToArray();
        return new StoredTensor(
            tensor.Name,
            new Shape(new EquatableArray<int>(tensor.Shape)),
            new Tensor(rounded),
            tensor.Shape.Count == 2 ? Transpose(rounded, tensor.Shape[0], tensor.Shape[1]) : null);
    }

    private static Tensor Transpose(double[] values, int rows, int columns)
    {
        var transposed = new double[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return new Tensor(transposed);
    }
}
