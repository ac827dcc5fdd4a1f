using static System.FormattableString;

namespace ReluGen.Readers.Json;

/// <summary>Reads the weights and the bias of a dense layer and checks them against its sizes.</summary>
/// <param name="document">The document, for places in messages.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class DenseWeights(JsonDocument document, ProblemList problems)
{
    /// <summary>Reads a matrix of a known shape.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="value">The array of arrays.</param>
    /// <param name="rows">The number of its rows.</param>
    /// <param name="columns">The number of columns, or 0 where any will do.</param>
    /// <param name="meaning">What rows and columns are: <c>[units, inputs]</c>.</param>
    /// <param name="found">The number of columns that it has.</param>
    /// <returns>The numbers row by row, or null where there are problems.</returns>
    public double[]? ReadMatrix(string name, JsonValue value, int rows, int columns, string meaning, out int found)
    {
        double[] numbers = NestedArray.Read(document, value, out int[] shape, out string? fault);
        found = shape.Length == 2 ? shape[1] : 0;
        if (fault is not null)
        {
            problems.Add($"{name}: {fault}");
            return null;
        }

        if (shape.Length != 2 || shape[0] != rows || (columns != 0 && shape[1] != columns) || shape[1] == 0)
        {
            string needed = columns == 0 ? Invariant($"[{rows}, …]") : Invariant($"[{rows}, {columns}]");
            problems.Add($"{name} at {document.Place(value)} has the shape {QuotedText.Shape(shape)}; it must be {meaning} = {needed}.");
            return null;
        }

        return numbers;
    }

    /// <summary>Reads a vector of a known length, or returns null where there are problems.</summary>
    public double[]? ReadVector(string name, JsonValue value, int length)
    {
        double[] numbers = NestedArray.Read(document, value, out int[] shape, out string? fault);
        if (fault is not null)
        {
            problems.Add($"{name}: {fault}");
            return null;
        }

        if (shape.Length != 1 || shape[0] != length)
        {
            problems.Add(Invariant($"{name} at {document.Place(value)} has the shape {QuotedText.Shape(shape)}; it must have {length} numbers, one a unit."));
            return null;
        }

        return numbers;
    }
}
