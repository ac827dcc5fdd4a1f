using ReluGen.Interpreter;
using ReluGen.Tests.Shared;
using ReluGen.Tests.Shared.Conformance;

namespace ReluGen.Tests.Core.Conformance;

/// <summary>ONNX's own cases of single operators, each with all inputs at run time and with the later ones as constants.</summary>
public sealed class OperatorConformanceTests
{
    [Fact]
    public void Every_case_passes_or_is_refused_for_a_known_reason()
    {
        OperatorRow[] rows = Run();
        string[] failures = rows.Where(row => row.Outcome.Verdict == ConformanceVerdict.Failed)
            .Select(row => $"{row.Case.Name} ({(row.HasConstants ? "constants" : "run time")}): {row.Outcome.Reason}").ToArray();
        Assert.True(failures.Length == 0, string.Join("\n", failures));

        string[] refused = rows.Where(row => row.HasConstants && row.Outcome.Verdict == ConformanceVerdict.Refused && !OperatorTable.IsLater(row.Case))
            .Select(row => $"{row.Case.Name}: {row.Outcome.Reason}").ToArray();
        Assert.True(refused.Length == 0, string.Join("\n", refused));
    }

    [Fact]
    public void Operator_table_is_that_of_this_run()
    {
        string path = Path.Combine(SharedData.Repository, "docs", "operators.md");
        string text = OperatorTable.Write(Run());
        if (Environment.GetEnvironmentVariable("RELUGEN_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    private static OperatorRow[] Run() => OnnxNodeCases.Load(SharedData.Find("conformance/onnx-node"))
        .SelectMany(item => new[] { Row(item, hasConstants: false), Row(item.WithConstants(), hasConstants: true) })
        .ToArray();

    private static OperatorRow Row(ConformanceCase item, bool hasConstants) => new(
        item, hasConstants, ConformanceOutcome.Of(item, (model, input) => new ReferenceInterpreter(model).Forward(input)));
}
