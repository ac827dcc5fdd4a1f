using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes tiny networks as straight-line scalar code with the weights as literals, to be inlined into the caller.</summary>
internal sealed class StraightLineEmitter
{
    private readonly NetworkPlan _plan;
    private readonly SourceWriter _w;
    private readonly LaneText _l;
    private readonly string _e;

    private StraightLineEmitter(NetworkPlan plan, SourceWriter writer)
    {
        _plan = plan;
        _w = writer;
        _l = new LaneText(new Lanes(LaneWidth.Scalar, plan.Model.Element), plan.Model.Arithmetic);
        _e = _l.Element;
    }

    private bool IsScalarFunction => _plan.Model is { InputSize: 1, OutputSize: 1 };

    /// <summary>Writes the forward and the backward file.</summary>
    public static IEnumerable<GeneratedFile> Write(NetworkPlan plan) =>
    [
        KernelFile.Write(plan, "Forward", writer => new StraightLineEmitter(plan, writer).WriteForward()),
        KernelFile.Write(plan, "Backward", writer => new StraightLineEmitter(plan, writer).WriteBackward()),
    ];

    private void WriteForward()
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
                    WriteElements("outputs", Units(_plan.Layers.Last()));
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

            ActivationEmitter.Write(_w, _l, _plan);
        }
    }

    private void WriteBackward()
    {
        int parameters = _plan.Model.ParameterCount;
        _w.Line("/// <summary>The network's gradients as straight-line code.</summary>");
        using (_w.Open("internal static partial class Kernels"))
        {
            WriteBackwardEntry(parameters);
            WriteSample("InputGradient", $"ref {_e} inputs, ref {_e} outputGradients, ref {_e} inputGradients", false);
            WriteSample("AddGradients", $"ref {_e} inputs, ref {_e} outputGradients, ref {_e} inputGradients, ref {_e} parameterSums, bool wantsInputs", true);
            DerivativeEmitter.Write(_w, _l, _plan);
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
            WriteInputs();
            WriteLayers();
            LayerPlan last = _plan.Layers.Last();
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
        string[] units = Units(last);
        for (int i = 0; i < units.Length; i++)
        {
            _w.Line($"{_e} {Gradient(units[i])} = {LaneText.At("outputGradients", Integer(i))};");
        }
    }

    private void WriteLayerGradients(LayerPlan layer, bool withParameters)
    {
        string[] units = Units(layer);
        string[] inputs = Inputs(layer);
        DenseNode dense = layer.Dense;
        WriteDerivative(layer, units);

        if (withParameters)
        {
            for (int n = 0; n < units.Length; n++)
            {
                for (int k = 0; k < inputs.Length; k++)
                {
                    string sum = LaneText.At("parameterSums", Integer(dense.ParameterOffset + (n * inputs.Length) + k));
                    _w.Line($"{sum} = {_l.MultiplyAdd(Gradient(units[n]), inputs[k], sum)};");
                }
            }

            for (int n = 0; n < units.Length && dense.Bias is not null; n++)
            {
                _w.Line($"{LaneText.At("parameterSums", Integer(dense.BiasOffset + n))} += {Gradient(units[n])};");
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
        _w.Line($"// the gradient for {layer.InputName} = weightsᵀ · {layer.Name}'s gradient");
        for (int k = 0; k < inputs.Length; k++)
        {
            int column = k;
            string sum = Sum(layer.Dense.InputGradientOrder, null, n => (layer.Dense.Weights[(n * inputs.Length) + column], Gradient(units[n])));
            _w.Line(layer.IsFirst
                ? $"{LaneText.At("inputGradients", Integer(k))} = {sum};"
                : $"{_e} {Gradient(inputs[k])} = {sum};");
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
            _w.Line($"{_e} {layer.Name}GradientTotal = {Total(softmax.Order, i => softmax.IsLogarithm
                ? (null, Gradient(units[i]))
                : (units[i], Gradient(units[i])))};");
            foreach (string unit in units)
            {
                _w.Line(softmax.IsLogarithm
                    ? $"{Gradient(unit)} -= VectorMath.Exp({unit}) * {layer.Name}GradientTotal;"
                    : $"{Gradient(unit)} = {unit} * ({Gradient(unit)} - {layer.Name}GradientTotal);");
            }

            return;
        }

        string name = ActivationEmitter.Name(_plan, layer.Function);
        foreach (string unit in units)
        {
            string value = DerivativeEmitter.ReadsActivation(layer.Function.Kind) ? unit : SumName(layer, unit);
            _w.Line($"{Gradient(unit)} = {name}Derivative({value}, {Gradient(unit)});");
        }
    }

    private void WriteInputs()
    {
        string[] inputs = Inputs(_plan.Layers[0]);
        for (int k = 0; k < inputs.Length; k++)
        {
            _w.Line($"{_e} {inputs[k]} = {LaneText.At("inputs", Integer(k))};");
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

    private void WriteLayers()
    {
        foreach (LayerPlan layer in _plan.Layers)
        {
            _w.Blank();
            _w.Line($"// {Describer.LayerFormula(layer)}");
            string[] units = Units(layer);
            string[] inputs = Inputs(layer);
            for (int n = 0; n < units.Length; n++)
            {
                int row = n;
                string sum = Sum(layer.Dense.ForwardOrder, layer.Dense.Bias is { } bias ? bias[n] : null, k => (layer.Dense.Weights[(row * inputs.Length) + k], inputs[k]));
                _w.Line($"{_e} {SumName(layer, units[n])} = {sum};");
            }

            WriteActivations(layer, units);
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
                _w.Line($"{_e} {unit} = {name}({SumName(layer, unit)});");
            }
        }
    }

    private void WriteSoftmax(LayerPlan layer, SoftmaxNode softmax, string[] units)
    {
        string largest = layer.Name + "Largest";
        string total = layer.Name + "Total";
        _w.Line($"{_e} {largest} = {SumName(layer, units[0])};");
        foreach (string unit in units.Skip(1))
        {
            _w.Line($"{largest} = {SumName(layer, unit)} > {largest} ? {SumName(layer, unit)} : {largest};");
        }

        foreach (string unit in units)
        {
            _w.Line($"{_e} {Exponential(unit)} = VectorMath.Exp({SumName(layer, unit)} - {largest});");
        }

        _w.Line($"{_e} {total} = {Total(softmax.Order, i => (null, Exponential(units[i])))};");
        if (softmax.IsLogarithm)
        {
            _w.Line($"{_e} {layer.Name}Logarithm = VectorMath.Log1p({total} - {Literal(1, _plan.Model.Element)});");
        }

        foreach (string unit in units)
        {
            _w.Line(softmax.IsLogarithm
                ? $"{_e} {unit} = ({SumName(layer, unit)} - {largest}) - {layer.Name}Logarithm;"
                : $"{_e} {unit} = {Exponential(unit)} / {total};");
        }
    }

    /// <summary>A sum of weights times values in the order that the model names, as one expression.</summary>
    private string Sum(SumOrder order, double? bias, Func<int, (double Weight, string Value)> term) =>
        Chains(order, chain =>
        {
            string? sum = chain == 0 && bias is { } start ? Literal(start, _plan.Model.Element) : null;
            for (int i = order.Start(chain); i < order.Start(chain) + order.Length(chain); i++)
            {
                (double weight, string value) = term(i);
                string literal = Literal(weight, _plan.Model.Element);
                sum = sum is null ? $"{literal} * {value}" : _l.MultiplyAdd(literal, value, sum);
            }

            return sum!;
        });

    /// <summary>A sum of values, or of products of two of them, in the order that the model names.</summary>
    private string Total(SumOrder order, Func<int, (string? Left, string Right)> term) =>
        Chains(order, chain =>
        {
            string? sum = null;
            for (int i = order.Start(chain); i < order.Start(chain) + order.Length(chain); i++)
            {
                (string? left, string right) = term(i);
                sum = (sum, left) switch
                {
                    (null, null) => right,
                    (null, _) => $"({right} * {left})",
                    (_, null) => $"{sum} + {right}",
                    _ => _l.MultiplyAdd(right, left, sum),
                };
            }

            return sum!;
        });

    private static string Chains(SumOrder order, Func<int, string> chain)
    {
        string sum = chain(0);
        for (int c = 1; c < order.Chains; c++)
        {
            sum = $"({sum}) + ({chain(c)})";
        }

        return sum;
    }

    private static string[] Units(LayerPlan layer) => Names(layer.Name, layer.Dense.Units);

    private static string[] Inputs(LayerPlan layer) => Names(layer.InputName, layer.Dense.InputSize);

    private static string[] Names(string name, int count) =>
        count == 1 ? [name] : Enumerable.Range(0, count).Select(i => Text($"{name}_{i}")).ToArray();

    private static string SumName(LayerPlan layer, string unit) => layer.IsIdentity ? unit : Word(unit, "Sum");

    private static string Gradient(string name) => Word(name, "Gradient");

    private static string Exponential(string name) => Word(name, "Exponential");

    /// <summary>Puts a word before a name's unit number: <c>hidden_0</c> and Sum make <c>hiddenSum_0</c>.</summary>
    private static string Word(string name, string word)
    {
        int number = name.LastIndexOf('_');
        return number < 0 ? name + word : name.Substring(0, number) + word + name.Substring(number);
    }
}
