using System.Text;

namespace ReluGen.Emit;

/// <summary>Writes indented C# with line feeds only.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _indent;
    private bool _blankIsDue;
    private bool _atBlockStart = true;

    /// <summary>Writes a line, or several where <paramref name="text"/> holds line feeds.</summary>
    public void Line(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            if (_blankIsDue && !_atBlockStart)
            {
                _text.Append('\n');
            }

            _blankIsDue = false;
            _atBlockStart = false;
            if (line.Length > 0)
            {
                _text.Append(' ', 4 * _indent).Append(line);
            }

            _text.Append('\n');
        }
    }

    /// <summary>Sets the next line apart, unless it is the first or last of a block.</summary>
    public void Blank() => _blankIsDue = true;

    /// <summary>Writes a head and an opening brace, and indents until the result is disposed.</summary>
    public Block Open(string head, string close = "}")
    {
        Line(head);
        Line("{");
        _indent++;
        _atBlockStart = true;
        return new Block(this, close);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>An open block; disposing closes it.</summary>
    public readonly struct Block(SourceWriter writer, string close) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose()
        {
            writer._indent--;
            writer._blankIsDue = false;
            writer.Line(close);
        }
    }
}
