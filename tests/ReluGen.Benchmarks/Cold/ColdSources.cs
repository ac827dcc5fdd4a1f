using System.Globalization;
using System.Text;
using ReluGen.Benchmarks.Networks;
using ReluGen.Model;

namespace ReluGen.Benchmarks.Cold;

/// <summary>
/// The texts of the programs. Each computes one sample and returns the index of the largest output: nothing is printed,
/// because a console costs more than a small network. Called with an argument, it then prints its peak memory.
/// </summary>
internal static class ColdSources
{
    private const string Report = """

        if (args.Length > 0)
        {
            foreach (string line in System.IO.File.ReadLines("/proc/self/status"))
            {
                if (line.StartsWith("VmHWM:", System.StringComparison.Ordinal))
                {
                    System.Console.WriteLine(line);
                }
            }
        }

        return largest;

        """;

    private const string Largest = """

        int largest = 0;
        for (int i = 1; i < output.Length; i++)
        {
            largest = output[i] > output[largest] ? i : largest;
        }

        """;

    /// <summary>A program that does nothing.</summary>
    public static string Empty() => "int largest = 0;" + Report;

    /// <summary>The network as a user declares it, weights as literals, and one call.</summary>
    public static string Generated(BenchmarkNetwork network, IReadOnlyList<double> input)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"float[] input = [{Literals(input)}];\n");
        text.Append("float[] output = new float[Net.OutputSize];\nNet.Forward(input, output);\n");
        text.Append(Largest).Append(Report).Append('\n');
        text.Append(Declaration(network, "Net"));
        return text.ToString();
    }

    /// <summary>The declaration of a network.</summary>
    public static string Declaration(BenchmarkNetwork network, string name)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"[ReluGen.Network({network.InputSize})]\n");
        for (var layer = 0; layer < network.LayerCount; layer++)
        {
            var activation = network.Activations[layer] == ActivationKind.Identity ? "" : $", ReluGen.Activation.{network.Activations[layer]}";
            text.Append(CultureInfo.InvariantCulture, $"[ReluGen.Dense({network.Sizes[layer + 1]}{activation},\n");
            text.Append(CultureInfo.InvariantCulture, $"    Weights = new double[] {{ {Literals(network.Weights[layer])} }},\n");
            text.Append(CultureInfo.InvariantCulture, $"    Bias = new double[] {{ {Literals(network.Biases[layer])} }})]\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"public partial class {name};\n").ToString();
    }

    /// <summary>The same network in ONNX Runtime, from a file beside the program.</summary>
    public static string OnnxRuntime(BenchmarkNetwork network, IReadOnlyList<double> input) => string.Create(CultureInfo.InvariantCulture, $$"""
        using Microsoft.ML.OnnxRuntime;
        using Microsoft.ML.OnnxRuntime.Tensors;

        float[] input = [{{Literals(input)}}];
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(System.IO.Path.Combine(System.AppContext.BaseDirectory, "model.onnx"), options);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(input, new[] { 1, {{network.InputSize}} }))]);
        System.ReadOnlySpan<float> output = ((DenseTensor<float>)results[0].AsTensor<float>()).Buffer.Span;

        """) + Largest + Report;

    private static string Literals(IEnumerable<double> values) => string.Join(
        ", ", values.Select(value => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f"));
}
