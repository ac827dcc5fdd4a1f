using ReluGen.Emit;
using ReluGen.Tool.Compiling;

namespace ReluGen.Tool.Benchmarking;

/// <summary>
/// Loops over samples that are compiled together with the network, so that they call it directly, and a tiny one is inlined,
/// as in a user's loop.
/// </summary>
internal static class NetworkLoops
{
    /// <summary>The full name of the class with the loops.</summary>
    public const string ClassName = "Verified.NetworkLoops";

    /// <summary>The source text.</summary>
    /// <param name="element"><c>float</c> or <c>double</c>.</param>
    public static GeneratedFile Write(string element)
    {
        string type = CompiledNetwork.Type.Name;
        return new GeneratedFile("Loops", $$"""
            #nullable enable
            namespace {{CompiledNetwork.Type.Namespace}};

            /// <summary>Loops over samples.</summary>
            public static class NetworkLoops
            {
                /// <summary>One call a row.</summary>
                public static void Single({{element}}[] inputs, {{element}}[] outputs, int rows)
                {
                    global::System.ReadOnlySpan<{{element}}> from = inputs;
                    global::System.Span<{{element}}> to = outputs;
                    for (int row = 0; row < rows; row++)
                    {
                        {{type}}.Forward(from.Slice(row * {{type}}.InputSize, {{type}}.InputSize), to.Slice(row * {{type}}.OutputSize, {{type}}.OutputSize));
                    }
                }

                /// <summary>One call for all rows.</summary>
                public static void Batch({{element}}[] inputs, {{element}}[] outputs) => {{type}}.ForwardBatch(inputs, outputs);
            }

            """);
    }
}
