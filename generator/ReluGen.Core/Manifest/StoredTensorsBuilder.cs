using ReluGen.Emit;
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

    /// <summary>Rounds and, where they are matrices, transposes the tensors of a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="file">What it holds.</param>
    /// <param name="element">The number type wanted, or null for the file's own: double where any tensor is, else float.</param>
    public static StoredTensors Build(ModelSource source, TensorFile file, ElementKind? element)
    {
        ElementKind kind = element ?? (file.Tensors.Any(tensor => tensor.Format == TensorFormat.Float64) ? ElementKind.Double : ElementKind.Float);
        return new StoredTensors(
            source,
            kind,
            new EquatableArray<StoredTensor>(file.Tensors.Where(tensor => tensor.Count > 0).Select(tensor => Build(tensor, kind)).ToArray()),
            new EquatableArray<UnreadableTensor>(file.Unreadable
                .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new UnreadableTensor(pair.Key, pair.Value)).ToArray()));
    }

    /// <summary>
    /// The weights of a model that is nothing but dense layers with activations, one after the other, and bounds on its inputs: <c>0.weight</c>,
    /// <c>0.bias</c>, <c>1.weight</c> and so on. Null for any other model.
    /// </summary>
    public static StoredTensors? OfLayers(NetworkModel model)
    {
        bool isChain = model is { Source: not null, Inputs.Count: 1, Outputs.Count: 1 }
            && model.Nodes.All(node => node is DenseNode { Rows: 1 } or ActivationNode or SoftmaxNode or ConstantNode
                or BinaryNode { Kind: BinaryKind.Minimum or BinaryKind.Maximum });
        return isChain
            ? new StoredTensors(model.Source!, model.Element, new EquatableArray<StoredTensor>(model.Nodes.OfType<DenseNode>().SelectMany(OfLayer).ToArray()))
            : null;
    }

    private static IEnumerable<StoredTensor> OfLayer(DenseNode dense, int index)
    {
        string name = NumberText.Integer(index);
        yield return new StoredTensor(name + ".weight", new Shape(new EquatableArray<int>(dense.Units, dense.InputSize)), dense.Weights, null);
        if (dense.Bias is { } bias)
        {
            yield return new StoredTensor(name + ".bias", Shape.Vector(dense.Units), bias, null);
        }
    }

    private static StoredTensor Build(NamedTensor tensor, ElementKind kind)
    {
        IEnumerable<double> numbers = tensor.IsInteger ? tensor.Integers.Select(value => (double)value) : tensor.Values;
        var values = new Tensor((kind == ElementKind.Double ? numbers : numbers.Select(value => (double)(float)value)).ToArray());
        return new StoredTensor(
            tensor.Name,
            new Shape(new EquatableArray<int>(tensor.Shape)),
            values,
            tensor.Shape.Count == 2 ? values.Transpose(tensor.Shape[0]) : null,
            tensor.IsInteger);
    }
}
