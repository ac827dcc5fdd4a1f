using ReluGen.Model;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes dense kernels: sums in registers, a loop over the inputs, bias and activation fused into the tile.</summary>
internal static class DenseEmitter
{
    /// <summary>Writes the method of <paramref name="kernel"/>, for one sample or for a tile of samples.</summary>
    public static void Write(SourceWriter writer, LaneText lanes, DenseKernel kernel)
    {
        writer.Blank();
        writer.Line($"// {kernel.Comment}");
        using (writer.Open($"private static void {kernel.Method}(ref {lanes.Element} input, ref {lanes.Element} output)"))
        {
            ColumnWriter.Write(writer, lanes, kernel.Tiles.Columns, kernel.Outputs, kernel.IsExact, columns =>
            {
                WriteWeights(writer, lanes, kernel, columns);
                if (kernel.Tiles.Samples == 1)
                {
                    WriteSideBySide(writer, lanes, kernel, columns);
                }
                else
                {
                    WriteSamples(writer, lanes, kernel, columns);
                }

                WriteStores(writer, lanes, kernel, columns);
            });
        }
    }

    private static void WriteWeights(SourceWriter w, LaneText l, DenseKernel kernel, ColumnWriter.Columns columns)
    {
        w.Line($"ref {l.Element} weights = ref {LaneText.At(kernel.Panel + ".Reference", columns.Offset(0))};");
        if (kernel.Bias is not null)
        {
            w.Line($"ref {l.Element} bias = ref {LaneText.At(kernel.Bias + ".Reference", columns.Offset(0))};");
        }
    }

    /// <summary>One sample: all chains advance together, each in registers of its own.</summary>
    private static void WriteSideBySide(SourceWriter w, LaneText l, DenseKernel kernel, ColumnWriter.Columns columns)
    {
        SumOrder order = kernel.Order;
        for (int chain = 0; chain < order.Chains; chain++)
        {
            for (int v = 0; v < columns.Vectors; v++)
            {
                w.Line($"var {Sum(chain, v)} = {Start(l, chain == 0 ? kernel.Bias : null, v)};");
            }
        }

        w.Blank();
        w.Line($"ref {l.Element} x = ref input;");
        using (w.Open(Text($"for (int k = 0; k < {order.ShortLength}; k++)")))
        {
            for (int chain = 0; chain < order.Chains; chain++)
            {
                WriteTerm(chain);
            }

            w.Line(Text($"weights = ref Unsafe.Add(ref weights, {kernel.Stride});"));
            w.Line("x = ref Unsafe.Add(ref x, 1);");
        }

        for (int chain = 0; chain < order.LongChains; chain++)
        {
            w.Blank();
            using (w.Open(Text($"// the last term of chain {chain}")))
            {
                WriteTerm(chain);
            }
        }

        w.Blank();
        for (int v = 0; v < columns.Vectors && order.Chains > 1; v++)
        {
            string sum = Sum(0, v);
            for (int chain = 1; chain < order.Chains; chain++)
            {
                sum = chain == 1 ? $"{sum} + {Sum(chain, v)}" : $"({sum}) + {Sum(chain, v)}";
            }

            w.Line($"{Sum(0, v)} = {sum};");
        }

        void WriteTerm(int chain)
        {
            string x = order.Chains == 1 ? "input0" : Text($"input{chain}");
            w.Line($"var {x} = {l.Broadcast(LaneText.At("x", Integer(order.Start(chain))))};");
            for (int v = 0; v < columns.Vectors; v++)
            {
                string weight = l.Load("weights", Integer(((long)order.Start(chain) * kernel.Stride) + (v * l.Count)));
                w.Line($"{Sum(chain, v)} = {l.MultiplyAdd(weight, x, Sum(chain, v))};");
            }
        }

        string Sum(int chain, int v) => chain == 0 ? Text($"sum{v}") : Text($"sum{v}Chain{chain}");
    }

    /// <summary>A tile of samples: each weight is loaded once for all of them; chains follow one another.</summary>
    private static void WriteSamples(SourceWriter w, LaneText l, DenseKernel kernel, ColumnWriter.Columns columns)
    {
        SumOrder order = kernel.Order;
        int samples = kernel.Tiles.Samples;
        for (int s = 0; s < samples; s++)
        {
            w.Line(Text($"ref {l.Element} x{s} = ref {LaneText.At("input", Integer((long)s * kernel.InputStride))};"));
        }

        w.Blank();
        ForEachSum(sum => w.Line($"var {sum.Name} = {Start(l, kernel.Bias, sum.Vector)};"));

        w.Blank();
        if (order.Chains == 1)
        {
            WriteTerms(Text($"for (nuint k = 0; k < {order.Terms}; k++)"));
            w.Blank();
            return;
        }

        w.Line("nuint k = 0;");
        WriteTerms(Text($"for (; k < {order.Length(0)}; k++)"));
        w.Blank();
        using (w.Open(Text($"for (nuint chain = 1; chain < {order.Chains}; chain++)")))
        {
            ForEachSum(sum => w.Line($"var before{sum.Name.Substring(3)} = {sum.Name};"));
            w.Blank();
            ForEachSum(sum => w.Line($"{sum.Name} = {l.Constant(-0.0)};"));
            w.Blank();
            w.Line(order.LongChains == 0
                ? Text($"nuint end = k + {order.ShortLength};")
                : Text($"nuint end = k + (nuint)(chain < {order.LongChains} ? {order.ShortLength + 1} : {order.ShortLength});"));
            WriteTerms("for (; k < end; k++)");
            w.Blank();
            ForEachSum(sum => w.Line($"{sum.Name} = before{sum.Name.Substring(3)} + {sum.Name};"));
        }

        w.Blank();

        void WriteTerms(string loop)
        {
            using (w.Open(loop))
            {
                for (int v = 0; v < columns.Vectors; v++)
                {
                    w.Line($"var weight{v} = {l.Load("weights", Integer(v * l.Count))};");
                }

                for (int s = 0; s < samples; s++)
                {
                    w.Line($"var input{s} = {l.Broadcast($"Unsafe.Add(ref x{s}, k)")};");
                    for (int v = 0; v < columns.Vectors; v++)
                    {
                        w.Line($"{SampleSum(s, v)} = {l.MultiplyAdd($"weight{v}", $"input{s}", SampleSum(s, v))};");
                    }
                }

                w.Line(Text($"weights = ref Unsafe.Add(ref weights, {kernel.Stride});"));
            }
        }

        void ForEachSum(Action<(string Name, int Vector)> action)
        {
            for (int s = 0; s < samples; s++)
            {
                for (int v = 0; v < columns.Vectors; v++)
                {
                    action((SampleSum(s, v), v));
                }
            }
        }
    }

    private static void WriteStores(SourceWriter w, LaneText l, DenseKernel kernel, ColumnWriter.Columns columns)
    {
        for (int s = 0; s < kernel.Tiles.Samples; s++)
        {
            for (int v = 0; v < columns.Vectors; v++)
            {
                string sum = kernel.Tiles.Samples == 1 ? Text($"sum{v}") : SampleSum(s, v);
                string value = kernel.Activation is null ? sum : $"{kernel.Activation}({sum})";
                int count = v == columns.Vectors - 1 ? columns.LastCount : l.Count;
                w.Line(l.StoreFirst(value, "output", columns.Offset((s * kernel.OutputStride) + (v * l.Count)), count));
            }
        }
    }

    private static string Start(LaneText l, string? bias, int vector) =>
        bias is null ? l.Constant(-0.0) : l.Load("bias", Integer(vector * l.Count));

    private static string SampleSum(int sample, int vector) => Text($"sum{sample}_{vector}");
}
