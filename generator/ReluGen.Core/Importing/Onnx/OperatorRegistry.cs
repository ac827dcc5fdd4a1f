using ReluGen.Importing.Onnx.Operators;

namespace ReluGen.Importing.Onnx;

/// <summary>Takes one operator apart into the model's nodes.</summary>
internal delegate void OperatorImport(OperatorCall call);

/// <summary>The operators that can be imported, by name, and why others cannot.</summary>
internal static class OperatorRegistry
{
    /// <summary>The oldest operator set whose meaning is known.</summary>
    public const long OldestOpset = 6;

    private static readonly Dictionary<string, OperatorImport> Imports = Collect();

    private static readonly HashSet<string> LaterWork = new(StringComparer.Ordinal)
    {
        "Conv", "ConvTranspose", "ConvInteger", "DeformConv", "MaxPool", "AveragePool", "LpPool", "GlobalMaxPool", "GlobalAveragePool",
        "GlobalLpPool", "MaxUnpool", "MaxRoiPool", "RoiAlign", "RNN", "GRU", "LSTM", "LRN", "Upsample", "Resize", "DepthToSpace", "SpaceToDepth",
    };

    private static readonly HashSet<string> Training = new(StringComparer.Ordinal)
    {
        "NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss", "Gradient", "Adam", "Adagrad", "Momentum",
    };

    private static readonly HashSet<string> ControlFlow = new(StringComparer.Ordinal) { "If", "Loop", "Scan", "SequenceMap" };

    /// <summary>The names of all operators that can be imported.</summary>
    public static IEnumerable<string> Names => Imports.Keys.OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>How an operator is imported.</summary>
    /// <exception cref="NodeRefusal">It is not.</exception>
    public static OperatorImport Find(string domain, string name, long opset)
    {
        if (Training.Contains(name))
        {
            throw NodeRefusal.Unsupported(
                $"It belongs to training, and a model is imported to be evaluated.", "Export the model for inference, without loss and optimizer.");
        }

        if (domain.Length > 0)
        {
            throw NodeRefusal.Unsupported(
                $"Its operator set is not supported; only the standard one is.", "Export the model with standard operators, without a runtime's own optimizations.");
        }

        if (opset < OldestOpset)
        {
            throw NodeRefusal.Unsupported(
                $"The model's operator set {opset} is older than {OldestOpset}.", "Convert the model to a newer operator set with ONNX's version converter.");
        }

        if (Imports.TryGetValue(name, out OperatorImport? import))
        {
            return import;
        }

        throw LaterWork.Contains(name)
            ? NodeRefusal.Unsupported(
                $"Convolution, pooling, resizing and recurrent layers are not supported.", "Select outputs that do not depend on it, or replace it with dense layers.")
            : ControlFlow.Contains(name)
            ? NodeRefusal.Unsupported(
                $"A graph inside a node is not supported.", "Export the model without branches and loops.")
            : NodeRefusal.Unsupported(
                $"No such operator is supported.", "Select outputs that do not depend on it, or replace it with supported operators.");
    }

    private static Dictionary<string, OperatorImport> Collect()
    {
        var imports = new Dictionary<string, OperatorImport>(StringComparer.Ordinal);
        ElementwiseOperators.Register(imports);
        ActivationOperators.Register(imports);
        MatrixOperators.Register(imports);
        NormalizationOperators.Register(imports);
        ReductionOperators.Register(imports);
        ShapeOperators.Register(imports);
        MovementOperators.Register(imports);
        SliceOperators.Register(imports);
        ConstantOperators.Register(imports);
        return imports;
    }
}
