using static System.FormattableString;

namespace ReluGen.Readers.Json;

/// <summary>Arrays of arrays of numbers, as a tensor.</summary>
internal static class NestedArray
{
    /// <summary>Reads the numbers in row-major order.</summary>
    /// <param name="document">The document, for places in messages.</param>
    /// <param name="value">The array, or a number for a tensor without dimensions.</param>
    /// <param name="shape">The lengths of the arrays, outermost first.</param>
    /// <param name="fault">What is wrong: a sentence, or null.</param>
    /// <returns>The numbers; of no use where there is a fault.</returns>
    public static double[] Read(JsonDocument document, JsonValue value, out int[] shape, out string? fault)
    {
        var lengths = new List<int>();
        for (JsonValue? first = value; first is JsonArray array; first = array.Items.FirstOrDefault())
        {
            lengths.Add(array.Items.Count);
        }

        shape = [.. lengths];
        var numbers = new List<double>();
        fault = lengths.Count > TensorShape.MostDimensions
            ? Invariant($"The array at {document.Place(value)} has {lengths.Count} dimensions; at most {TensorShape.MostDimensions} are read.")
            : Add(document, value, shape, 0, numbers);
        return [.. numbers];
    }

    private static string? Add(JsonDocument document, JsonValue value, int[] shape, int dimension, List<double> numbers)
    {
        if (dimension == shape.Length)
        {
            if (value is JsonNumber number)
            {
                numbers.Add(number.Value);
                return null;
            }

            return $"At {document.Place(value)} stands {value.Kind} where a number must be.";
        }

        if (value is not JsonArray array)
        {
            return $"At {document.Place(value)} stands {value.Kind} where an array must be.";
        }

        if (array.Items.Count != shape[dimension])
        {
            return Invariant($"The array at {document.Place(value)} has {array.Items.Count} elements, the first one of its kind {shape[dimension]}; they must have the same.");
        }

        foreach (JsonValue item in array.Items)
        {
            if (Add(document, item, shape, dimension + 1, numbers) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }
}
