using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace ReluGen.Training;

/// <summary>Writes tensors as a JSON object with a nested array for each. Same tensors, same bytes.</summary>
internal static class JsonTensorWriter
{
    /// <summary>Checks that JSON can hold the numbers.</summary>
    /// <exception cref="InvalidDataException">One is NaN or infinite; the message names its tensor.</exception>
    public static void Check<T>(IReadOnlyList<ParameterTensor> tensors, ReadOnlySpan<T> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int bad = Gradients.IndexOfNonFinite(parameters);
        if (bad >= 0)
        {
            string name = tensors.First(tensor => bad >= tensor.Start && bad < tensor.Start + tensor.Count).Name;
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"Tensor '{name}' has the number {parameters[bad]}, which JSON cannot say; save as safetensors or npz."));
        }
    }

    /// <summary>Writes all tensors.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors, of one or two dimensions.</param>
    /// <param name="parameters">The vector that they lie in.</param>
    public static void Write<T>(Stream stream, IReadOnlyList<ParameterTensor> tensors, ReadOnlySpan<T> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        foreach (ParameterTensor tensor in tensors)
        {
            json.WritePropertyName(tensor.Name);
            WriteArray(json, tensor.Shape, parameters.Slice(tensor.Start, tensor.Count));
        }

        json.WriteEndObject();
    }

    /// <summary>The numbers in the shortest digits that read back to the same bits.</summary>
    private static void WriteArray<T>(Utf8JsonWriter json, ReadOnlySpan<int> shape, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        json.WriteStartArray();
        int size = values.Length / Math.Max(shape[0], 1);
        for (int index = 0; index < shape[0]; index++)
        {
            if (shape.Length == 1)
            {
                json.WriteRawValue(values[index].ToString("R", CultureInfo.InvariantCulture));
            }
            else
            {
                WriteArray(json, shape[1..], values.Slice(index * size, size));
            }
        }

        json.WriteEndArray();
    }
}
