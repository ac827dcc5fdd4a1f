using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes a layer's parameter gradient: the outer product of its gradient and its input, summed in registers over a
/// chunk of samples and added to what the chunks before it left.
/// </summary>
internal static class ParameterGradientEmitter
{
    /// <summary>Whether the layer has a method: weights or a bias of its own.</summary>
    public static bool IsNeeded(LayerPlan layer) => layer.Dense.ParameterCount > 0;

    /// <summary>The arguments in front of the gradient and the number of samples: refs to gradient and input of the layer and of those tied to it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="gradient">What a layer's gradient is called.</param>
    /// <param name="input">What a layer's input is called.</param>
    public static string Arguments(NetworkPlan plan, LayerPlan layer, Func<LayerPlan, string> gradient, Func<LayerPlan, string> input) =>
        layer.Dense.Tie is not null
            ? $"ref {gradient(layer)}"
            : string.Join(", ", new[] { layer }.Concat(plan.TiedTo(layer)).Select(user => $"ref {gradient(user)}, ref {input(user)}"));

    /// <summary>Writes the method for one layer, if it has parameters of its own.</summary>
    /// <param name="w">The writer.</param>
    /// <param name="l">The width.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="inputStride">The distance between two samples' inputs in scratch memory, in elements.</param>
    /// <param name="tiles">The register tiles.</param>
    /// <param name="rows">How the rows of a sample lie, where it has several.</param>
    public static void Write(SourceWriter w, LaneText l, NetworkPlan plan, LayerPlan layer, int inputStride, OuterTiles tiles, SampleRows? rows = null)
    {
        if (!IsNeeded(layer))
        {
            return;
        }

        string e = l.Element;
        LayerPlan[] tied = [.. plan.TiedTo(layer)];
        string arguments = Arguments(
            plan,
            layer,
            user => $"{e} {(user == layer ? "gradient" : user.Name + "Gradient")}",
            user => $"{e} {(user == layer ? "input" : user.Name + "Input")}");
        w.Blank();
        w.Line(Comment(layer, tied, tiles));
        w.Line(KernelFile.NotInlined);
        using (w.Open($"private static void {layer.Title}ParameterGradient({arguments}, ref {e} parameterGradient, int count)"))
        {
            if (layer.Dense.Tie is null)
            {
                WriteUnits(w, tiles.Units, (unit, units) =>
                    ColumnWriter.Write(w, l, tiles.Columns, layer.Dense.InputSize, isExact: true, hasTail: false, columns =>
                        WriteTile(w, l, layer, [.. tied.Select(TiedFactors), new OuterFactors("", "gradient", layer.OutputStride, "input", inputStride)], unit, units, columns, rows)));
            }

            if (layer.Dense.Bias is not null)
            {
                WriteBias(w, l, layer, rows);
            }
        }
    }

    private static string Comment(LayerPlan layer, IReadOnlyList<LayerPlan> tied, OuterTiles tiles)
    {
        string bias = layer.Dense.Bias is null ? "" : ", and its bias gradient";
        string uses = string.Concat(tied.Select(TiedFactors).Select(use => $"{use.Left} · {use.Right}ᵀ + "));
        return layer.Dense.Tie is null
            ? Text($"// adds {layer.Name}'s weight gradient, {uses}gradient · {layer.InputName}ᵀ: {Describing.Describer.Count(tiles.Units.Size, "unit")} × {Describing.Describer.Count(tiles.Columns.Size, "vector")} of inputs{bias}")
            : $"// adds {layer.Name}'s bias gradient; its weights are {layer.WeightsOwner}'s";
    }

    /// <summary>What a tied layer multiplies: from the owner's point of view, gradient and input of a transposed one have changed places.</summary>
    private static OuterFactors TiedFactors(LayerPlan user) => user.Dense.Tie!.IsTransposed
        ? new OuterFactors(user.Name, user.Name + "Input", user.InputStride, user.Name + "Gradient", user.OutputStride)
        : new OuterFactors(user.Name, user.Name + "Gradient", user.OutputStride, user.Name + "Input", user.InputStride);

    private static void WriteUnits(SourceWriter w, Tiling tiling, Action<string, int> block)
    {
        if (tiling.FullTiles > 1)
        {
            using (w.Open(Text($"for (nuint unit = 0; unit < {tiling.FullItems}; unit += {tiling.Size})")))
            {
                block("unit", tiling.Size);
            }
        }
        else
        {
            using (w.Open(Text($"// units 0 to {tiling.Size - 1}")))
            {
                block("0", tiling.Size);
            }
        }

        if (tiling.Tail > 0)
        {
            w.Blank();
            using (w.Open(Text($"// units {tiling.FullItems} to {tiling.FullItems + tiling.Tail - 1}")))
            {
                block(Integer(tiling.FullItems), tiling.Tail);
            }
        }
    }

    private static void WriteTile(
        SourceWriter w, LaneText l, LayerPlan layer, IReadOnlyList<OuterFactors> uses, string unit, int units, ColumnWriter.Columns columns, SampleRows? rows)
    {
        string e = l.Element;
        int inputs = layer.Dense.InputSize;
        foreach (OuterFactors use in uses)
        {
            w.Line($"ref {e} {use.LeftRow} = ref {LaneText.At(use.Left, unit)};");
            w.Line($"ref {e} {use.RightRow} = ref {LaneText.At(use.Right, columns.Offset(0))};");
        }

        ForEach((u, v) => w.Line(Text($"var sum{u}_{v} = {l.Constant(-0.0)};")));
        w.Blank();
        WriteSamples(w, rows, () =>
        {
            foreach (OuterFactors use in uses)
            {
                WriteProducts(w, l, use, units, columns.Vectors);
            }
        });

        w.Blank();
        bool isConstant = unit != "unit";
        string start = isConstant
            ? columns.Offset((int.Parse(unit, System.Globalization.CultureInfo.InvariantCulture) * inputs) + layer.Dense.ParameterOffset)
            : columns.Offset(layer.Dense.ParameterOffset) is var offset and not "0" ? Text($"(unit * {inputs}) + {offset}") : Text($"unit * {inputs}");
        w.Line($"ref {e} target = ref {LaneText.At("parameterGradient", start)};");
        ForEach((u, v) => WriteAdd(w, l, Text($"sum{u}_{v}"), "target", (u * inputs) + (v * l.Count), Kept(l, columns, v)));

        void ForEach(Action<int, int> action)
        {
            for (int u = 0; u < units; u++)
            {
                for (int v = 0; v < columns.Vectors; v++)
                {
                    action(u, v);
                }
            }
        }
    }

    /// <summary>Adds the products of one sample to the sums of a tile.</summary>
    private static void WriteProducts(SourceWriter w, LaneText l, OuterFactors use, int units, int vectors)
    {
        string input = use.Name.Length == 0 ? "input" : use.RightRow;
        string gradient = use.Name.Length == 0 ? "gradient" : use.LeftRow;
        for (int v = 0; v < vectors; v++)
        {
            w.Line(Text($"var {input}{v} = {l.Load(use.RightRow, Integer(v * l.Count))};"));
        }

        for (int u = 0; u < units; u++)
        {
            w.Line(Text($"var {gradient}{u} = {l.Broadcast(LaneText.At(use.LeftRow, Integer(u)))};"));
            for (int v = 0; v < vectors; v++)
            {
                string sum = Text($"sum{u}_{v}");
                w.Line($"{sum} = {l.MultiplyAdd(Text($"{gradient}{u}"), Text($"{input}{v}"), sum)};");
            }
        }

        w.Line(Text($"{use.LeftRow} = ref Unsafe.Add(ref {use.LeftRow}, {use.LeftStride});"));
        w.Line(Text($"{use.RightRow} = ref Unsafe.Add(ref {use.RightRow}, {use.RightStride});"));
    }

    private static void WriteBias(SourceWriter w, LaneText l, LayerPlan layer, SampleRows? rows)
    {
        string e = l.Element;
        w.Blank();
        using (w.Open($"// {layer.Name}'s bias gradient"))
        {
            int vectors = l.Lanes.Vectors(layer.Dense.Units);
            ColumnWriter.Write(w, l, Tiling.Of(vectors, 4), layer.Dense.Units, isExact: true, hasTail: false, columns =>
            {
                w.Line($"ref {e} g = ref {LaneText.At("gradient", columns.Offset(0))};");
                for (int v = 0; v < columns.Vectors; v++)
                {
                    w.Line(Text($"var sum{v} = {l.Constant(-0.0)};"));
                }

                w.Blank();
                WriteSamples(w, rows is null ? null : rows with { InputGap = 0 }, () =>
                {
                    for (int v = 0; v < columns.Vectors; v++)
                    {
                        w.Line(Text($"sum{v} += {l.Load("g", Integer(v * l.Count))};"));
                    }

                    w.Line(Text($"g = ref Unsafe.Add(ref g, {layer.OutputStride});"));
                });

                w.Blank();
                w.Line($"ref {e} target = ref {LaneText.At("parameterGradient", columns.Offset(layer.Dense.BiasOffset))};");
                for (int v = 0; v < columns.Vectors; v++)
                {
                    WriteAdd(w, l, Text($"sum{v}"), "target", v * l.Count, Kept(l, columns, v));
                }
            });
        }
    }

    /// <summary>Writes the loop over samples, and over the rows of each.</summary>
    private static void WriteSamples(SourceWriter w, SampleRows? rows, Action body)
    {
        using (w.Open("for (int s = 0; s < count; s++)"))
        {
            if (rows is null)
            {
                body();
                return;
            }

            using (w.Open(Text($"for (int row = 0; row < {rows.Count}; row++)")))
            {
                body();
            }

            WriteGap("g", rows.GradientGap);
            WriteGap("x", rows.InputGap);
        }

        void WriteGap(string name, int gap)
        {
            if (gap > 0)
            {
                w.Line(Text($"{name} = ref Unsafe.Add(ref {name}, {gap});"));
            }
        }
    }

    private static void WriteAdd(SourceWriter w, LaneText l, string sum, string target, int offset, int count)
    {
        string before = l.LoadFirst(target, Integer(offset), count);
        w.Line(l.StoreFirst($"({before} + {sum})", target, Integer(offset), count));
    }

    private static int Kept(LaneText l, ColumnWriter.Columns columns, int vector) =>
        vector == columns.Vectors - 1 ? columns.LastCount : l.Count;
}

/// <summary>The rows of a sample that a parameter gradient sums over.</summary>
/// <param name="Count">The number of rows.</param>
/// <param name="GradientGap">The elements from the end of a sample's last row of gradients to the next sample's first.</param>
/// <param name="InputGap">The same for the inputs.</param>
internal sealed record SampleRows(int Count, int GradientGap, int InputGap);

/// <summary>The two factors of an outer product that is part of a weight gradient: rows of the left one go along its units, rows of the right one along its inputs.</summary>
/// <param name="Name">The name of the layer that uses the weights, or empty for the one that owns them.</param>
/// <param name="Left">What the left factor is called.</param>
/// <param name="LeftStride">The distance between two samples' rows of it, in elements.</param>
/// <param name="Right">What the right factor is called.</param>
/// <param name="RightStride">The distance between two samples' rows of it, in elements.</param>
internal sealed record OuterFactors(string Name, string Left, int LeftStride, string Right, int RightStride)
{
    /// <summary>The ref that walks over the left factor.</summary>
    public string LeftRow => Name.Length == 0 ? "g" : Name + "Left";

    /// <summary>The ref that walks over the right factor.</summary>
    public string RightRow => Name.Length == 0 ? "x" : Name + "Right";
}
