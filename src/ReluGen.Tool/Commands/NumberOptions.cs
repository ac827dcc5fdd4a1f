using System.CommandLine.Parsing;
using System.Globalization;

namespace ReluGen.Tool.Commands;

/// <summary>Reads the numbers of options, the same in every culture; what is none, or out of range, is wrong usage.</summary>
internal static class NumberOptions
{
    /// <summary>A parser of a whole number.</summary>
    /// <param name="least">The least that may be given.</param>
    /// <param name="most">The most.</param>
    /// <param name="problem">What the option takes, said where it is given something else.</param>
    public static Func<ArgumentResult, int> Whole(int least, int most, string problem) =>
        result => Read(result, result.Tokens[0].Value, least, most, problem);

    /// <summary>The same for an option that may be left out.</summary>
    public static Func<ArgumentResult, int?> WholeOrNone(int least, int most, string problem) =>
        result => Read(result, result.Tokens[0].Value, least, most, problem);

    /// <summary>The same for an option that takes several.</summary>
    public static Func<ArgumentResult, int[]> Several(int least, int most, string problem) =>
        result => result.Tokens.Select(token => Read(result, token.Value, least, most, problem)).ToArray();

    /// <summary>A parser of a number that is not negative, for an option that may be left out.</summary>
    /// <param name="problem">What the option takes, said where it is given something else.</param>
    public static Func<ArgumentResult, double?> PositiveOrNone(string problem) => result =>
    {
        if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= 0)
        {
            return number;
        }

        result.AddError($"{problem}, not '{result.Tokens[0].Value}'.");
        return null;
    };

    private static int Read(ArgumentResult result, string text, int least, int most, string problem)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"{problem}, not '{text}'.");
        return least;
    }
}
