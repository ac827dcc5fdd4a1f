using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Tool.Tests.Fixtures;
using ReluGen.Tool.Verifying;

namespace ReluGen.Tool.Tests.Verifying;

/// <summary>Each check sees the fault that it is there for, and no other one.</summary>
public sealed class CheckTests
{
    private static readonly NetworkModel Model = ModelImporter.Import(
        "policy.onnx", OnnxFiles.Policy(), null, new ImportOptions()).Result!.Model!;

    [Theory]
    [InlineData(Wrong.Nothing)]
    [InlineData(Wrong.LastBit, CheckNames.Bits)]
    [InlineData(Wrong.Output, CheckNames.Reference, CheckNames.Bits)]
    [InlineData(Wrong.Batch, CheckNames.Batch)]
    [InlineData(Wrong.InputGradient, CheckNames.GradientBits)]
    [InlineData(Wrong.ParameterGradient, CheckNames.GradientBits, CheckNames.Gradients, CheckNames.Differences)]
    [InlineData(Wrong.ParameterGradientAlone, CheckNames.GradientBits)]
    public void Fault_fails_its_checks_alone(Wrong wrong, params string[] failing)
    {
        var run = new NetworkRun<float>(Model, new WrongCalls(Model, wrong), seed: 1, samples: 20, TestContext.Current.CancellationToken);
        var forward = new ForwardChecks<float>(run);
        var gradients = new GradientChecks<float>(run, new Budget(Model));
        Check[] checks =
        [
            forward.AgainstReference(null).ToCheck(CheckNames.Reference, ""),
            forward.Bits(),
            forward.Batches(),
            gradients.Bits(),
            gradients.AgainstReference(null),
            gradients.AgainstDifferences(seed: 1),
        ];

        Assert.Equal(failing, checks.Where(check => !check.Passed).Select(check => check.Name));
    }

    [Fact]
    public void Wrong_output_is_reported_with_place_value_and_bound()
    {
        var run = new NetworkRun<float>(Model, new WrongCalls(Model, Wrong.Output), seed: 1, samples: 1, TestContext.Current.CancellationToken);
        ErrorStatistics errors = new ForwardChecks<float>(run).AgainstReference(null);

        Assert.Matches(@"^sample 0, action\[0\]: expected \S+, got \S+, 0\.01 apart, \S+ allowed$", errors.FirstViolation);
        Assert.Equal(0.01, errors.ToReport().LargestAbsolute.Error, 1e-5);
    }
}
