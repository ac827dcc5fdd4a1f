
namespace ReluGen.Planning;

/// <summary>
/// Names for generated code: whatever a model file calls a value, each becomes an identifier of its own that clashes with
/// nothing.
/// </summary>
internal sealed class GraphNames
{
    private const int LongestName = 40;

    /// <summary>What generated code calls something itself, or C# does.</summary>
    private static readonly string[] Reserved =
    [
        "input", "inputs", "output", "outputs", "count", "chunk", "scratch", "temporary", "inputGradient", "outputGradient",
        "parameterGradient", "parameter", "wantsInputs", "wantsParameters", "values", "tables", "place", "panels", "allPanels", "bias",
        "resource", "forward", "forwardBatch", "forwardRows", "backward", "backwardChunk", "equals", "getHashCode", "toString", "getType", "memberwiseClone",
        "finalize", "referenceEquals", "sample", "weights",
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "field", "finally", "fixed", "float",
        "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while", "await", "scoped", "var",
    ];

    /// <summary>
    /// The types that kernels call: a member of the same name, in whatever class, would hide them. Those of
    /// <c>ReluGen.Numerics</c> first, all of them.
    /// </summary>
    private static readonly string[] Types =
    [
        "AlignedBuffer", "Arrangement", "Doubles128", "Doubles256", "Doubles512", "DropoutMask", "Elementwise", "Floats128", "Floats256", "Floats512",
        "Gradients", "IBinaryOperation", "IUnaryOperation", "LaneSums", "MatrixProducts", "ModelResource", "NetworkArguments",
        "Operations", "Panel", "ParameterMemory", "PartialVector", "Reductions", "Repeated", "Rows", "Scratch", "Selection", "SoftmaxRows",
        "Transposition", "VectorMath",
        "Math", "MathF", "MemoryMarshal", "MethodImpl", "MethodImplOptions", "ReadOnlySpan", "Span", "Unsafe", "Vector128", "Vector256",
        "Vector512",
    ];

    /// <summary>What generated code puts behind a name to make another.</summary>
    private static readonly string[] Suffixes =
    [
        "sums", "gradient", "gradients", "rows", "single", "activation", "activations", "derivative", "weights", "bias", "pass", "output", "size", "offset", "places", "tail",
    ];

    /// <summary>Those types, and what becomes the name of one with a suffix behind it.</summary>
    private static readonly string[] TypeNames =
    [
        .. Types,
        .. Types.SelectMany(type => Suffixes
            .Where(suffix => type.Length > suffix.Length && type.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            .Select(suffix => type.Substring(0, type.Length - suffix.Length))),
    ];

    private readonly HashSet<string> _taken;

    /// <summary>For each name that was taken already the number to try next.</summary>
    private readonly Dictionary<string, int> _next = new(StringComparer.OrdinalIgnoreCase);

    private GraphNames(IEnumerable<string> taken) => _taken = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);

    /// <summary>Names for a network's own type, whose code writes out where each type that it calls is.</summary>
    public static GraphNames ForMembers() => new(Reserved);

    /// <summary>Names for kernels, whose code calls types by their bare names.</summary>
    public static GraphNames ForKernels() => new(Reserved.Concat(TypeNames));

    /// <summary>A new name, as close to <paramref name="wanted"/> as can be.</summary>
    public string Take(string wanted)
    {
        string name = Identifier(wanted);
        bool needsNumber = Suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            || name.StartsWith("kernels", StringComparison.OrdinalIgnoreCase);
        string candidate = needsNumber ? name + "1" : name;
        if (_taken.Add(candidate))
        {
            return candidate;
        }

        string separator = char.IsDigit(name[name.Length - 1]) ? "_" : "";
        int number = _next.TryGetValue(name, out int next) ? next : 1;
        do
        {
            candidate = Emit.NumberText.Text($"{name}{separator}{number++}");
        }
        while (!_taken.Add(candidate));

        _next[name] = number;
        return candidate;
    }

    /// <summary>ASCII letters and digits in camel case, a letter first.</summary>
    private static string Identifier(string wanted)
    {
        var name = new System.Text.StringBuilder();
        bool startsWord = false;
        foreach (char c in wanted)
        {
            bool isLetter = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
            if (name.Length == LongestName)
            {
                break;
            }

            if (isLetter || (c is >= '0' and <= '9' && name.Length > 0))
            {
                name.Append(name.Length == 0 ? char.ToLowerInvariant(c) : startsWord ? char.ToUpperInvariant(c) : c);
                startsWord = false;
            }
            else
            {
                startsWord = name.Length > 0;
            }
        }

        return name.Length == 0 ? "value" : name.ToString();
    }
}
