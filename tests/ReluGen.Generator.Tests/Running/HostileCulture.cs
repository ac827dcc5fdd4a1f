using System.Globalization;

namespace ReluGen.Tests.Generator.Running;

/// <summary>
/// The culture of a machine on which every careless conversion shows: decimal comma, U+2212 for minus, words of its own
/// for NaN and infinity, and Turkish casing where the machine has it.
/// </summary>
internal static class HostileCulture
{
    private static readonly CultureInfo Culture = Create();

    /// <summary>Runs <paramref name="function"/> under the culture.</summary>
    public static T Run<T>(Func<T> function)
    {
        CultureInfo previous = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Culture;
        try
        {
            return function();
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    private static CultureInfo Create()
    {
        CultureInfo culture;
        try
        {
            culture = new CultureInfo("tr-TR");
        }
        catch (CultureNotFoundException)
        {
            culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        }

        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NaNSymbol = "?";
        culture.NumberFormat.PositiveInfinitySymbol = "oneindig";
        return culture;
    }
}
