using System.Globalization;
using ReluGen.Model;

namespace ReluGen.Emit;

/// <summary>Numbers as C# literals that compile back to the same bits, as short as they come, the same on every host.</summary>
internal static class NumberText
{
    /// <summary>The literal of a finite <paramref name="value"/> that is already rounded to <paramref name="element"/>.</summary>
    public static string Literal(double value, ElementKind element) =>
        element == ElementKind.Float ? Float((float)value) + "f" : Double(value);

    /// <summary>The literal of any <paramref name="value"/>: infinities and NaN by name.</summary>
    public static string Special(double value, ElementKind element) =>
        double.IsNaN(value) ? $"{LaneText.ElementName(element)}.NaN"
        : double.IsInfinity(value) ? $"{LaneText.ElementName(element)}.{(value > 0 ? "PositiveInfinity" : "NegativeInfinity")}"
        : Literal(value, element);

    private static string Float(float value)
    {
        // 6 digits always survive decimal → float → decimal, 9 always survive float → decimal → float.
        for (int digits = 6; ; digits++)
        {
            string text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (digits == 9 || float.Parse(text, CultureInfo.InvariantCulture).Equals(value))
            {
                return Signed(text, value == 0 && 1 / value < 0);
            }
        }
    }

    private static string Double(double value)
    {
        for (int digits = 15; ; digits++)
        {
            string text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (digits == 17 || double.Parse(text, CultureInfo.InvariantCulture).Equals(value))
            {
                text = Signed(text, value == 0 && 1 / value < 0);
                return text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
            }
        }
    }

    /// <summary>Some hosts print −0 without its sign.</summary>
    private static string Signed(string text, bool isNegativeZero) => isNegativeZero ? "-0" : text;

    /// <summary>A number as text, invariant.</summary>
    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Text with invariant numbers in its holes.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
