using System.Text.Json;
using ReluGen.Tool.Tests.Fixtures;
using ReluGen.Tool.Tests.Running;

namespace ReluGen.Tool.Tests.Commands;

/// <summary><c>bench</c>: that it times and reports. How long anything takes is no test.</summary>
public sealed class BenchTests
{
    [Fact]
    public void Json_has_a_time_for_single_calls_and_each_batch()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of(
            "bench", folder.Write("tiny.json", LayerFiles.Tiny), "--batch", "1", "7", "--milliseconds", "1", "--json");

        Assert.Equal(0, run.ExitCode);
        JsonElement model = run.Model();
        Assert.Equal(
            ["file", "element", "multiplyAdds", "parameters", "times", "onnxRuntimeNote"],
            model.EnumerateObject().Select(member => member.Name));
        JsonElement[] times = model.GetProperty("times").EnumerateArray().ToArray();
        Assert.Equal([null, 1, 7], times.Select(time => time.GetProperty("batch").ValueKind == JsonValueKind.Null ? (int?)null : time.GetProperty("batch").GetInt32()));
        Assert.All(times, time =>
        {
            Assert.Equal(
                ["batch", "nanoseconds", "shortest", "gigaflopsPerSecond", "allocatedBytes", "onnxRuntime"],
                time.EnumerateObject().Select(member => member.Name));
            Assert.True(time.GetProperty("shortest").GetDouble() > 0);
            Assert.True(time.GetProperty("shortest").GetDouble() <= time.GetProperty("nanoseconds").GetDouble());
        });
    }

    [Fact]
    public void Text_has_a_row_for_each()
    {
        using var folder = new TemporaryFolder();
        ToolRun run = ToolRun.Of("bench", folder.Write("tiny.json", LayerFiles.Tiny), "--batch", "7", "--milliseconds", "1");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"(?m)^\S+tiny\.json +6 +single +[\d.]+ ", run.Output);
        Assert.Matches(@"(?m)^\S+tiny\.json +6 +7 +[\d.]+ ", run.Output);
    }
}
