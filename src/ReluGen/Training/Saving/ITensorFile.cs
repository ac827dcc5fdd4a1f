using System.Numerics;

namespace ReluGen.Training;

/// <summary>The tensors of a file by name: what loading needs, whatever the format.</summary>
internal interface ITensorFile
{
    /// <summary>The tensors' names.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Copies a tensor, each number rounded once where the file's are wider.</summary>
    /// <param name="name">Its name, one of <see cref="Names"/>.</param>
    /// <param name="shape">The shape that it must have.</param>
    /// <param name="target">Receives its values, the last dimension running fastest.</param>
    /// <exception cref="InvalidDataException">It has another shape, or does not hold the numbers that it should; the message names it.</exception>
    void CopyTo<T>(string name, ReadOnlySpan<int> shape, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
