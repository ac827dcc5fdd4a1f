using ReluGen.Interpreter;
using ReluGen.Model;
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

    /// <summary>The arithmetic of generated code, in 32 bit: no case may end another way than in the reference.</summary>
    [Fact]
    public void Exact_arithmetic_passes_what_the_reference_passes()
    {
        foreach (OperatorRow row in Run().Where(row => row.Outcome.Verdict == ConformanceVerdict.Passed))
        {
            ConformanceOutcome outcome = ConformanceOutcome.Of(row.Case, Exact);
            Assert.True(outcome.Verdict == ConformanceVerdict.Passed, $"{row.Case.Name}: {outcome.Reason}");
        }
    }

    private static double[] Exact(NetworkModel model, double[] input) => model.Element == ElementKind.Double
        ? new ExactInterpreter<double>(model).Forward(input)
        : Array.ConvertAll(new ExactInterpreter<float>(model).Forward(Array.ConvertAll(input, x => (float)x)), y => (double)y);

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
