using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes what the type of a trainable network gets beside the members of every network: parameters and gradient with a view for each
/// layer, a constructor, and the passes over chunks that training is made of.
/// </summary>
internal static class TrainableMembers
{
    /// <summary>The field that holds an instance's memory. The user's type must not have one of this name.</summary>
    public const string Memory = "reluGenMemory";

    /// <summary>The constant for the length of a workspace.</summary>
    public const string Workspace = "WorkspaceLength";

    /// <summary>The views and constants of the layers: their names, and whether they are of weights.</summary>
    public static IEnumerable<(LayerPlan Layer, string Name, bool IsWeights)> Views(IEnumerable<LayerPlan> layers)
    {
        foreach (LayerPlan layer in layers)
        {
            yield return (layer, layer.Title + "Weights", true);
            if (layer.Dense.Bias is not null)
            {
                yield return (layer, layer.Title + "Bias", false);
            }
        }
    }

    /// <summary>Whether some of the parameters have declared values.</summary>
    public static bool HasStart(NetworkPlan plan) => plan.Model.Tensors.Any(tensor => tensor.HasValues);

    /// <summary>Writes the members.</summary>
    public static void Write(SourceWriter w, NetworkPlan plan, string kernels, string block)
    {
        string e = LaneText.ElementName(plan.Model.Element);
        WritePlaces(w, plan);
        w.Blank();
        w.Line("/// <summary>The layers and their places in parameters and gradient.</summary>");
        w.Line($"public static global::System.ReadOnlySpan<global::ReluGen.LayerParameters> Layers => {block}.Layers;");
        w.Blank();
        w.Line(Text($"private readonly global::ReluGen.Numerics.ParameterMemory<{e}> {Memory} = new(ParameterCount, {plan.Block!.Length}, {block}.Pack, nameof({plan.Model.Type.Name}));"));
        WriteConstructor(w, plan, e, block);
        WriteVectors(w, plan, e);
        WriteChunks(w, plan, e, kernels);
        w.Blank();
        w.Line("/// <summary>Gives the memory back at once. The network may not be used any more, nor may spans of its memory.</summary>");
        w.Line($"public void Dispose() => {Memory}.Dispose();");
    }

    private static void WritePlaces(SourceWriter w, NetworkPlan plan)
    {
        foreach ((LayerPlan layer, string name, bool isWeights) in Views(plan.Layers))
        {
            w.Blank();
            w.Line($"/// <summary>Where the {(isWeights ? "weights" : "bias")} of <c>{layer.Name}</c>{(isWeights ? Owner(layer) : "")} {(isWeights ? "start" : "starts")} in parameters and gradient.</summary>");
            w.Line(Text($"public const int {name}Offset = {(isWeights ? layer.Dense.WeightsOffset : layer.Dense.BiasOffset)};"));
        }
    }

    private static string Owner(LayerPlan layer) => layer.Dense.Tie is { } tie ? $", those of <c>{tie.Source}</c>," : "";

    private static void WriteConstructor(SourceWriter w, NetworkPlan plan, string e, string block)
    {
        string declared = HasStart(plan) ? "; those that are declared keep their values" : "";
        w.Blank();
        w.Line($"/// <summary>A network with weights drawn from a seed and biases of zero{declared}.</summary>");
        w.Line("/// <param name=\"seed\">The seed: the same one gives the same bits everywhere.</param>");
        w.Line("/// <param name=\"initializer\">The distribution of the weights; the one that suits each layer's activation when omitted.</param>");
        string name = plan.Model.Type.Name.Split('<')[0];
        using (w.Open($"public {name}(ulong seed = 0, global::ReluGen.Training.Initializer? initializer = null)"))
        {
            w.Line($"global::ReluGen.Training.ParameterStart.Fill<{e}>(Parameters, Layers, seed, initializer);");
            if (HasStart(plan))
            {
                w.Line($"{block}.Start(Parameters);");
            }
        }
    }

    private static void WriteVectors(SourceWriter w, NetworkPlan plan, string e)
    {
        w.Blank();
        w.Line("/// <summary>The parameters, to be written; get the span anew for changes after the network has been called.</summary>");
        w.Line($"public global::System.Span<{e}> Parameters => {Memory}.Parameters;");
        w.Blank();
        w.Line("/// <summary>The parameters, to be read.</summary>");
        w.Line($"public global::System.ReadOnlySpan<{e}> ParameterValues => {Memory}.Values;");
        w.Blank();
        w.Line("/// <summary>Memory for a gradient in the layout of the parameters.</summary>");
        w.Line($"public global::System.Span<{e}> Gradient => {Memory}.Gradient;");
        foreach ((LayerPlan layer, string name, bool isWeights) in Views(plan.Layers))
        {
            string shape = ValuesEmitter.Shape(layer.Dense, isWeights);
            int count = isWeights ? layer.Dense.Weights.Count : layer.Dense.Units;
            w.Blank();
            w.Line($"/// <summary>The {(isWeights ? "weights" : "bias")} of <c>{layer.Name}</c>{(isWeights ? Owner(layer).TrimEnd(',') : "")}, {shape}; as <see cref=\"Parameters\"/>.</summary>");
            w.Line(Text($"public global::System.Span<{e}> {name} => Parameters.Slice({name}Offset, {count});"));
        }
    }

    private static void WriteChunks(SourceWriter w, NetworkPlan plan, string e, string kernels)
    {
        string read = $"global::System.ReadOnlySpan<{e}>";
        string write = $"global::System.Span<{e}>";
        string workspace = Text($"{BackwardEmitter.WorkspaceLength(plan)}");
        string check = "global::ReluGen.Numerics.NetworkArguments.CheckChunk";
        w.Blank();
        w.Line(Text($"/// <summary>Forward over 1 to {NetworkModel.GradientChunk} samples, keeping in the workspace what <see cref=\"BackwardChunk\"/> needs.</summary>"));
        w.Line(Text($"/// <param name=\"inputs\">Rows of {Describer.Count(plan.Model.InputSize, "element")}.</param>"));
        w.Line(Text($"/// <param name=\"outputs\">Receives as many rows of {Describer.Count(plan.Model.OutputSize, "element")}.</param>"));
        w.Line($"/// <param name=\"workspace\">{workspace} elements.</param>");
        w.Line("/// <exception cref=\"global::System.ArgumentException\">A length is wrong, or a result overlaps another argument.</exception>");
        using (w.Open($"public void ForwardChunk({read} inputs, {write} outputs, {write} workspace)"))
        {
            WriteForward(", default");
        }

        if (plan.HasDropout)
        {
            w.Blank();
            w.Line("/// <summary>Forward over the samples as training computes it, with elements dropped.</summary>");
            w.Line(Text($"/// <param name=\"inputs\">1 to {NetworkModel.GradientChunk} rows of {plan.Model.InputSize} elements.</param>"));
            w.Line(Text($"/// <param name=\"outputs\">Receives as many rows of {plan.Model.OutputSize} elements.</param>"));
            w.Line($"/// <param name=\"workspace\">{workspace} elements, where <see cref=\"BackwardChunk\"/> finds what was dropped.</param>");
            w.Line("/// <param name=\"dropout\">The step, and the row of the batch that the chunk starts at; the default value drops nothing.</param>");
            w.Line("/// <exception cref=\"global::System.ArgumentException\">A length is wrong, or a result overlaps another argument.</exception>");
            using (w.Open($"public void ForwardChunk({read} inputs, {write} outputs, {write} workspace, global::ReluGen.DropoutKey dropout)"))
            {
                WriteForward(", dropout");
            }
        }

        w.Blank();
        w.Line("/// <summary>Backward over the samples of the last <c>ForwardChunk</c> with the same workspace; adds to the parameter gradient.</summary>");
        w.Line(Text($"/// <param name=\"inputs\">The same rows of {Describer.Count(plan.Model.InputSize, "element")}.</param>"));
        w.Line(Text($"/// <param name=\"outputGradients\">As many rows of {Describer.Count(plan.Model.OutputSize, "element")}.</param>"));
        w.Line($"/// <param name=\"workspace\">The same {workspace} elements.</param>");
        w.Line(Text($"/// <param name=\"parameterGradient\">{Describer.Count(plan.Model.ParameterCount, "element")}, laid out as in the table of layers.</param>"));
        w.Line("/// <exception cref=\"global::System.ArgumentException\">A length is wrong, or a result overlaps another argument.</exception>");
        using (w.Open($"public void BackwardChunk({read} inputs, {read} outputGradients, {write} workspace, {write} parameterGradient)"))
        {
            w.Line($"int count = {check}(inputs, outputGradients, workspace, parameterGradient, InputSize, OutputSize, {workspace}, ParameterCount);");
            w.Line($"{kernels}.BackwardChunk(inputs, outputGradients, workspace, parameterGradient, count, {Memory}.TrainingPanels);");
            w.Line("global::System.GC.KeepAlive(this);");
        }

        void WriteForward(string dropout)
        {
            w.Line($"int count = {check}(inputs, outputs, workspace, InputSize, OutputSize, {workspace});");
            w.Line($"{kernels}.ForwardChunk(inputs, outputs, workspace, count, {Memory}.TrainingPanels{(plan.HasDropout ? dropout : "")});");
            w.Line("global::System.GC.KeepAlive(this);");
        }
    }
}
