using System.Globalization;

namespace DrugDosage.Reports;

/// <summary>Numbers as text, the same in every culture.</summary>
internal static class Numbers
{
    /// <summary>Two decimals; what rounds to zero has no sign.</summary>
    public static string TwoDecimals(float value) => Format(value, "0.00;-0.00;0.00");

    /// <summary>The shortest text that reads back as the same float.</summary>
    public static string Exact(float value) => Format(value, "R");

    /// <summary>A number in a format of .NET.</summary>
    public static string Format(IFormattable value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
