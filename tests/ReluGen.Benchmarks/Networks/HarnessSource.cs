using ReluGen.Model;

namespace ReluGen.Benchmarks.Networks;

/// <summary>
/// Writes what is compiled together with the generated code of a network: the user's part of the type, and an engine
/// whose loops call the network directly, so that it is inlined there as it is in a user's loop.
/// </summary>
internal static class HarnessSource
{
    /// <summary>The full name of a network's engine.</summary>
    public static string EngineName(BenchmarkNetwork network) => $"{BenchmarkNetwork.Namespace}.{network.TypeName}Engine";

    /// <summary>The source text.</summary>
    public static string Write(BenchmarkNetwork network)
    {
        var element = network.Element == ElementKind.Float ? "float" : "double";
        var type = network.TypeName;
        var single = network is { InputSize: 1, OutputSize: 1 }
            ? $"outputs[i] = {type}.Forward(inputs[i]);"
            : $"{type}.Forward(inputs.Slice(i * {type}.InputSize, {type}.InputSize), outputs.Slice(i * {type}.OutputSize, {type}.OutputSize));";
        return $$"""
            namespace {{BenchmarkNetwork.Namespace}};

            public partial struct {{type}};

            public sealed class {{type}}Engine() : global::ReluGen.Benchmarks.Cases.Engine<{{element}}>("ReluGen")
            {
                public override void Single(global::ReluGen.Benchmarks.Cases.CaseData<{{element}}> data)
                {
                    global::System.ReadOnlySpan<{{element}}> inputs = data.Inputs;
                    global::System.Span<{{element}}> outputs = data.Outputs;
                    int rows = data.Rows;
                    for (int i = 0; i < rows; i++)
                    {
                        {{single}}
                    }
                }

                public override void Batch(global::ReluGen.Benchmarks.Cases.CaseData<{{element}}> data) =>
                    {{type}}.ForwardBatch(data.Inputs, data.Outputs);

                public override void Backward(global::ReluGen.Benchmarks.Cases.CaseData<{{element}}> data) =>
                    {{type}}.BackwardBatch(data.Inputs, data.OutputGradients, data.InputGradients, data.ParameterGradient);
            }

            """;
    }
}
