namespace ReluGen.Building;

/// <summary>The ids of all faults. Each has a descriptor in the analyzer and a page in <c>docs/diagnostics</c>.</summary>
public static class ProblemCodes
{
    /// <summary>The type is not partial.</summary>
    public const string TypeNotPartial = "RELU0001";

    /// <summary>A type around the network is not partial.</summary>
    public const string ContainingTypeNotPartial = "RELU0002";

    /// <summary>The network has no layers.</summary>
    public const string NoLayers = "RELU0003";

    /// <summary>A size is below 1 or above its limit.</summary>
    public const string SizeOutOfRange = "RELU0004";

    /// <summary>The number of weights does not fit the layer.</summary>
    public const string WeightCount = "RELU0005";

    /// <summary>The number of bias values does not fit the layer.</summary>
    public const string BiasCount = "RELU0006";

    /// <summary>A layer has no weights.</summary>
    public const string MissingWeights = "RELU0007";

    /// <summary>A layer that uses a bias has none.</summary>
    public const string MissingBias = "RELU0008";

    /// <summary>A weight, bias or activation parameter is NaN or infinite in the network's element type.</summary>
    public const string NotFinite = "RELU0009";

    /// <summary>A type is declared as a network more than once.</summary>
    public const string DeclaredTwice = "RELU0010";

    /// <summary>The type already has a member that the generator adds.</summary>
    public const string MemberClash = "RELU0011";

    /// <summary>An option has a value that does not exist.</summary>
    public const string UnsupportedValue = "RELU0012";

    /// <summary>Two options do not go together.</summary>
    public const string UnsupportedCombination = "RELU0013";

    /// <summary>Softmax or log-softmax stands before the last layer.</summary>
    public const string SoftmaxNotLast = "RELU0014";

    /// <summary>A layer does not stand on the declaration that carries the network attribute.</summary>
    public const string LayerWithoutNetwork = "RELU0015";

    /// <summary>The type is of a kind that cannot have a generated part.</summary>
    public const string UnsupportedType = "RELU0016";

    /// <summary>The project's C# version is too old for the generated code.</summary>
    public const string LanguageVersion = "RELU0017";

    /// <summary>A model file or file of weights is not among the project's.</summary>
    public const string UnknownFile = "RELU0025";

    /// <summary>Several files of the project have the name that is given.</summary>
    public const string AmbiguousFile = "RELU0026";

    /// <summary>What the build made of a model file cannot be read.</summary>
    public const string BrokenManifest = "RELU0027";

    /// <summary>The model file has no output of that name, or it is named twice.</summary>
    public const string UnknownOutput = "RELU0028";

    /// <summary>The network has outputs that cannot be computed.</summary>
    public const string RefusedOutput = "RELU0029";

    /// <summary>The tensors of a file do not fit the layers.</summary>
    public const string WeightsDoNotMatch = "RELU0030";

    /// <summary>A network that cannot be trained is declared as one that can.</summary>
    public const string NotTrainable = "RELU0031";

    /// <summary>A layer cannot use the weights of the layer that it names.</summary>
    public const string CannotBeTied = "RELU0032";

    /// <summary>A dropout stands behind the last layer, or next to another one.</summary>
    public const string DropoutPlace = "RELU0033";
}
