using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ReluGen.Tool.Commands;

/// <summary>The usual help, with examples below it.</summary>
/// <param name="usual">The usual help.</param>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Examples = new()
    {
        ["relugen"] =
        [
            "relugen inspect lander.onnx            what is in it, what is not supported",
            "relugen verify lander.onnx             is the generated code right?",
            "relugen emit lander.onnx -o Generated  the generated code as files",
            "relugen bench lander.onnx              how fast is it?",
        ],
        ["inspect"] =
        [
            "relugen inspect lander.onnx",
            "relugen inspect policy.onnx --outputs action --dimension sequence=16",
            "relugen inspect models/ --json > models.json",
            "curl -s https://example.org/lander.onnx | relugen inspect -",
        ],
        ["verify"] =
        [
            "relugen verify lander.onnx",
            "relugen verify models/*.onnx",
            "relugen verify lander.onnx --cases test_data_set_0 expected.npz",
            "relugen verify models/ --cases-beside --json > report.json",
        ],
        ["emit"] =
        [
            "relugen emit lander.onnx -o Generated --namespace Game.Ai --class Lander",
            "relugen emit lander.onnx -o - --static | less",
        ],
        ["bench"] =
        [
            "relugen bench lander.onnx",
            "relugen bench lander.onnx --batch 16 256 --onnxruntime",
            "relugen bench models/*.onnx --json > times.json",
        ],
    };

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int result = usual.Invoke(parseResult);
        Command command = parseResult.CommandResult.Command;
        string name = command is RootCommand ? "relugen" : command.Name;
        if (Examples.TryGetValue(name, out string[]? examples))
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.Write("Examples:\n" + string.Concat(examples.Select(example => $"  {example}\n")) + "\n");
        }

        return result;
    }
}
