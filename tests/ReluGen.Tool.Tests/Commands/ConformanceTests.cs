using System.Text.Json;
using ReluGen.Tests.Shared;
using ReluGen.Tool.Tests.Running;

namespace ReluGen.Tool.Tests.Commands;

/// <summary>Real models with the outputs that others computed: each passes every check, or is refused with the operators that are in its way.</summary>
public sealed class ConformanceTests
{
    [Fact]
    public void Real_models_pass_or_are_refused_by_name()
    {
        ToolRun run = ToolRun.Of("verify", SharedData.Find("conformance/models"), "--cases-beside", "--samples", "8", "--json");

        JsonElement[] models = run.Json().GetProperty("models").EnumerateArray().ToArray();
        Assert.NotEmpty(models);
        Assert.All(models, model =>
        {
            string report = model.ToString();
            Assert.True(model.GetProperty("isReadable").GetBoolean(), report);
            if (model.GetProperty("problem").ValueKind == JsonValueKind.String)
            {
                Assert.Contains("cannot be computed", model.GetProperty("problem").GetString());
            }
            else
            {
                Assert.True(model.GetProperty("passed").GetBoolean(), report);
                Assert.True(model.GetProperty("cases").GetInt32() > 0, report);
            }
        });
    }
}
