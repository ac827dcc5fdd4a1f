using ReluGen.Planning;

namespace ReluGen.Emit;

/// <summary>Writes dense kernels over rows of samples: sums in registers, bias and activation fused into the tile.</summary>
internal static class DenseEmitter
{
    /// <summary>Writes the method of <paramref name="kernel"/>, for one sample or for a tile of samples.</summary>
    public static void Write(SourceWriter writer, LaneText lanes, DenseKernel kernel)
    {
        writer.Blank();
        writer.Line($"// {kernel.Comment}");
        writer.Line(KernelFile.NotInlined);
        string parameters = kernel.HasTiles
            ? $"ref {lanes.Element} inputs, ref {lanes.Element} outputs, int tiles"
            : $"ref {lanes.Element} input, ref {lanes.Element} output";
        using (writer.Open($"private static void {kernel.Method}({parameters}{kernel.PanelsParameter})"))
        {
            WriteBody(writer, lanes, kernel, isUnrolled: false);
        }
    }

    /// <summary>Writes the statements that read <c>input</c> and write <c>output</c>.</summary>
    public static void WriteBody(SourceWriter writer, LaneText lanes, DenseKernel kernel, bool isUnrolled)
    {
        if (kernel.Tiles is OutputTiles outputs)
        {
            ColumnWriter.Write(writer, lanes, outputs.Columns, kernel.Outputs, kernel.IsOutputExact, kernel.Terms.Tail is not null, columns =>
                WriteTiles(writer, lanes, kernel, () => new OutputLanesEmitter(writer, lanes, kernel, outputs, columns).Write(isUnrolled)));
        }
        else
        {
            var terms = (TermTiles)kernel.Tiles;
            var columns = new Tiling(lanes.Lanes.Vectors(kernel.Outputs), 1, 0);
            ColumnWriter.Write(writer, lanes, columns, kernel.Outputs, isExact: true, hasTail: false, column =>
                WriteTiles(writer, lanes, kernel, () => new TermLanesEmitter(writer, lanes, kernel, terms, column).Write()));
        }
    }

    private static void WriteTiles(SourceWriter writer, LaneText lanes, DenseKernel kernel, Action tile)
    {
        if (!kernel.HasTiles)
        {
            tile();
            return;
        }

        using (writer.Open("for (int tile = 0; tile < tiles; tile++)"))
        {
            string input = LaneText.At("inputs", NumberText.Text($"tile * {kernel.Tiles.Samples * kernel.InputStride}"));
            string output = LaneText.At("outputs", NumberText.Text($"tile * {kernel.Tiles.Samples * kernel.OutputStride}"));
            writer.Line($"ref {lanes.Element} input = ref {input};");
            writer.Line($"ref {lanes.Element} output = ref {output};");
            tile();
        }
    }
}
