using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes what the type of a network with several inputs or outputs gets beside the members of every network: where each
/// lies in a row that holds them one after the other, and a call with a span for each.
/// </summary>
internal static class GraphMembers
{
    /// <summary>Whether there are several inputs or outputs, or no input; then each has a name of its own.</summary>
    public static bool HasParts(NetworkModel model) => model.Inputs.Count != 1 || model.Outputs.Count != 1;

    /// <summary>The inputs and outputs with their names, places and sizes.</summary>
    public static IReadOnlyList<GraphPart> Parts(NetworkPlan plan) =>
    [
        .. Parts(plan.Model, plan.Model.Inputs, plan.Graph!.InputNames, isInput: true),
        .. Parts(plan.Model, plan.Model.Outputs, plan.Graph.OutputNames, isInput: false),
    ];

    /// <summary>Writes the constants.</summary>
    public static void WriteConstants(SourceWriter w, NetworkPlan plan)
    {
        foreach (GraphPart part in Parts(plan))
        {
            string what = part.IsInput ? "input" : "output";
            w.Blank();
            w.Line($"/// <summary>Where the {what} <c>{part.Description}</c> starts in the {what} of a sample.</summary>");
            w.Line(Text($"public const int {part.Title}Offset = {part.Start};"));
            w.Blank();
            w.Line($"/// <summary>The number of elements of the {what} <c>{part.Description}</c>.</summary>");
            w.Line(Text($"public const int {part.Title}Size = {part.Size};"));
        }
    }

    /// <summary>Writes the call with a span for each; <paramref name="panels"/> is the kernels' last argument.</summary>
    public static void WriteForward(SourceWriter w, NetworkPlan plan, string kernels, string panels)
    {
        IReadOnlyList<GraphPart> parts = Parts(plan);
        string e = LaneText.ElementName(plan.Model.Element);
        w.Blank();
        w.Line("/// <summary>Computes the outputs of one sample, each input and output in memory of its own.</summary>");
        foreach (GraphPart part in parts)
        {
            w.Line(Text($"/// <param name=\"{part.Name}\">{(part.IsInput ? "" : "Receives ")}{(part.Size == 1 ? "1 element" : Text($"{part.Size} elements"))}{(part.IsInput ? "" : "; may not overlap another argument")}.</param>"));
        }

        w.Line("/// <exception cref=\"global::System.ArgumentException\">A length is wrong, or a result overlaps another argument.</exception>");
        string parameters = string.Join(", ", parts.Select(part => $"global::System.{(part.IsInput ? "ReadOnlySpan" : "Span")}<{e}> {part.Name}"));
        using (w.Open($"public static void Forward({parameters})"))
        {
            foreach (GraphPart part in parts)
            {
                w.Line($"global::ReluGen.Numerics.NetworkArguments.CheckPart({part.Name}, {part.Title}Size, nameof({part.Name}));");
            }

            for (int i = 0; i < parts.Count; i++)
            {
                for (int j = 0; j < i && !parts[i].IsInput; j++)
                {
                    w.Line($"global::ReluGen.Numerics.NetworkArguments.CheckParts({parts[i].Name}, {parts[j].Name}, nameof({parts[i].Name}), nameof({parts[j].Name}));");
                }
            }

            w.Line($"{kernels}.Forward({string.Join(", ", parts.Select(part => part.Name))}{panels});");
        }
    }

    private static IEnumerable<GraphPart> Parts(NetworkModel model, EquatableArray<int> ids, EquatableArray<string> names, bool isInput) =>
        ids.Zip(names, (id, name) => (Value: model.Values[id], Name: name))
            .Zip(GraphForwardEmitter.Starts(model, ids), (part, start) => new GraphPart(
                part.Name, EscapedText.Comment(part.Value.SourceName ?? part.Value.Name), start, part.Value.Shape.ElementCount, isInput));
}

/// <summary>One of several inputs or outputs.</summary>
/// <param name="Name">Its name as a parameter.</param>
/// <param name="Description">What the model file calls it, escaped for comments.</param>
/// <param name="Start">Where it starts in the row of all inputs or outputs.</param>
/// <param name="Size">The number of elements.</param>
/// <param name="IsInput">Whether it is an input.</param>
internal sealed record GraphPart(string Name, string Description, int Start, int Size, bool IsInput)
{
    /// <summary>The first part of the names of its constants.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name.Substring(1);
}
