using ReluGen.Interpreter;
using ReluGen.Model;

namespace ReluGen.Tool.Verifying;

/// <summary>Derivatives of Σ gradient·output in double, by central differences.</summary>
/// <param name="model">The model.</param>
/// <param name="input">The sample.</param>
/// <param name="outputGradient">The weights of the outputs.</param>
internal sealed class CentralDifferences(NetworkModel model, double[] input, double[] outputGradient)
{
    /// <summary>
    /// The larger step, relative to 1 + |x|. A difference is off by h²·|f‴|/6 and by rounding, about 2⁻⁵³·|f|/h: 1e-4 keeps both
    /// below 1e-8 for functions of order 1.
    /// </summary>
    private const double Step = 1e-4;

    /// <summary>Two step sizes that disagree by more than this, relative to 1 + |derivative|, straddle a bend or a step.</summary>
    private const double Disagreement = 1e-4;

    /// <summary>The roundings of a sum of outputs, each the result of a deep network, in units of 2⁻⁵³.</summary>
    private const double Roundings = 64;

    private readonly ReferenceInterpreter _reference = new(model);

    /// <summary>The derivative for an input element, or null at a bend.</summary>
    public Difference? OfInput(int element)
    {
        return Of(input[element], x =>
        {
            var moved = (double[])input.Clone();
            moved[element] = x;
            return Total(_reference.Forward(moved));
        });
    }

    /// <summary>The derivative for a parameter, or null at a bend.</summary>
    public Difference? OfParameter(ParameterChoice parameter) =>
        Of(parameter.Value, x => Total(new ReferenceInterpreter(parameter.Move(model, x)).Forward(input)));

    private (double Sum, double Size) Total(double[] output)
    {
        double sum = 0;
        double size = 0;
        for (int i = 0; i < output.Length; i++)
        {
            // No weight, no influence, not even that of an infinity.
            double term = outputGradient[i] == 0 ? 0 : outputGradient[i] * output[i];
            sum += term;
            size += Math.Abs(term);
        }

        return (sum, size);
    }

    private static Difference? Of(double x, Func<double, (double Sum, double Size)> function)
    {
        double h = Step * (1 + Math.Abs(x));
        (double here, double size) = function(x);
        Pair wide = Pair.At(function, x, here, h);
        Pair narrow = Pair.At(function, x, here, h / 2);
        double disagreement = Math.Abs(wide.Central - narrow.Central);
        double limit = Disagreement * (1 + Math.Abs(narrow.Central));

        // Between smooth neighbours, slopes to the left and to the right come together as the step shrinks; at a bend they stay apart.
        bool isBend = narrow.Gap > limit && narrow.Gap > 0.75 * wide.Gap;
        return !(disagreement <= limit) || isBend
            ? null
            : new Difference(narrow.Central, disagreement + (Roundings * Math.Pow(2, -53) * (size + Math.Abs(here)) / (h / 2)) + (1e-7 * (1 + Math.Abs(narrow.Central))));
    }

    /// <summary>The differences with a step.</summary>
    /// <param name="Central">Over both sides.</param>
    /// <param name="Gap">How far the slope to the right is from that to the left.</param>
    private readonly record struct Pair(double Central, double Gap)
    {
        public static Pair At(Func<double, (double Sum, double Size)> function, double x, double here, double h)
        {
            double right = function(x + h).Sum;
            double left = function(x - h).Sum;
            return new Pair((right - left) / (2 * h), Math.Abs(right - here - (here - left)) / h);
        }
    }
}

/// <summary>A derivative by differences.</summary>
/// <param name="Value">The derivative.</param>
/// <param name="Error">How far off it may be.</param>
internal readonly record struct Difference(double Value, double Error);
