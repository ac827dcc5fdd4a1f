using System.Globalization;
using System.Text;

namespace ReluGen.Importing.Onnx;

/// <summary>Makes C# names that a person would choose from the names of a file: ASCII letters and digits only, unique, no keywords.</summary>
internal sealed class ModelNames
{
    private const int MostLetters = 40;

    /// <summary>What exporters put around names.</summary>
    private static readonly string[] Prefixes = ["onnx::", "StatefulPartitionedCall/", "model/"];

    private static readonly string[] Suffixes = ["_output_0", ":0", "/BiasAdd", "/ReadVariableOp"];

    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object",
        "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short",
        "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong",
        "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while", "field", "var", "nint", "nuint",
        "scoped", "required", "file", "record", "await", "yield", "dynamic", "nameof",
    };

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name that was not given out before, not even in other case.</summary>
    /// <param name="name">The name in the file.</param>
    /// <param name="label">What stands behind it, in PascalCase, or empty.</param>
    /// <param name="otherwise">The name where the file's has no letter or digit.</param>
    public string Take(string name, string label, string otherwise)
    {
        string wanted = Identifier(name, otherwise) + label;
        _numbers.TryGetValue(wanted, out int number);
        string unique = wanted;
        while (!_taken.Add(unique))
        {
            number = Math.Max(number, 1) + 1;
            unique = wanted + (char.IsDigit(wanted[wanted.Length - 1]) ? "n" : "") + number.ToString(CultureInfo.InvariantCulture);
        }

        _numbers[wanted] = number;
        return unique;
    }

    /// <summary>The letters and digits of <paramref name="name"/> in camelCase.</summary>
    public static string Identifier(string name, string otherwise)
    {
        string core = Stripped(name);
        var text = new StringBuilder();
        bool startsWord = false;
        foreach (char c in core.Take(4 * MostLetters))
        {
            bool isPart = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
            if (isPart && text.Length < MostLetters)
            {
                text.Append(startsWord && text.Length > 0 ? char.ToUpperInvariant(c) : c);
            }

            startsWord = !isPart;
        }

        string result = Lowered(text.ToString());
        result = result.Length == 0 ? otherwise : char.IsDigit(result[0]) ? otherwise + result : result;
        return Keywords.Contains(result) ? result + "Value" : result;
    }

    private static string Stripped(string name)
    {
        string prefix = Prefixes.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length) ?? "";
        string core = name.Substring(prefix.Length);
        foreach (string suffix in Suffixes)
        {
            if (core.EndsWith(suffix, StringComparison.Ordinal) && core.Length > suffix.Length)
            {
                core = core.Substring(0, core.Length - suffix.Length);
            }
        }

        return core;
    }

    /// <summary>The first word in lower case: <c>Add</c> to <c>add</c>, <c>MLP</c> to <c>mlp</c>, <c>ReLUOut</c> to <c>reLUOut</c>.</summary>
    private static string Lowered(string text)
    {
        int capitals = text.TakeWhile(c => c is >= 'A' and <= 'Z').Count();
        bool isWord = capitals == text.Length || char.IsDigit(text[capitals]);
        int lowered = capitals <= 1 ? capitals : isWord ? capitals : capitals - 1;
        return text.Substring(0, lowered).ToLowerInvariant() + text.Substring(lowered);
    }
}
