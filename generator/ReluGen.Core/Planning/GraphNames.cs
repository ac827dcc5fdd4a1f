
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
        "parameterGradient", "parameter", "wantsInputs", "wantsParameters", "values", "constants", "places", "byInput", "byUnit", "bias",
        "resource", "forward", "forwardBatch", "forwardRows", "backward", "backwardChunk", "equals", "getHashCode", "toString", "getType", "memberwiseClone",
        "finalize", "referenceEquals", "sample", "weights",
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "field", "finally", "fixed", "float",
        "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while", "await", "scoped", "var",
    ];

    /// <summary>What generated code puts behind a name to make another.</summary>
    private static readonly string[] Suffixes =
    [
        "sums", "gradient", "gradients", "rows", "single", "activation", "activations", "derivative", "weights", "bias", "pass", "output", "size", "offset", "places", "tail",
    ];

    private readonly HashSet<string> _taken = new(Reserved, StringComparer.OrdinalIgnoreCase);

    /// <summary>A new name, as close to <paramref name="wanted"/> as can be.</summary>
    public string Take(string wanted)
    {
        string name = Identifier(wanted);
        bool needsNumber = Suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            || name.StartsWith("kernels", StringComparison.OrdinalIgnoreCase);
        string candidate = needsNumber ? name + "1" : name;
        for (int number = 1; !_taken.Add(candidate); number++)
        {
            string separator = char.IsDigit(name[name.Length - 1]) ? "_" : "";
            candidate = Emit.NumberText.Text($"{name}{separator}{number}");
        }

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
