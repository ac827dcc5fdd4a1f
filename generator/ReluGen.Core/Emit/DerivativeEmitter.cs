using ReluGen.Model;
using ReluGen.Planning;

namespace ReluGen.Emit;

/// <summary>
/// Writes the derivatives of activations as small methods over one register: from the sums <c>z</c>, the activations
/// <c>a</c> and the gradient <c>g</c> for the activations to the gradient for the sums. The formulas are those of
/// <c>docs/numerics.md</c>.
/// </summary>
internal static class DerivativeEmitter
{
    /// <summary>Whether the derivative is computed from the activations rather than from the sums.</summary>
    public static bool ReadsActivation(ActivationKind kind) => kind is ActivationKind.Sigmoid or ActivationKind.Tanh;

    /// <summary>Writes a method for the derivative of each activation of the plan.</summary>
    public static void Write(SourceWriter writer, LaneText lanes, NetworkPlan plan)
    {
        foreach ((string name, ActivationFunction function) in ActivationEmitter.Functions(plan))
        {
            string argument = ReadsActivation(function.Kind) ? "a" : "z";
            writer.Blank();
            writer.Line($"// {Describing.Describer.DerivativeFormula(function, plan.Model.DerivativeAtZero)}");
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            using (writer.Open($"private static {lanes.Vector} {name}Derivative({lanes.Vector} {argument}, {lanes.Vector} g)"))
            {
                WriteBody(writer, lanes, function, plan.Model.DerivativeAtZero == 1 ? "<" : "<=");
            }
        }
    }

    private static void WriteBody(SourceWriter w, LaneText l, ActivationFunction f, string below)
    {
        string zero = l.Constant(0);
        string one = l.Constant(1);
        switch (f.Kind)
        {
            case ActivationKind.Relu:
                w.Line($"return {l.Select("z", below, zero, zero, "g")};");
                break;
            case ActivationKind.LeakyRelu:
                w.Line($"return {l.Select("z", below, zero, $"{l.Constant(f.Slope)} * g", "g")};");
                break;
            case ActivationKind.ClippedRelu:
                w.Line($"var rising = {l.Select("z", below, zero, zero, "g")};");
                w.Line($"return {l.Select("z", ">=", l.Constant(f.Maximum), zero, "rising")};");
                break;
            case ActivationKind.Elu:
                w.Line($"return {l.Select("z", below, zero, $"g * ({l.Constant(f.Alpha)} * VectorMath.Exp(z))", "g")};");
                break;
            case ActivationKind.Selu:
                w.Line($"return {l.Select("z", below, zero, $"g * ({l.Constant(Selu.LambdaAlpha)} * VectorMath.Exp(z))", $"g * {l.Constant(Selu.Lambda)}")};");
                break;
            case ActivationKind.Celu:
                w.Line($"return {l.Select("z", "<", zero, $"g * VectorMath.Exp(z / {l.Constant(f.Alpha)})", "g")};");
                break;
            case ActivationKind.SoftPlus:
                w.Line("return g * VectorMath.Sigmoid(z);");
                break;
            case ActivationKind.SoftSign:
                w.Line($"var q = {one} + {l.Abs("z")};");
                w.Line("return g / (q * q);");
                break;
            case ActivationKind.Sigmoid:
                w.Line($"return g * (a * ({one} - a));");
                break;
            case ActivationKind.HardSigmoid:
                w.Line($"var slope = {l.Constant(f.Slope)};");
                w.Line($"var t = (z * slope) + {l.Constant(f.Offset)};");
                w.Line($"var inside = {l.Select("t", ">=", one, zero, "g * slope")};");
                w.Line($"return {l.Select("t", "<=", zero, zero, "inside")};");
                break;
            case ActivationKind.Tanh:
                w.Line($"return g * ({one} - (a * a));");
                break;
            case ActivationKind.HardTanh:
                w.Line($"var inside = {l.Select("z", ">=", l.Constant(f.Maximum), zero, "g")};");
                w.Line($"return {l.Select("z", "<=", l.Constant(f.Minimum), zero, "inside")};");
                break;
            case ActivationKind.Gelu:
                w.Line($"var p = {one} + VectorMath.Erf(z * {l.Constant(Gelu.SqrtHalf)});");
                w.Line($"var density = {l.Constant(Gelu.Density)} * VectorMath.Exp((z * z) * {l.Constant(-0.5)});");
                w.Line($"return g * (({l.Constant(0.5)} * p) + (z * density));");
                break;
            case ActivationKind.GeluTanh:
                w.Line($"var limit = {l.Constant(Gelu.Limit)};");
                w.Line($"var below = {l.Select("z", ">", "limit", "limit", "z")};");
                w.Line($"var w = {l.Select("z", "<", "-limit", "-limit", "below")};");
                w.Line("var q = w * w;");
                w.Line($"var s = VectorMath.Sigmoid(w * ({l.Constant(Gelu.Linear)} + ({l.Constant(Gelu.Cubic)} * q)));");
                w.Line($"var slope = w * ({l.Constant(Gelu.Linear)} + ({l.Constant(Gelu.CubicDerivative)} * q));");
                w.Line($"return g * (s + (slope * (s * ({one} - s))));");
                break;
            case ActivationKind.Silu:
                w.Line("var s = VectorMath.Sigmoid(z);");
                w.Line($"return g * (s * ({one} + (z * ({one} - s))));");
                break;
            case ActivationKind.HardSwish:
                w.Line($"var slope = (z * {l.Constant(1.0 / 3)}) + {l.Constant(0.5)};");
                w.Line($"var inside = {l.Select("z", ">=", l.Constant(3), "g", "g * slope")};");
                w.Line($"return {l.Select("z", "<=", l.Constant(-3), zero, "inside")};");
                break;
            case ActivationKind.Mish:
                w.Line($"var t = VectorMath.Tanh({ActivationEmitter.SoftPlus(l)});");
                w.Line($"return g * (t + ((z * ({one} - (t * t))) * VectorMath.Sigmoid(z)));");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(f), f.Kind, null);
        }
    }
}
