using System.Globalization;
using System.Text;
using ReluGen.Emit;
using ReluGen.Model;

namespace ReluGen.Manifest;

/// <summary>One line of a manifest while it is written: words apart by one space each, ASCII only.</summary>
/// <param name="element">The model's element type, which numbers are written in.</param>
internal sealed class ManifestLine(ElementKind element)
{
    /// <summary>The most values of a tensor that stand in the text; larger ones go to the weights file.</summary>
    public const int LargestInline = 64;

    private readonly StringBuilder _text = new();

    /// <summary>A word of the format.</summary>
    public ManifestLine Word(string word)
    {
        if (_text.Length > 0)
        {
            _text.Append(' ');
        }

        _text.Append(word);
        return this;
    }

    /// <summary>A whole number with a word before it.</summary>
    public ManifestLine Number(string word, long number) => Word(word).Word(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Free text in quotes; everything but printable ASCII is escaped.</summary>
    public ManifestLine Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
            {
                quoted.Append('\\').Append(c);
            }
            else if (c is >= ' ' and <= '~')
            {
                quoted.Append(c);
            }
            else
            {
                quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return Word(quoted.Append('"').ToString());
    }

    /// <summary>A list in brackets: <c>[1 21]</c>.</summary>
    public ManifestLine List(string word, IEnumerable<int> numbers) =>
        Word(word).Word("[" + string.Join(" ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))) + "]");

    /// <summary>A number, exact: see <see cref="ManifestNumber"/>.</summary>
    public ManifestLine Real(string word, double value) => Word(word).Word(ManifestNumber.Write(value, element));

    /// <summary>Terms and chains: <c>64/2</c>.</summary>
    public ManifestLine Order(string word, SumOrder order) => Word(word).Word(NumberText.Text($"{order.Terms}/{order.Chains}"));

    /// <summary>Values in parentheses, or <c>@offset count hash</c> where they are in the weights file, or <c>none</c>.</summary>
    public ManifestLine Tensor(string word, Tensor? tensor) => Word(word).Word(tensor switch
    {
        null => "none",
        { ResourceOffset: { } offset } => NumberText.Text($"@{offset} {tensor.Count} {tensor.Hash}"),
        _ => "(" + string.Join(" ", tensor.Values.Select(value => ManifestNumber.Write(value, element))) + ")",
    });

    /// <summary>A map in parentheses: see <see cref="IndexRuns"/>.</summary>
    public ManifestLine Map(string word, IndexMap map) => Word(word).Word("(" + IndexRuns.Write(map) + ")");

    /// <summary>An operand: <c>3:64:1</c> is value, length and inner.</summary>
    public ManifestLine Operand(string word, Operand operand) =>
        Word(word).Word(NumberText.Text($"{operand.Value}:{operand.Length}:{operand.Inner}"));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
