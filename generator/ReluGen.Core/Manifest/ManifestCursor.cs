using System.Globalization;
using System.Text;
using ReluGen.Model;

namespace ReluGen.Manifest;

/// <summary>Reads one line of a manifest word by word. The first fault is kept; whatever is read after it is empty.</summary>
/// <param name="line">The line.</param>
/// <param name="element">The model's element type, which numbers are written in.</param>
internal sealed class ManifestCursor(string line, ElementKind element)
{
    private int _position;

    /// <summary>What is wrong with the line, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether the whole line has been read.</summary>
    public bool IsAtEnd => _position >= line.Length;

    /// <summary>What has not been read yet.</summary>
    public string Rest => line.Substring(Math.Min(_position, line.Length));

    /// <summary>The next word up to a space.</summary>
    public string Word()
    {
        int end = line.IndexOf(' ', Math.Min(_position, line.Length));
        return Take(end < 0 ? line.Length : end);
    }

    /// <summary>A word that must be there.</summary>
    public void Expect(string word)
    {
        string read = Word();
        if (read != word)
        {
            Fail($"'{word}' is expected where '{Shorten(read)}' stands");
        }
    }

    /// <summary>A whole number from <paramref name="least"/> on.</summary>
    public int Number(int least = 0) => ToNumber(Word(), least);

    /// <summary>A whole number with a word before it.</summary>
    public int Number(string word, int least = 0)
    {
        Expect(word);
        return Number(least);
    }

    /// <summary>A whole number of 64 bit with a word before it.</summary>
    public long Long(string word)
    {
        Expect(word);
        string read = Word();
        return long.TryParse(read, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : Fail<long>($"'{Shorten(read)}' is no whole number");
    }

    /// <summary>Text in quotes.</summary>
    public string Quoted()
    {
        var text = new StringBuilder();
        if (_position >= line.Length || line[_position] != '"')
        {
            return Fail<string>($"text in quotes is expected") ?? "";
        }

        for (int i = _position + 1; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"')
            {
                Take(i + 1);
                return text.ToString();
            }

            if (c == '\\')
            {
                i++;
                if (i < line.Length && line[i] is '"' or '\\')
                {
                    c = line[i];
                }
                else if (i + 4 < line.Length && line[i] == 'u'
                    && ushort.TryParse(line.Substring(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
                {
                    c = (char)code;
                    i += 4;
                }
                else
                {
                    break;
                }
            }

            text.Append(c);
        }

        return Fail<string>($"text in quotes has no end or an escape that does not exist") ?? "";
    }

    /// <summary>Whole numbers in brackets, with a word before them.</summary>
    public EquatableArray<int> List(string word, int least = 0)
    {
        Expect(word);
        return List(least);
    }

    /// <summary>Whole numbers in brackets.</summary>
    public EquatableArray<int> List(int least = 0)
    {
        string content = Enclosed('[', ']');
        return content.Length == 0
            ? default
            : new EquatableArray<int>(content.Split(' ').Select(number => ToNumber(number, least)).ToArray());
    }

    /// <summary>A number, exact.</summary>
    public double Real(string word)
    {
        Expect(word);
        return ToReal(Word());
    }

    /// <summary>Terms and chains.</summary>
    public SumOrder Order(string word)
    {
        Expect(word);
        string read = Word();
        string[] parts = read.Split('/');
        if (parts.Length != 2)
        {
            Fail($"'{Shorten(read)}' is no order of a sum");
            return new SumOrder(1, 1);
        }

        int terms = ToNumber(parts[0], 1);
        int chains = ToNumber(parts[1], 1);
        if (chains is not (1 or 2 or 4 or SumOrder.LaneChains))
        {
            Fail($"a sum has 1, 2, 4 or {SumOrder.LaneChains} chains, not {chains}");
        }

        return new SumOrder(terms, chains);
    }

    /// <summary>A tensor of <paramref name="count"/> values, or null where there is none.</summary>
    public Tensor? Tensor(string word, long count)
    {
        Expect(word);
        if (_position < line.Length && line[_position] == '(')
        {
            string content = Enclosed('(', ')');
            string[] numbers = content.Length == 0 ? [] : content.Split(' ');
            return numbers.Length == count
                ? new Tensor(numbers.Select(ToReal).ToArray())
                : Fail<Tensor>($"{numbers.Length} values stand where {count} are needed");
        }

        string first = Word();
        if (first == "none")
        {
            return null;
        }

        if (!first.StartsWith("@", StringComparison.Ordinal))
        {
            return Fail<Tensor>($"values are expected where '{Shorten(first)}' stands");
        }

        int offset = ToNumber(first.Substring(1), 0);
        int length = Number(1);
        string hash = Word();
        if (length != count)
        {
            return Fail<Tensor>($"{length} values stand where {count} are needed");
        }

        return IsHash(hash) && offset <= int.MaxValue - length
            ? ReluGen.Model.Tensor.InResource(length, hash, offset)
            : Fail<Tensor>($"a place in the weights file is out of range");
    }

    /// <summary>A map of <paramref name="count"/> places.</summary>
    public IndexMap Map(string word, int count)
    {
        Expect(word);
        string content = Enclosed('(', ')');
        return (Fault is null ? IndexRuns.Read(content, count) : null)
            ?? Fail<IndexMap>($"the map is no list of {count} places")
            ?? new IndexMap();
    }

    /// <summary>An operand.</summary>
    public Operand Operand(string word)
    {
        Expect(word);
        string read = Word();
        string[] parts = read.Split(':');
        return parts.Length == 3
            ? new Operand(ToNumber(parts[0], 0), ToNumber(parts[1], 1), ToNumber(parts[2], 1))
            : Fail<Operand>($"'{Shorten(read)}' is no operand") ?? new Operand(0, 1);
    }

    /// <summary>One of two words; whether it is <paramref name="yes"/>.</summary>
    public bool Choice(string no, string yes)
    {
        string word = Word();
        if (word != no && word != yes)
        {
            Fail($"'{no}' or '{yes}' is expected");
        }

        return word == yes;
    }

    /// <summary>Keeps the first fault.</summary>
    public void Fail(FormattableString fault) => Fault ??= fault.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether <paramref name="text"/> is 64 hexadecimal digits.</summary>
    public static bool IsHash(string text) => text.Length == 64 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private T? Fail<T>(FormattableString fault)
    {
        Fail(fault);
        return default;
    }

    /// <summary>What stands up to <paramref name="end"/>; the space behind it is passed over.</summary>
    private string Take(int end)
    {
        if (_position >= line.Length)
        {
            Fail($"the line ends too soon");
            return "";
        }

        string word = line.Substring(_position, end - _position);
        if (word.Length == 0 || (end < line.Length && line[end] != ' ') || end == line.Length - 1)
        {
            Fail($"words are apart by one space each");
        }

        _position = end + 1;
        return word;
    }

    private string Enclosed(char open, char close)
    {
        int end = _position < line.Length && line[_position] == open ? line.IndexOf(close, _position) : -1;
        if (end < 0)
        {
            return Fail<string>($"{open}…{close} is expected") ?? "";
        }

        string word = Take(end + 1);
        return word.Substring(1, word.Length - 2);
    }

    private int ToNumber(string text, int least)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
        {
            Fail($"'{Shorten(text)}' is no whole number");
            return least;
        }

        if (value < least)
        {
            Fail($"{value} stands where at least {least} is needed");
            return least;
        }

        return value;
    }

    private double ToReal(string text) => ManifestNumber.Read(text, element) ?? Fail<double>($"'{Shorten(text)}' is no number");

    private static string Shorten(string text) => text.Length <= 40 ? text : text.Substring(0, 40) + "…";
}
