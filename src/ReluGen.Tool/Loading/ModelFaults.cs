using System.Text;
using ReluGen.Importing;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Loading;

/// <summary>Says in full what keeps a file from being a complete network.</summary>
internal static class ModelFaults
{
    /// <summary>The message, or null where there is nothing wrong.</summary>
    public static string? Describe(LoadedModel model)
    {
        string path = PrintableText.Of(model.File.Path);
        if (!model.IsReadable)
        {
            return $"{path}: " + string.Join("\n  ", model.Problems.Select(PrintableText.Of));
        }

        if (model.IsWeights)
        {
            return $"{path} holds weights and no layers. Declare the layers by attributes, with Weights = \"{PrintableText.Of(model.File.Name)}\"; 'relugen inspect' lists the tensors.";
        }

        if (model.Model is { Inputs.Count: 0 })
        {
            return $"{path} reads no input: its outputs are constants, which need no network.";
        }

        return model.Refused.Count == 0 && model.Model is not null ? null : $"{path}: " + Refusal(model);
    }

    /// <summary>Makes sure that there is nothing wrong.</summary>
    /// <exception cref="ToolException">There is.</exception>
    public static void Check(LoadedModel model)
    {
        if (Describe(model) is { } fault)
        {
            throw new ToolException(fault, model.IsReadable && !model.IsWeights ? ExitCode.ModelFailed : ExitCode.Unusable);
        }
    }

    /// <summary>Which outputs cannot be computed, all nodes that are in their way, and which outputs would work.</summary>
    public static string Refusal(LoadedModel model)
    {
        var text = new StringBuilder();
        text.Append(CountOf(model.Refused.Count, "output")).Append(" cannot be computed: ")
            .AppendJoin(", ", model.Refused.Select(output => PrintableText.Of(output.Name))).Append('.');
        foreach (UnsupportedNode node in model.Unsupported)
        {
            text.Append("\n  ").Append(Node(node));
        }

        text.Append("\n  ").Append(WorkingOutputs(model));
        return text.ToString();
    }

    /// <summary>An unsupported node in one line.</summary>
    public static string Node(UnsupportedNode node) =>
        FormattableString.Invariant($"{PrintableText.Of(node.Name)} ({PrintableText.Of(node.Operator)}, {node.Version}): {PrintableText.Of(node.Reason)} {PrintableText.Of(node.Remedy)}");

    /// <summary>A number and a noun.</summary>
    public static string CountOf(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string WorkingOutputs(LoadedModel model)
    {
        string[] working = model.Model?.Outputs.Select(id => PrintableText.Of(LoadedModel.NameOf(model.Model.Values[id]))).Distinct().ToArray() ?? [];
        return working.Length == 0
            ? "No output would work without these nodes."
            : $"These outputs work: {string.Join(", ", working)}. Select with --outputs {string.Join(' ', working)}.";
    }
}
