using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes a loop over rows, tile by tile and then one by one, and the two kernels that it calls.</summary>
internal static class RowPairEmitter
{
    /// <summary>Writes the loop, <c>method(ref input, ref output, count)</c>.</summary>
    /// <param name="w">The writer.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="method">The method's name; the kernels' have <c>Rows</c> and <c>Single</c> behind it.</param>
    /// <param name="comment">What it computes.</param>
    /// <param name="inputStride">The distance between two input rows.</param>
    /// <param name="outputStride">The distance between two output rows.</param>
    /// <param name="rows">The rows of a tile.</param>
    public static void WriteLoop(SourceWriter w, NetworkPlan plan, string method, string comment, int inputStride, int outputStride, int rows)
    {
        string e = LaneText.ElementName(plan.Model.Element);
        w.Blank();
        w.Line($"// {comment}");
        using (w.Open($"private static void {method}(ref {e} input, ref {e} output, int count{KernelNames.PanelsParameter(plan)})"))
        {
            if (rows > 1)
            {
                WriteLoop(Text($"for (; count >= {rows}; count -= {rows})"), "Rows", rows);
                w.Blank();
            }

            WriteLoop("for (; count > 0; count--)", "Single", 1);
        }

        void WriteLoop(string head, string suffix, int samples)
        {
            using (w.Open(head))
            {
                w.Line($"{method}{suffix}(ref input, ref output{KernelNames.PanelsArgument(plan)});");
                w.Line(Text($"input = ref Unsafe.Add(ref input, {samples * inputStride});"));
                w.Line(Text($"output = ref Unsafe.Add(ref output, {samples * outputStride});"));
            }
        }
    }
}
