using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the backward pass of tiny networks as straight-line scalar code with the weights as literals.</summary>
internal sealed class StraightLineBackward
{
    private readonly NetworkPlan _plan;
    private readonly SourceWriter _w;
    private readonly StraightLineText _t;
    private readonly StraightLineLayers _forward;
    private readonly string _e;

    private StraightLineBackward(NetworkPlan plan, SourceWriter writer)
    {
        _plan = plan;
        _w = writer;
        _t = new StraightLineText(plan, LaneWidth.Scalar);
        _forward = new StraightLineLayers(plan, writer, LaneWidth.Scalar);
        _e = _t.Lanes.Element;
    }

    /// <summary>Writes the file.</summary>
    public static GeneratedFile Write(NetworkPlan plan) =>
        KernelFile.Write(plan, "Backward", writer => new StraightLineBackward(plan, writer).WriteFile());

    private void WriteFile()
    {
        int parameters = _plan.Model.ParameterCount;
        _w.Line("/// <summary>The network's gradients as straight-line code.</summary>");
        using (_w.Open("internal static partial class Kernels"))
        {
            WriteBackwardEntry(parameters);
            WriteSample("InputGradient", $"ref {_e} inputs, ref {_e} outputGradients, ref {_e} inputGradients", false);
            WriteSample("AddGradients", $"ref {_e} inputs, ref {_e} outputGradients, ref {_e} inputGradients, ref {_e} parameterSums, bool wantsInputs", true);
            DerivativeEmitter.Write(_w, _t.Lanes, _plan);
        }
    }

    private void WriteBackwardEntry(int parameters)
    {
        string identity = Literal(-0.0, _plan.Model.Element);
        _w.Line("// An empty inputGradients or parameterGradient is not wanted and not computed.");
        using (_w.Open($"internal static void Backward(ReadOnlySpan<{_e}> inputs, ReadOnlySpan<{_e}> outputGradients, Span<{_e}> inputGradients, Span<{_e}> parameterGradient, int count)"))
        {
            _w.Line($"ref {_e} input = ref MemoryMarshal.GetReference(inputs);");
            _w.Line($"ref {_e} outputGradient = ref MemoryMarshal.GetReference(outputGradients);");
            _w.Line($"ref {_e} inputGradient = ref MemoryMarshal.GetReference(inputGradients);");
            _w.Line("bool wantsInputs = !inputGradients.IsEmpty;");
            using (_w.Open("if (parameterGradient.IsEmpty)"))
            {
                using (_w.Open("for (; count > 0; count--)"))
                {
                    _w.Line("InputGradient(ref input, ref outputGradient, ref inputGradient);");
                    WriteAdvance(isConditional: false);
                }

                _w.Blank();
                _w.Line("return;");
            }

            _w.Blank();
            _w.Line(Text($"// Chains of at most {NetworkModel.GradientChunk} samples, added from left to right; -0 is what changes nothing when it is added to."));
            _w.Line(Text($"Span<{_e}> sums = stackalloc {_e}[{parameters}];"));
            _w.Line($"parameterGradient.Fill({identity});");
            using (_w.Open("while (count > 0)"))
            {
                _w.Line($"sums.Fill({identity});");
                using (_w.Open(Text($"for (int chunk = Math.Min(count, {NetworkModel.GradientChunk}); chunk > 0; chunk--, count--)")))
                {
                    _w.Line("AddGradients(ref input, ref outputGradient, ref inputGradient, ref MemoryMarshal.GetReference(sums), wantsInputs);");
                    WriteAdvance(isConditional: true);
                }

                _w.Blank();
                using (_w.Open("for (int i = 0; i < sums.Length; i++)"))
                {
                    _w.Line("parameterGradient[i] += sums[i];");
                }
            }
        }
    }

    private void WriteAdvance(bool isConditional)
    {
        _w.Line(Text($"input = ref Unsafe.Add(ref input, {_plan.Model.InputSize});"));
        _w.Line(Text($"outputGradient = ref Unsafe.Add(ref outputGradient, {_plan.Model.OutputSize});"));
        string advance = Text($"inputGradient = ref Unsafe.Add(ref inputGradient, {_plan.Model.InputSize});");
        if (!isConditional)
        {
            _w.Line(advance);
            return;
        }

        using (_w.Open("if (wantsInputs)"))
        {
            _w.Line(advance);
        }
    }

    private void WriteSample(string method, string arguments, bool withParameters)
    {
        _w.Blank();
        using (_w.Open($"private static void {method}({arguments})"))
        {
            _forward.WriteInputs("inputs");
            LayerPlan last = _plan.Layers.Last();
            _forward.Write(withOutput: last.Softmax is not null || DerivativeEmitter.ReadsActivation(last.Function.Kind));
            WriteGradients(last);
            foreach (LayerPlan layer in _plan.Layers.Reverse())
            {
                WriteLayerGradients(layer, withParameters);
            }
        }
    }

    private void WriteGradients(LayerPlan last)
    {
        _w.Blank();
        string[] units = StraightLineText.Units(last);
        for (int i = 0; i < units.Length; i++)
        {
            _w.Line($"{_e} {StraightLineText.Gradient(units[i])} = {LaneText.At("outputGradients", Integer(i))};");
        }
    }

    private void WriteDerivative(LayerPlan layer, string[] units)
    {
        if (layer.IsIdentity)
        {
            return;
        }

        _w.Blank();
        _w.Line($"// through {Describer.FunctionName(layer)}");
        if (layer.Softmax is { } softmax)
        {
            _w.Line($"{_e} {layer.Name}GradientTotal = {_t.Total(softmax.Order, i => softmax.IsLogarithm
                ? (null, StraightLineText.Gradient(units[i]))
                : (units[i], StraightLineText.Gradient(units[i])))};");
            foreach (string unit in units)
            {
                _w.Line(softmax.IsLogarithm
                    ? $"{StraightLineText.Gradient(unit)} -= VectorMath.Exp({unit}) * {layer.Name}GradientTotal;"
                    : $"{StraightLineText.Gradient(unit)} = {unit} * ({StraightLineText.Gradient(unit)} - {layer.Name}GradientTotal);");
            }

            return;
        }

        string name = ActivationEmitter.Name(_plan, layer.Function);
        foreach (string unit in units)
        {
            string value = DerivativeEmitter.ReadsActivation(layer.Function.Kind) ? unit : StraightLineText.SumName(layer, unit);
            _w.Line($"{StraightLineText.Gradient(unit)} = {name}Derivative({value}, {StraightLineText.Gradient(unit)});");
        }
    }

    private void WriteLayerGradients(LayerPlan layer, bool withParameters)
    {
        string[] units = StraightLineText.Units(layer);
        string[] inputs = StraightLineText.Inputs(layer);
        DenseNode dense = layer.Dense;
        WriteDerivative(layer, units);

        if (withParameters)
        {
            for (int n = 0; n < units.Length; n++)
            {
                for (int k = 0; k < inputs.Length; k++)
                {
                    string sum = LaneText.At("parameterSums", Integer(dense.WeightPlace(n, k)));
                    _w.Line($"{sum} = {_t.Lanes.MultiplyAdd(StraightLineText.Gradient(units[n]), inputs[k], sum)};");
                }
            }

            for (int n = 0; n < units.Length && dense.Bias is not null; n++)
            {
                _w.Line($"{LaneText.At("parameterSums", Integer(dense.BiasOffset + n))} += {StraightLineText.Gradient(units[n])};");
            }
        }

        if (layer.IsFirst && withParameters)
        {
            using (_w.Open("if (wantsInputs)"))
            {
                WriteInputGradients(layer, units, inputs);
            }
        }
        else
        {
            WriteInputGradients(layer, units, inputs);
        }
    }

    private void WriteInputGradients(LayerPlan layer, string[] units, string[] inputs)
    {
        _w.Blank();
        _w.Line($"// {Describer.InputGradientFormula(layer)}");
        for (int k = 0; k < inputs.Length; k++)
        {
            int column = k;
            string sum = _t.Sum(layer.Dense.InputGradientOrder, null, n => (layer.Dense.Weights[(n * inputs.Length) + column], StraightLineText.Gradient(units[n])));
            _w.Line(layer.IsFirst
                ? $"{LaneText.At("inputGradients", Integer(k))} = {sum};"
                : $"{_e} {StraightLineText.Gradient(inputs[k])} = {sum};");
        }
    }
}
