using System.Globalization;
using System.Text;
using ReluGen.Importing;

namespace ReluGen.Manifest;

/// <summary>Says why outputs of a model file cannot be computed: every unsupported node, and what would work.</summary>
public static class RefusalText
{
    /// <summary>One message for the build task and the analyzer.</summary>
    /// <param name="fileName">The model file.</param>
    /// <param name="refused">The outputs that cannot be computed.</param>
    /// <param name="unsupported">The nodes that keep them from it.</param>
    /// <param name="computable">The outputs that can be computed.</param>
    public static string Describe(
        string fileName, IReadOnlyList<RefusedOutput> refused, IReadOnlyList<UnsupportedNode> unsupported, IReadOnlyList<string> computable)
    {
        var text = new StringBuilder();
        text.AppendFormat(
            CultureInfo.InvariantCulture,
            "{0} of '{1}' cannot be computed: {2}. ",
            refused.Count == 1 ? "An output" : "Outputs",
            Plain(fileName),
            string.Join(", ", refused.Select(output => $"'{Plain(output.Name)}'")));
        text.AppendFormat(
            CultureInfo.InvariantCulture, "{0} {1} not supported: ", unsupported.Count, unsupported.Count == 1 ? "node is" : "nodes are");
        text.Append(string.Join(" ", unsupported.Select((node, i) => string.Format(
            CultureInfo.InvariantCulture, "({0}) '{1}' ({2}, {3}): {4} {5}", i + 1, Plain(node.Name), Plain(node.Operator), node.Version, Plain(node.Reason), Plain(node.Remedy)))));
        text.Append(computable.Count == 0
            ? " No other output can be computed without them."
            : $" Outputs that work: {string.Join(", ", computable.Select(name => $"'{Plain(name)}'"))}. Select them with Outputs = [{string.Join(", ", computable.Select(name => $"\"{Plain(name)}\""))}].");
        return text.ToString();
    }

    /// <summary>Text from a file on one line, without what could pass for something else.</summary>
    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '?' : c));
}
