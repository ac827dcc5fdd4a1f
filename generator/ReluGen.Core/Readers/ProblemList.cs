namespace ReluGen.Readers;

/// <summary>What a reader finds wrong with a file, up to a limit: a broken file must not cost more memory than a good one.</summary>
internal sealed class ProblemList
{
    /// <summary>The most problems that are told. Readers stop when <see cref="IsFull"/>.</summary>
    public const int Most = 20;

    private readonly List<string> _messages = [];

    /// <summary>The number of problems so far.</summary>
    public int Count => _messages.Count;

    /// <summary>Whether reading on is of no use.</summary>
    public bool IsFull => _messages.Count >= Most;

    /// <summary>Adds a problem, or drops it where the list is full.</summary>
    public void Add(string message)
    {
        if (!IsFull)
        {
            _messages.Add(message);
        }
    }

    /// <summary>The problems as the result of a reader.</summary>
    public ReadResult<T> Fail<T>()
        where T : class => ReadResult<T>.Failed([.. _messages]);
}
