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
        using (writer.Open($"private static void {kernel.Method}(ref {lanes.Element} input, ref {lanes.Element} output)"))
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
                new OutputLanesEmitter(writer, lanes, kernel, outputs, columns).Write(isUnrolled));
        }
        else
        {
            var terms = (TermTiles)kernel.Tiles;
            var columns = new Tiling(lanes.Lanes.Vectors(kernel.Outputs), 1, 0);
            ColumnWriter.Write(writer, lanes, columns, kernel.Outputs, isExact: true, hasTail: false, column =>
                new TermLanesEmitter(writer, lanes, kernel, terms, column).Write());
        }
    }
}
