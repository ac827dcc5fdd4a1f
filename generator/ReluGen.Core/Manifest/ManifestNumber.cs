using System.Globalization;
using ReluGen.Emit;
using ReluGen.Model;

namespace ReluGen.Manifest;

/// <summary>
/// Numbers of a manifest, exact to the bit: the shortest decimal that reads back in the model's element type; with a
/// <c>d</c> behind it one that only double holds; <c>inf</c>, <c>-inf</c>, and <c>nan:</c> with the bits of the double.
/// </summary>
internal static class ManifestNumber
{
    private const string NotANumber = "nan:";
    private const string Infinity = "inf";

    /// <summary>The text of <paramref name="value"/> in a model of <paramref name="element"/>.</summary>
    public static string Write(double value, ElementKind element)
    {
        if (double.IsNaN(value))
        {
            return NotANumber + BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? Infinity : "-" + Infinity;
        }

        bool isFloat = element == ElementKind.Float && (float)value == value;
        string text = NumberText.Literal(value, isFloat ? ElementKind.Float : ElementKind.Double);
        return isFloat ? text.TrimEnd('f') : element == ElementKind.Float ? text + "d" : text;
    }

    /// <summary>The value of <paramref name="text"/>, or null where it is none.</summary>
    public static double? Read(string text, ElementKind element)
    {
        if (text.StartsWith(NotANumber, StringComparison.Ordinal))
        {
            return long.TryParse(text.Substring(NotANumber.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long bits)
                && double.IsNaN(BitConverter.Int64BitsToDouble(bits))
                    ? BitConverter.Int64BitsToDouble(bits)
                    : null;
        }

        if (text is Infinity or "-" + Infinity)
        {
            return text == Infinity ? double.PositiveInfinity : double.NegativeInfinity;
        }

        bool isDouble = element == ElementKind.Double || text.EndsWith("d", StringComparison.Ordinal);
        string digits = isDouble ? text.TrimEnd('d') : text;
        double value;
        if (isDouble)
        {
            if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            {
                return null;
            }
        }
        else
        {
            if (!float.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out float single))
            {
                return null;
            }

            value = single;
        }

        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return null;
        }

        // Some hosts read −0 without its sign.
        return value == 0 && digits.StartsWith("-", StringComparison.Ordinal) ? -0.0 : value;
    }
}
