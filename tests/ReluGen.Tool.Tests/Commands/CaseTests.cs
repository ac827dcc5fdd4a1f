using System.Globalization;
using ReluGen.Tool.Tests.Fixtures;
using ReluGen.Tool.Tests.Running;

namespace ReluGen.Tool.Tests.Commands;

/// <summary>Cases given to <c>verify</c>, in every format: right ones pass, wrong ones fail.</summary>
public sealed class CaseTests
{
    private static readonly double[] Observation = [0.5, -1, 0.25];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.01, 1)]
    public void Json_cases(double error, int exitCode)
    {
        using var folder = new TemporaryFolder();
        ToolRun run = Verify(folder, [folder.Write("cases.json", JsonCases(error))]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(1, run.Model().GetProperty("cases").GetInt32());
        if (error > 0)
        {
            Assert.Contains("cases.json, case 0, sample 0, action[1]", run.Output);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.01, 1)]
    public void Folder_of_tensor_files(double error, int exitCode)
    {
        using var folder = new TemporaryFolder();
        WriteDataSet(folder, "test_data_set_0", error, inputName: "");

        Assert.Equal(exitCode, Verify(folder, [folder.At("test_data_set_0")]).ExitCode);
        Assert.Equal(exitCode, Verify(folder, [folder.Root]).ExitCode);
        Assert.Equal(exitCode, Verify(folder, [folder.At("test_data_set_0/input_0.pb"), folder.At("test_data_set_0/output_0.pb")]).ExitCode);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.01, 1)]
    public void Arrays_by_name_and_in_order(double error, int exitCode)
    {
        using var folder = new TemporaryFolder();
        byte[] input = NumpyFiles.Npy(Observation, 1, 3);
        byte[] output = NumpyFiles.Npy(Expected(error), 1, 2);

        Assert.Equal(exitCode, Verify(folder, [folder.Write("a.npz", NumpyFiles.Npz(("action", output), ("obs", input)))]).ExitCode);
        Assert.Equal(exitCode, Verify(folder, [folder.Write("b.npz", NumpyFiles.Npz(("arr_0", input), ("arr_1", output)))]).ExitCode);
        Assert.Equal(exitCode, Verify(folder, [folder.Write("action.npy", output), folder.Write("obs.npy", input)]).ExitCode);
        Assert.Equal(exitCode, Verify(folder, [folder.Write("x.npy", input), folder.Write("y.npy", output)]).ExitCode);
    }

    [Fact]
    public void Case_with_several_rows_is_a_sample_a_row()
    {
        using var folder = new TemporaryFolder();
        double[] second = [1, 2, 3];
        byte[] archive = NumpyFiles.Npz(
            ("obs", NumpyFiles.Npy([.. Observation, .. second], 2, 3)),
            ("action", NumpyFiles.Npy([.. Expected(0), .. OnnxFiles.Action(1, 2, 3)], 2, 2)));
        ToolRun run = Verify(folder, [folder.Write("rows.npz", archive)]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(4, run.Model().GetProperty("given").GetProperty("compared").GetInt64());
    }

    [Fact]
    public void Cases_beside_each_model_are_found()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "a", "b" })
        {
            folder.Write($"{name}/model.onnx", OnnxFiles.Policy());
            folder.Write($"{name}/reference.json", JsonCases(0));
            WriteDataSet(folder, $"{name}/test_data_set_0", 0, inputName: "obs");
        }

        ToolRun run = ToolRun.Of("verify", folder.Root, "--cases-beside", "--samples", "2", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([2, 2], run.Json().GetProperty("models").EnumerateArray().Select(model => model.GetProperty("cases").GetInt32()));
    }

    [Theory]
    [InlineData("""{ "outputs": {} }""", "has no member 'cases' at its top")]
    [InlineData("""{ "cases": [ { "inputs": { "obs": { "shape": [1, 3], "data": [1, 2] } }, "outputs": {} } ] }""", "has a shape of 3 elements but 2 values")]
    [InlineData("""{ "cases": [ { "inputs": { "obs": { "data": [1, 2] } }, "outputs": {} } ] }""", "gives 2 elements for 'obs', which has 3 a sample")]
    [InlineData("""{ "cases": [ { "inputs": { "seen": { "data": [1, 2, 3] } }, "outputs": {} } ] }""", "gives no input 'obs'; it gives seen")]
    [InlineData("""{ "cases": [ { "inputs": { "obs": { "data": [1, "two", 3] } }, "outputs": {} } ] }""", "\"two\" is no number")]
    [InlineData("{", "is not of the form that cases have")]
    public void Wrong_case_file_returns_2(string json, string message)
    {
        using var folder = new TemporaryFolder();
        ToolRun run = Verify(folder, [folder.Write("cases.json", json)]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Model().GetProperty("problem").GetString());
    }

    [Fact]
    public void Cases_of_one_model_are_not_taken_for_several()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of(
            "verify", folder.Write("a.onnx", OnnxFiles.Policy()), folder.Write("b.onnx", OnnxFiles.Policy()), "--cases", folder.Write("c.json", JsonCases(0)));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("use --cases-beside", run.Error);
    }

    private static ToolRun Verify(TemporaryFolder folder, string[] cases) =>
        ToolRun.Of(["verify", folder.Write("policy/policy.onnx", OnnxFiles.Policy()), "--samples", "1", "--json", "--cases", .. cases]);

    /// <summary>Tensors whose names say nothing, or that of the input: files are matched by either.</summary>
    private static void WriteDataSet(TemporaryFolder folder, string path, double error, string inputName)
    {
        folder.Write($"{path}/input_0.pb", OnnxFiles.TensorFile(inputName, Observation, 1, 3));
        folder.Write($"{path}/output_0.pb", OnnxFiles.TensorFile("", Expected(error), 1, 2));
    }

    private static double[] Expected(double error)
    {
        double[] action = OnnxFiles.Action(Observation[0], Observation[1], Observation[2]);
        action[1] += error;
        return action;
    }

    private static string JsonCases(double error) => $$"""
        {
          "id": "other members are passed over",
          "cases": [
            {
              "inputs": { "obs": { "shape": [1, 3], "dtype": "f32", "data": [{{Numbers(Observation)}}] } },
              "outputs": { "action": { "shape": [1, 2], "data": [{{Numbers(Expected(error))}}] } }
            }
          ]
        }
        """;

    private static string Numbers(double[] values) => string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
}
