using System.Globalization;
using System.Text.RegularExpressions;

namespace ReluGen.Importing;

/// <summary>What a tensor is by its name.</summary>
internal enum WeightRole
{
    /// <summary>The name does not say.</summary>
    Unknown,

    /// <summary>Weights, [units, inputs] if nothing speaks against it.</summary>
    Weight,

    /// <summary>Weights, [inputs, units] if nothing speaks against it.</summary>
    Kernel,

    /// <summary>A bias.</summary>
    Bias,
}

/// <summary>The name of a tensor, taken apart.</summary>
/// <param name="Group">What the weights and the bias of a layer have in common: <c>net.2</c> of <c>net.2.weight</c>, <c>1</c> of <c>W1</c>.</param>
/// <param name="Role">What the tensor is.</param>
internal sealed record WeightName(string Group, WeightRole Role);

/// <summary>The names that are understood; <c>docs/weights.md</c> lists them.</summary>
internal static class WeightNames
{
    /// <summary>A name whose last part says what the tensor is: <c>net.2.weight</c>, <c>dense_1/kernel:0</c>, <c>fc1_bias</c>.</summary>
    private static readonly Regex Ending = new(
        "^(?<group>.*?)(?:^|[./_])(?<role>weight|kernel|bias)(?::0)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>A numbered name: <c>W1</c>, <c>b1</c>, <c>weights_0</c>, <c>layers/biases_0</c>, <c>coefs_0</c>.</summary>
    private static readonly Regex Numbered = new(
        "^(?<prefix>(?:.*[./])?)(?<role>weights?|w|kernels?|coefs|bias|biases|b|intercepts)_?(?<number>[0-9]+)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Number = new("[0-9]+", RegexOptions.CultureInvariant);

    /// <summary>Takes <paramref name="name"/> apart.</summary>
    public static WeightName Parse(string name)
    {
        Match match = Numbered.Match(name);
        if (match.Success)
        {
            return new WeightName(match.Groups["prefix"].Value + match.Groups["number"].Value, Role(match.Groups["role"].Value));
        }

        match = Ending.Match(name);
        return match.Success
            ? new WeightName(match.Groups["group"].Value, Role(match.Groups["role"].Value))
            : new WeightName(name, WeightRole.Unknown);
    }

    /// <summary>
    /// What groups have in common whose order is known: the name with each number replaced. A number that is missing at the
    /// end counts as there: Keras calls its layers <c>dense</c>, <c>dense_1</c>, <c>dense_2</c>.
    /// </summary>
    public static string Pattern(string group)
    {
        string pattern = Number.Replace(group, "#");
        return pattern.EndsWith("#", StringComparison.Ordinal) ? pattern.Substring(0, pattern.Length - 1).TrimEnd('_') : pattern;
    }

    /// <summary>Compares two groups of the same pattern, numbers as numbers.</summary>
    public static int Compare(string left, string right)
    {
        MatchCollection leftNumbers = Number.Matches(left);
        MatchCollection rightNumbers = Number.Matches(right);
        for (int i = 0; i < Math.Min(leftNumbers.Count, rightNumbers.Count); i++)
        {
            string leftDigits = leftNumbers[i].Value.TrimStart('0');
            string rightDigits = rightNumbers[i].Value.TrimStart('0');
            int order = leftDigits.Length != rightDigits.Length
                ? leftDigits.Length.CompareTo(rightDigits.Length)
                : string.CompareOrdinal(leftDigits, rightDigits);
            if (order != 0)
            {
                return order;
            }
        }

        int byCount = leftNumbers.Count.CompareTo(rightNumbers.Count);
        return byCount != 0 ? byCount : string.CompareOrdinal(left, right);
    }

    private static WeightRole Role(string text)
    {
        string role = text.ToLower(CultureInfo.InvariantCulture);
        return role switch
        {
            "weight" or "weights" or "w" => WeightRole.Weight,
            "kernel" or "kernels" or "coefs" => WeightRole.Kernel,
            _ => WeightRole.Bias,
        };
    }
}
