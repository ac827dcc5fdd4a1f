using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes the forward pass of tiny networks as straight-line scalar code with the weights as literals, to be inlined
/// into the caller.
/// </summary>
internal sealed class StraightLineForward
{
    private readonly NetworkPlan _plan;
    private readonly SourceWriter _w;
    private readonly StraightLineText _t;
    private readonly string _e;

    /// <summary>Prepares to write to <paramref name="writer"/>.</summary>
    public StraightLineForward(NetworkPlan plan, SourceWriter writer)
    {
        _plan = plan;
        _w = writer;
        _t = new StraightLineText(plan);
        _e = _t.Lanes.Element;
    }

    private bool IsScalarFunction => _plan.Model is { InputSize: 1, OutputSize: 1 };

    /// <summary>Writes the file.</summary>
    public static GeneratedFile Write(NetworkPlan plan) =>
        KernelFile.Write(plan, "Forward", writer => new StraightLineForward(plan, writer).WriteFile());

    private void WriteFile()
    {
        _w.Line("/// <summary>The network as straight-line code.</summary>");
        using (_w.Open("internal static partial class Kernels"))
        {
            if (IsScalarFunction)
            {
                _w.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
                using (_w.Open($"internal static {_e} Forward({_e} input)"))
                {
                    WriteLayers();
                    _w.Line("return output;");
                }

                _w.Blank();
                _w.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
                _w.Line($"private static void Forward(ref {_e} inputs, ref {_e} outputs) => outputs = Forward(inputs);");
            }
            else
            {
                _w.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
                using (_w.Open($"private static void Forward(ref {_e} inputs, ref {_e} outputs)"))
                {
                    WriteInputs();
                    WriteLayers();
                    WriteElements("outputs", StraightLineText.Units(_plan.Layers.Last()));
                }
            }

            _w.Blank();
            _w.Line($"internal static void Forward(ReadOnlySpan<{_e}> input, Span<{_e}> output) =>");
            _w.Line("    Forward(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output));");
            _w.Blank();
            using (_w.Open($"internal static void ForwardBatch(ReadOnlySpan<{_e}> inputs, Span<{_e}> outputs, int count)"))
            {
                _w.Line($"ref {_e} input = ref MemoryMarshal.GetReference(inputs);");
                _w.Line($"ref {_e} output = ref MemoryMarshal.GetReference(outputs);");
                using (_w.Open("for (; count > 0; count--)"))
                {
                    _w.Line("Forward(ref input, ref output);");
                    _w.Line(Text($"input = ref Unsafe.Add(ref input, {_plan.Model.InputSize});"));
                    _w.Line(Text($"output = ref Unsafe.Add(ref output, {_plan.Model.OutputSize});"));
                }
            }

            ActivationEmitter.Write(_w, _t.Lanes, _plan);
        }
    }

    /// <summary>Writes the inputs as locals.</summary>
    public void WriteInputs()
    {
        string[] inputs = StraightLineText.Inputs(_plan.Layers[0]);
        for (int k = 0; k < inputs.Length; k++)
        {
            _w.Line($"{_e} {inputs[k]} = {LaneText.At("inputs", Integer(k))};");
        }
    }

    /// <summary>Writes all layers, sums and activations as locals.</summary>
    /// <param name="withOutput">Whether the last layer's activation is needed.</param>
    public void WriteLayers(bool withOutput = true)
    {
        foreach (LayerPlan layer in _plan.Layers)
        {
            _w.Blank();
            _w.Line($"// {Describer.LayerFormula(layer)}");
            string[] units = StraightLineText.Units(layer);
            string[] inputs = StraightLineText.Inputs(layer);
            for (int n = 0; n < units.Length; n++)
            {
                int row = n;
                string sum = _t.Sum(layer.Dense.ForwardOrder, layer.Dense.Bias is { } bias ? bias[n] : null, k => (layer.Dense.Weights[(row * inputs.Length) + k], inputs[k]));
                _w.Line($"{_e} {StraightLineText.SumName(layer, units[n])} = {sum};");
            }

            if (withOutput || !layer.IsLast)
            {
                WriteActivations(layer, units);
            }
        }

        _w.Blank();
    }

    private void WriteActivations(LayerPlan layer, string[] units)
    {
        if (layer.Softmax is { } softmax)
        {
            WriteSoftmax(layer, softmax, units);
        }
        else if (!layer.IsIdentity)
        {
            string name = ActivationEmitter.Method(_plan, layer.Function);
            foreach (string unit in units)
            {
                _w.Line($"{_e} {unit} = {name}({StraightLineText.SumName(layer, unit)});");
            }
        }
    }

    private void WriteSoftmax(LayerPlan layer, SoftmaxNode softmax, string[] units)
    {
        string largest = layer.Name + "Largest";
        string total = layer.Name + "Total";
        _w.Line($"{_e} {largest} = {StraightLineText.SumName(layer, units[0])};");
        foreach (string unit in units.Skip(1))
        {
            _w.Line($"{largest} = {StraightLineText.SumName(layer, unit)} > {largest} ? {StraightLineText.SumName(layer, unit)} : {largest};");
        }

        foreach (string unit in units)
        {
            _w.Line($"{_e} {StraightLineText.Exponential(unit)} = VectorMath.Exp({StraightLineText.SumName(layer, unit)} - {largest});");
        }

        _w.Line($"{_e} {total} = {_t.Total(softmax.Order, i => (null, StraightLineText.Exponential(units[i])))};");
        if (softmax.IsLogarithm)
        {
            _w.Line($"{_e} {layer.Name}Logarithm = VectorMath.Log1p({total} - {Literal(1, _plan.Model.Element)});");
        }

        foreach (string unit in units)
        {
            _w.Line(softmax.IsLogarithm
                ? $"{_e} {unit} = ({StraightLineText.SumName(layer, unit)} - {largest}) - {layer.Name}Logarithm;"
                : $"{_e} {unit} = {StraightLineText.Exponential(unit)} / {total};");
        }
    }

    private void WriteElements(string target, string[] names)
    {
        _w.Blank();
        for (int i = 0; i < names.Length; i++)
        {
            _w.Line($"{LaneText.At(target, Integer(i))} = {names[i]};");
        }
    }
}
