using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;

namespace ReluGen.Training;

/// <summary>
/// Writes tensors in the safetensors format: the header's length in 8 bytes, a JSON header with type, shape and place of each tensor, then the values,
/// little-endian. The header is padded with spaces so that the values start on a multiple of 8, and doubles come first, so that every value lies on a
/// multiple of its size; otherwise the order is that of the calls. Same tensors, same bytes.
/// </summary>
/// <remarks>PyTorch names a linear layer's tensors <c>name.weight</c> [units, inputs] and <c>name.bias</c> [units].</remarks>
public sealed class SafetensorsWriter
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, string> _metadata = [];
    private readonly HashSet<string> _names = [];

    /// <summary>Adds a text that stands in the header under <c>__metadata__</c>.</summary>
    /// <param name="key">Its key; each once.</param>
    /// <param name="text">The text.</param>
    public void AddMetadata(string key, string text) => _metadata.Add(key, text);

    /// <summary>Adds a tensor; its values are copied.</summary>
    /// <param name="name">Its name; each once.</param>
    /// <param name="shape">Its shape; empty for a single value.</param>
    /// <param name="values">Its values, the last dimension running fastest.</param>
    /// <exception cref="ArgumentException">The name is taken, or the shape has another number of elements.</exception>
    public void Add<T>(string name, ReadOnlySpan<int> shape, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VectorWidths.CheckNumber<T>();
        ArgumentException.ThrowIfNullOrEmpty(name);
        TensorShapes.Check(name, shape, values.Length);
        if (name == "__metadata__" || !_names.Add(name))
        {
            throw new ArgumentException($"There is a tensor '{name}' already; give each a name of its own.", nameof(name));
        }

        string type = typeof(T) == typeof(float) ? "F32" : "F64";
        _entries.Add(new Entry(name, type, shape.ToArray(), TensorShapes.ToLittleEndian(values)));
    }

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Entry[] entries = [.. _entries.OrderBy(entry => entry.Type == "F64" ? 0 : 1)];
        byte[] header = Header(entries);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (Entry entry in entries)
        {
            stream.Write(entry.Bytes);
        }
    }

    private byte[] Header(Entry[] entries)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            if (_metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in _metadata)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach (Entry entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", entry.Type);
                json.WriteStartArray("shape");
                foreach (int dimension in entry.Shape)
                {
                    json.WriteNumberValue(dimension);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += entry.Bytes.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (text.Length % 8 != 0)
        {
            text.WriteByte((byte)' ');
        }

        return text.ToArray();
    }

    private sealed record Entry(string Name, string Type, int[] Shape, byte[] Bytes);
}
