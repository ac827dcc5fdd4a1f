using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes softmax and log-softmax over rows, forward and backward.</summary>
/// <remarks>
/// Exponentials, divisions and stores run in lanes; the largest sum and the totals run over scalars, in the order that
/// the model names.
/// </remarks>
internal static class SoftmaxEmitter
{
    /// <summary>Writes the method that turns rows of sums, which it overwrites, into rows of results.</summary>
    public static void WriteForward(SourceWriter w, LaneText l, LayerPlan layer)
    {
        SoftmaxNode softmax = layer.Softmax!;
        string name = softmax.IsLogarithm ? "log-softmax" : "softmax";
        string e = l.Element;
        int units = layer.Dense.Units;

        w.Blank();
        w.Line(Text($"// {name} of {units} sums a sample, which it overwrites: less the largest, exponentials, their total"));
        using (w.Open($"private static void {layer.Title}Activation(ref {e} sums, ref {e} output, nuint outputStride, int count)"))
        using (w.Open("for (; count > 0; count--)"))
        {
            w.Line($"{e} largest = sums;");
            using (w.Open(Text($"for (nuint i = 1; i < {units}; i++)")))
            {
                w.Line($"{e} z = Unsafe.Add(ref sums, i);");
                w.Line("largest = z > largest ? z : largest;");
            }

            w.Blank();
            w.Line($"var shift = {l.Broadcast("largest")};");
            WriteVectors(w, l, units, isExact: softmax.IsLogarithm, (offset, count) =>
            {
                string shifted = $"{l.Load("sums", offset)} - shift";
                if (softmax.IsLogarithm)
                {
                    w.Line($"var shifted = {shifted};");
                    w.Line(l.Store("shifted", "sums", offset));
                    w.Line(l.StoreFirst("VectorMath.Exp(shifted)", "output", offset, count));
                }
                else
                {
                    w.Line(l.Store($"VectorMath.Exp({shifted})", "sums", offset));
                }
            });

            w.Blank();
            string source = softmax.IsLogarithm ? "output" : "sums";
            WriteTotal(w, l, softmax.Order, (sum, offset) => $"{sum} + {LaneText.At(source, offset)}");

            w.Blank();
            w.Line(softmax.IsLogarithm
                ? $"var logarithm = {l.Broadcast($"VectorMath.Log1p(total - {Literal(1, l.Lanes.Element)})")};"
                : $"var divisor = {l.Broadcast("total")};");
            WriteVectors(w, l, units, isExact: true, (offset, count) => w.Line(l.StoreFirst(
                softmax.IsLogarithm ? $"({l.Load("sums", offset)} - logarithm)" : $"({l.Load("sums", offset)} / divisor)",
                "output",
                offset,
                count)));

            w.Blank();
            w.Line(Text($"sums = ref Unsafe.Add(ref sums, {layer.OutputStride});"));
            w.Line("output = ref Unsafe.Add(ref output, outputStride);");
        }
    }

    /// <summary>Writes the method that turns the gradient for the results into the gradient for the sums, in place.</summary>
    public static void WriteBackward(SourceWriter w, LaneText l, LayerPlan layer)
    {
        SoftmaxNode softmax = layer.Softmax!;
        string e = l.Element;
        int units = layer.Dense.Units;

        w.Blank();
        w.Line(softmax.IsLogarithm
            ? "// derivative of log-softmax: g - exp(a) · sum of g"
            : "// derivative of softmax: a · (g - sum of g · a)");
        using (w.Open($"private static void {layer.Title}Derivative(ref {e} activations, ref {e} gradient, int count)"))
        using (w.Open("for (; count > 0; count--)"))
        {
            WriteTotal(w, l, softmax.Order, (sum, offset) => softmax.IsLogarithm
                ? $"{sum} + {LaneText.At("gradient", offset)}"
                : l.Scalar.MultiplyAdd(LaneText.At("gradient", offset), LaneText.At("activations", offset), sum));

            w.Blank();
            w.Line($"var all = {l.Broadcast("total")};");
            WriteVectors(w, l, units, isExact: false, (offset, _) =>
            {
                w.Line($"var a = {l.Load("activations", offset)};");
                w.Line($"var g = {l.Load("gradient", offset)};");
                w.Line(l.Store(softmax.IsLogarithm ? "(g - (VectorMath.Exp(a) * all))" : "(a * (g - all))", "gradient", offset));
            });

            w.Blank();
            w.Line(Text($"activations = ref Unsafe.Add(ref activations, {layer.OutputStride});"));
            w.Line(Text($"gradient = ref Unsafe.Add(ref gradient, {layer.OutputStride});"));
        }
    }

    private static void WriteVectors(SourceWriter w, LaneText l, int elements, bool isExact, Action<string, int> body) =>
        ColumnWriter.Write(w, l, new Tiling(l.Lanes.Vectors(elements), 1, 0), elements, isExact, columns =>
            body(columns.Offset(0), columns.LastCount));

    /// <summary>Writes <c>total</c>: the terms of each chain in order, the chains from left to right.</summary>
    private static void WriteTotal(SourceWriter w, LaneText l, SumOrder order, Func<string, string, string> add)
    {
        for (int chain = 0; chain < order.Chains; chain++)
        {
            w.Line($"{l.Element} {Total(chain)} = {Literal(-0.0, l.Lanes.Element)};");
        }

        using (w.Open(Text($"for (nuint i = 0; i < {order.ShortLength}; i++)")))
        {
            for (int chain = 0; chain < order.Chains; chain++)
            {
                int start = order.Start(chain);
                w.Line($"{Total(chain)} = {add(Total(chain), start == 0 ? "i" : Text($"i + {start}"))};");
            }
        }

        for (int chain = 0; chain < order.LongChains; chain++)
        {
            w.Line($"{Total(chain)} = {add(Total(chain), Integer(order.Start(chain) + order.ShortLength))};");
        }

        for (int chain = 1; chain < order.Chains; chain++)
        {
            w.Line($"total += {Total(chain)};");
        }

        static string Total(int chain) => chain == 0 ? "total" : Text($"total{chain}");
    }
}
