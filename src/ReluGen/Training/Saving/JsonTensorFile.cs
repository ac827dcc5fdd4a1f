using System.Numerics;
using System.Text.Json;

namespace ReluGen.Training;

/// <summary>Tensors of a JSON file: an object with a nested array for each. The file is untrusted input: everything in it is checked.</summary>
internal sealed class JsonTensorFile : ITensorFile
{
    /// <summary>A parsed number takes some ten times the memory of its shortest text.</summary>
    private const int MostBytes = 1 << 27;

    private readonly Dictionary<string, (JsonElement Value, int[] Shape)> _tensors = new(StringComparer.Ordinal);

    /// <summary>Reads a file that is in memory.</summary>
    /// <param name="bytes">The file.</param>
    /// <exception cref="InvalidDataException">It is no JSON, or none of this kind.</exception>
    public JsonTensorFile(byte[] bytes)
    {
        if (bytes.Length > MostBytes)
        {
            throw new InvalidDataException($"The file has {bytes.Length} bytes of JSON; at most {MostBytes} are read. Save it as safetensors.");
        }

        try
        {
            ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
            var root = JsonElement.Parse(bytes.AsSpan(bytes.AsSpan().StartsWith(mark) ? mark.Length : 0));
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidDataException($"The JSON file holds {root.ValueKind} at its top; an object with a nested array for each tensor is needed.");
            }

            foreach (JsonProperty tensor in root.EnumerateObject())
            {
                if (!_tensors.TryAdd(tensor.Name, (tensor.Value, ShapeOf(tensor.Value))))
                {
                    throw new InvalidDataException($"The JSON file has the tensor '{tensor.Name}' twice.");
                }
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"The file is no JSON: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => _tensors.Keys;

    /// <inheritdoc/>
    public void CopyTo<T>(string name, ReadOnlySpan<int> shape, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (JsonElement value, int[] found) = _tensors[name];
        TensorShapes.CheckSame(name, found, shape);
        Copy(name, value, shape, target);
    }

    /// <summary>The lengths of an array, of its first element, and so on.</summary>
    private static int[] ShapeOf(JsonElement value)
    {
        var shape = new List<int>();
        while (value.ValueKind == JsonValueKind.Array)
        {
            shape.Add(value.GetArrayLength());
            if (shape[^1] == 0)
            {
                break;
            }

            value = value[0];
        }

        return [.. shape];
    }

    private static void Copy<T>(string name, JsonElement value, ReadOnlySpan<int> shape, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shape.IsEmpty)
        {
            target[0] = Number<T>(name, value);
            return;
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != shape[0])
        {
            string what = value.ValueKind == JsonValueKind.Array ? $"an array of {value.GetArrayLength()}" : $"{value.ValueKind}";
            throw new InvalidDataException($"Tensor '{name}' holds {what} where an array of {shape[0]} must be; arrays of a dimension have the same length.");
        }

        int size = target.Length / Math.Max(shape[0], 1);
        int start = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            Copy(name, item, shape[1..], target.Slice(start, size));
            start += size;
        }
    }

    /// <summary>Rounds the decimal digits once, to the network's type.</summary>
    private static T Number<T>(string name, JsonElement value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            throw new InvalidDataException($"Tensor '{name}' holds {value.ValueKind} where a number must be.");
        }

        T number = typeof(T) == typeof(float) ? T.CreateTruncating(value.GetSingle()) : T.CreateTruncating(value.GetDouble());
        return T.IsFinite(number)
            ? number
            : throw new InvalidDataException($"Tensor '{name}' has the number {Shortened(value.GetRawText())}, which is beyond the range of {typeof(T).Name}.");
    }

    private static string Shortened(string text) => text.Length <= 32 ? text : text[..32] + "…";
}
