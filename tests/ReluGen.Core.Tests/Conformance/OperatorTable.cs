using System.Globalization;
using System.Text;
using ReluGen.Importing.Onnx;
using ReluGen.Tests.Shared.Conformance;

namespace ReluGen.Tests.Core.Conformance;

/// <summary>One run of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="HasConstants">Whether all inputs but the first one were constants.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record OperatorRow(ConformanceCase Case, bool HasConstants, ConformanceOutcome Outcome);

/// <summary>The page on operators, written from a run of the conformance cases.</summary>
internal static class OperatorTable
{
    private static readonly string[] LaterOperators =
    [
        "AveragePool", "Conv", "ConvTranspose", "GlobalAveragePool", "GlobalMaxPool", "GRU", "LSTM", "MaxPool", "RNN",
        "NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss", "Adagrad", "Adam", "Momentum",
    ];

    /// <summary>Whether the case is convolutional, pooling, recurrent, or belongs to training.</summary>
    public static bool IsLater(ConformanceCase item) => item.Operators.Intersect(LaterOperators).Any() || item.Name.Contains("training");

    /// <summary>The page.</summary>
    public static string Write(IReadOnlyList<OperatorRow> rows)
    {
        var text = new StringBuilder();
        text.Append("""
            # Operators

            This page is written by the conformance test (`OperatorConformanceTests`): do not edit it.

            What an ONNX file may contain, from operator set 6 on. Operators are taken apart into the model's few kinds of nodes; meanings that
            changed between operator sets are those of the file's own. What depends on constants and shapes alone is computed when the file is
            read. All numbers are held in the model's element type, float or double; whole numbers and truth values too, where they are computed
            at run time. Casts to float16 and bfloat16 do not round; casts to 8 and 16 bit whole numbers are refused, since those wrap around.
            Floating-point initializers are parameters, but for scalars that become part of an activation that is recognised.

            A sample is one run of the graph with every open batch dimension set to 1; shapes keep their rank. The batch is the first dimension of
            an input where it is open, and every dimension of the same name.

            Initializers of a floating-point format are the model's parameters, in the order in which they are first read; constant nodes and what is computed from
            constants are not, unless they are a dense layer's weights or bias. An initializer that two layers have as weights is a parameter of each. Of batch
            normalisation scale, bias and mean are parameters; 1/√(variance + ε) is computed.

            A product with a constant matrix and the addition behind it become a dense layer. Activations that exporters write out as arithmetic (SiLU, hard
            swish, Mish, GELU in both forms, values between two constants) become one; transpositions and other moves that meet are merged.

            ## Supported


            """);
        text.Append(string.Join(", ", OperatorRegistry.Names.Select(name => $"`{name}`"))).Append(".\n\n");
        text.Append("""
            ## Cases

            ONNX's own cases of single operators, by the operators in their graphs: with every input known at run time only, and with all inputs but
            the first one as constants. Shapes, axes and indices must be constants. p passed, r refused with a reason, f failed.

            | operators | at run time | as constants | refused because |
            |---|---|---|---|

            """);
        foreach (IGrouping<string, OperatorRow> group in rows.GroupBy(row => string.Join(", ", row.Case.Operators)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            string reasons = string.Join(" ", group.Select(row => Reason(row.Outcome)).Where(reason => reason.Length > 0).Distinct().Take(2));
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key} | {Counts(group, false)} | {Counts(group, true)} | {reasons} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"| **all** | {Counts(rows, false)} | {Counts(rows, true)} | |\n");
        return text.ToString();
    }

    private static string Counts(IEnumerable<OperatorRow> rows, bool hasConstants)
    {
        OperatorRow[] some = rows.Where(row => row.HasConstants == hasConstants).ToArray();
        string[] parts = Enum.GetValues<ConformanceVerdict>()
            .Select(verdict => (Name: char.ToLowerInvariant(verdict.ToString()[0]), Count: some.Count(row => row.Outcome.Verdict == verdict)))
            .Where(part => part.Count > 0)
            .Select(part => FormattableString.Invariant($"{part.Count} {part.Name}"))
            .ToArray();
        return string.Join(", ", parts);
    }

    /// <summary>The first sentence, without what the case's own numbers make of it.</summary>
    private static string Reason(ConformanceOutcome outcome) => outcome.Verdict == ConformanceVerdict.Passed
        ? ""
        : outcome.Reason[..(outcome.Reason.IndexOf(". ", StringComparison.Ordinal) + 1)].Replace("|", "\\|", StringComparison.Ordinal);
}
