using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes activations as small methods over one register. The formulas are those of <c>docs/numerics.md</c>.</summary>
internal static class ActivationEmitter
{
    /// <summary>The method name of each function of the plan that is not the identity; numbered where parameters differ.</summary>
    public static IReadOnlyList<(string Name, ActivationFunction Function)> Functions(NetworkPlan plan)
    {
        var functions = new List<(string Name, ActivationFunction Function)>();
        foreach (ActivationFunction function in plan.Functions.Distinct())
        {
            if (function.Kind != ActivationKind.Identity)
            {
                int same = functions.Count(other => other.Function.Kind == function.Kind);
                functions.Add((same == 0 ? function.Kind.ToString() : Text($"{function.Kind}{same + 1}"), function));
            }
        }

        return functions;
    }

    /// <summary>The method name of <paramref name="function"/> in <paramref name="plan"/>.</summary>
    public static string Name(NetworkPlan plan, ActivationFunction function) =>
        Functions(plan).First(known => known.Function == function).Name;

    /// <summary>The method to call for <paramref name="function"/>: the runtime's for ReLU, else the plan's own.</summary>
    public static string Method(NetworkPlan plan, ActivationFunction function) =>
        function.Kind == ActivationKind.Relu ? "VectorMath.Relu" : Name(plan, function);

    /// <summary>How often straight-line code for vectors may inline a long activation before the JIT compiler's budget is at risk.</summary>
    private const int MostInlined = 4;

    /// <summary>Writes a method for each activation of the plan but ReLU.</summary>
    public static void Write(SourceWriter writer, LaneText lanes, NetworkPlan plan)
    {
        foreach ((string name, ActivationFunction function) in Functions(plan).Where(known => known.Function.Kind != ActivationKind.Relu))
        {
            int uses = plan.Layers.Where(layer => layer.HasPass && layer.Function == function).Sum(layer => layer.Dense.Units);
            bool isCalled = plan.Form == NetworkForm.StraightLine && lanes.Lanes.IsVector && uses > MostInlined;
            writer.Blank();
            writer.Line($"// {Describing.Describer.ActivationFormula(function)}");
            writer.Line($"[MethodImpl(MethodImplOptions.{(isCalled ? "NoInlining" : "AggressiveInlining")})]");
            using (writer.Open($"private static {lanes.Vector} {name}({lanes.Vector} z)"))
            {
                WriteBody(writer, lanes, function);
            }
        }
    }

    /// <summary>Writes the passes over stored sums that long activations take.</summary>
    public static void WritePasses(SourceWriter writer, LaneText lanes, NetworkPlan plan)
    {
        foreach (LayerPlan layer in plan.Layers.Where(layer => layer.HasPass).GroupBy(layer => layer.Function).Select(same => same.First()))
        {
            writer.Blank();
            writer.Line($"// {Describing.Describer.FunctionName(layer)} of stored sums, in place");
            writer.Line(KernelFile.NotInlined);
            using (writer.Open($"private static void {Pass(plan, layer)}(ref {lanes.Element} sums, nuint length)"))
            using (writer.Open(Text($"for (nuint i = 0; i < length; i += {lanes.Count})")))
            {
                writer.Line(lanes.Store($"{Method(plan, layer.Function)}({lanes.Load("sums", "i")})", "sums", "i"));
            }
        }
    }

    /// <summary>The name of the pass of a layer that has one.</summary>
    public static string Pass(NetworkPlan plan, LayerPlan layer) => Name(plan, layer.Function) + "Pass";

    private static void WriteBody(SourceWriter w, LaneText l, ActivationFunction f)
    {
        string zero = l.Constant(0);
        string one = l.Constant(1);
        switch (f.Kind)
        {
            case ActivationKind.LeakyRelu:
                w.Line($"return {l.Select("z", "<", zero, $"{l.Constant(f.Slope)} * z", "z")};");
                break;
            case ActivationKind.ClippedRelu:
                w.Line("var a = VectorMath.Relu(z);");
                w.Line($"var maximum = {l.Constant(f.Maximum)};");
                w.Line($"return {l.Select("a", ">", "maximum", "maximum", "a")};");
                break;
            case ActivationKind.Elu:
                w.Line($"return {l.Select("z", "<", zero, $"{l.Constant(f.Alpha)} * VectorMath.Expm1(z)", "z")};");
                break;
            case ActivationKind.Selu:
                w.Line($"return {l.Select("z", "<", zero, $"{l.Constant(Selu.LambdaAlpha)} * VectorMath.Expm1(z)", $"{l.Constant(Selu.Lambda)} * z")};");
                break;
            case ActivationKind.Celu:
                w.Line($"var alpha = {l.Constant(f.Alpha)};");
                w.Line($"return {l.Select("z", "<", zero, "alpha * VectorMath.Expm1(z / alpha)", "z")};");
                break;
            case ActivationKind.SoftPlus:
                w.Line($"return {SoftPlus(l)};");
                break;
            case ActivationKind.Sigmoid:
                w.Line("return VectorMath.Sigmoid(z);");
                break;
            case ActivationKind.Tanh:
                w.Line("return VectorMath.Tanh(z);");
                break;
            case ActivationKind.SoftSign:
                w.Line($"return z / ({one} + {l.Abs("z")});");
                break;
            case ActivationKind.HardSigmoid:
                w.Line($"var t = (z * {l.Constant(f.Slope)}) + {l.Constant(f.Offset)};");
                WriteClamp(w, l, "t", zero, one);
                break;
            case ActivationKind.HardTanh:
                WriteClamp(w, l, "z", l.Constant(f.Minimum), l.Constant(f.Maximum));
                break;
            case ActivationKind.Gelu:
                w.Line($"return ({l.Constant(0.5)} * z) * ({one} + VectorMath.Erf(z * {l.Constant(Gelu.SqrtHalf)}));");
                break;
            case ActivationKind.GeluTanh:
                w.Line($"return z * VectorMath.Sigmoid(z * ({l.Constant(Gelu.Linear)} + ({l.Constant(Gelu.Cubic)} * (z * z))));");
                break;
            case ActivationKind.Silu:
                w.Line("return z * VectorMath.Sigmoid(z);");
                break;
            case ActivationKind.HardSwish:
                w.Line($"var t = (z * {l.Constant(1.0 / 6)}) + {l.Constant(0.5)};");
                w.Line($"var below = {l.Select("t", ">", one, one, "t")};");
                w.Line($"return z * ({l.Select("t", "<", zero, zero, "below")});");
                break;
            case ActivationKind.Mish:
                w.Line($"return z * VectorMath.Tanh({SoftPlus(l)});");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(f), f.Kind, null);
        }
    }

    /// <summary>The formula of softplus for <c>z</c>.</summary>
    public static string SoftPlus(LaneText l) => $"VectorMath.Relu(z) + VectorMath.Log1p(VectorMath.Exp(-{l.Abs("z")}))";

    private static void WriteClamp(SourceWriter w, LaneText l, string value, string minimum, string maximum)
    {
        w.Line($"var minimum = {minimum};");
        w.Line($"var maximum = {maximum};");
        w.Line($"var above = {l.Select(value, ">", "maximum", "maximum", value)};");
        w.Line($"return {l.Select(value, "<", "minimum", "minimum", "above")};");
    }
}

/// <summary>SELU's constants (Klambauer et al., 2017).</summary>
internal static class Selu
{
    public const double Lambda = 1.0507009873554805;
    public const double LambdaAlpha = Lambda * 1.6732632423543772;
}

/// <summary>GELU's constants (Hendrycks and Gimpel, 2016).</summary>
internal static class Gelu
{
    /// <summary>√½.</summary>
    public const double SqrtHalf = 0.70710678118654752;

    /// <summary>1/√(2π).</summary>
    public const double Density = 0.39894228040143268;

    /// <summary>2√(2/π).</summary>
    public const double Linear = 1.5957691216057308;

    /// <summary>2√(2/π)·0.044715.</summary>
    public const double Cubic = Linear * 0.044715;

    /// <summary>Beyond ±16 the sigmoid is 0 or 1 to the last bit that shows; the derivative is taken no farther out.</summary>
    public const double Limit = 16;

    /// <summary>The derivative of the cubic term: three times <see cref="Cubic"/>.</summary>
    public const double CubicDerivative = 3 * Linear * 0.044715;
}
