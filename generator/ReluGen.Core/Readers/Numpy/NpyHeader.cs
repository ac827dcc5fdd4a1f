using System.Globalization;

namespace ReluGen.Readers.Numpy;

/// <summary>The header of an array: a Python dictionary with three entries.</summary>
/// <param name="Description">The number format: <c>&lt;f4</c>; null where it is a list, which describes records.</param>
/// <param name="IsFortranOrder">Whether the first dimension runs fastest.</param>
/// <param name="Shape">The dimensions.</param>
internal sealed record NpyHeader(string? Description, bool IsFortranOrder, IReadOnlyList<long> Shape)
{
    /// <summary>Reads the dictionary, or returns null where <paramref name="text"/> is none of this kind.</summary>
    public static NpyHeader? Parse(string text) => new Parser(text).Parse();

    /// <summary>Just as much of Python's literals as headers use: each entry once, in any order, with or without a last comma.</summary>
    private sealed class Parser(string text)
    {
        private int _position;

        public NpyHeader? Parse()
        {
            string? description = null;
            bool isRecord = false;
            bool? isFortranOrder = null;
            List<long>? shape = null;
            if (!TryTake('{'))
            {
                return null;
            }

            while (!TryTake('}'))
            {
                string? key = ReadText();
                if (!TryTake(':'))
                {
                    return null;
                }

                switch (key)
                {
                    case "descr" when description is null && !isRecord:
                        isRecord = Peek() == '[';
                        description = isRecord ? null : ReadText();
                        if (isRecord && !TrySkipList())
                        {
                            return null;
                        }

                        break;
                    case "fortran_order" when isFortranOrder is null:
                        isFortranOrder = TryWord("True") ? true : TryWord("False") ? false : null;
                        break;
                    case "shape" when shape is null:
                        shape = ReadTuple();
                        break;
                    default:
                        return null;
                }

                if (!TryTake(',') && Peek() != '}')
                {
                    return null;
                }
            }

            bool isWhole = Peek() == '\0' && _position == text.Length;
            return isWhole && (description is not null || isRecord) && isFortranOrder is { } order && shape is not null
                ? new NpyHeader(description, order, shape)
                : null;
        }

        private List<long>? ReadTuple()
        {
            var dimensions = new List<long>();
            if (!TryTake('('))
            {
                return null;
            }

            while (!TryTake(')'))
            {
                Peek();
                int start = _position;
                while (_position < text.Length && text[_position] is >= '0' and <= '9')
                {
                    _position++;
                }

                if (!long.TryParse(text.Substring(start, _position - start), NumberStyles.None, CultureInfo.InvariantCulture, out long dimension))
                {
                    return null;
                }

                // Python 2 marks long integers.
                TryTake('L');
                dimensions.Add(dimension);
                if (!TryTake(',') && Peek() != ')')
                {
                    return null;
                }
            }

            return dimensions;
        }

        private string? ReadText()
        {
            char quote = Peek();
            int end = quote is '\'' or '"' ? text.IndexOf(quote, _position + 1) : -1;
            if (end < 0)
            {
                return null;
            }

            string content = text.Substring(_position + 1, end - _position - 1);
            _position = end + 1;
            return content.IndexOf('\\') >= 0 ? null : content;
        }

        /// <summary>The list is refused whatever is in it, so that only its end must be found.</summary>
        private bool TrySkipList()
        {
            int depth = 0;
            for (; _position < text.Length; _position++)
            {
                depth += text[_position] == '[' ? 1 : text[_position] == ']' ? -1 : 0;
                if (depth == 0)
                {
                    _position++;
                    return true;
                }
            }

            return false;
        }

        private bool TryWord(string word)
        {
            Peek();
            if (string.CompareOrdinal(text, _position, word, 0, word.Length) != 0)
            {
                return false;
            }

            _position += word.Length;
            return true;
        }

        private bool TryTake(char c)
        {
            if (Peek() != c)
            {
                return false;
            }

            _position++;
            return true;
        }

        /// <summary>The next character that is no blank, or NUL at the end.</summary>
        private char Peek()
        {
            while (_position < text.Length && text[_position] is ' ' or '\t' or '\n' or '\r')
            {
                _position++;
            }

            return _position < text.Length ? text[_position] : '\0';
        }
    }
}
