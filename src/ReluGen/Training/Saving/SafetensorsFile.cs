using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;

namespace ReluGen.Training;

/// <summary>Tensors of a safetensors file: what <see cref="SafetensorsWriter"/> and PyTorch write. The file is untrusted input: everything in it is checked.</summary>
public sealed class SafetensorsFile : ITensorFile
{
    private const int LengthSize = 8;
    private const string MetadataName = "__metadata__";

    private readonly byte[] _bytes;
    private readonly Dictionary<string, StoredTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    /// <summary>Reads a file that is in memory; the memory is kept, not copied.</summary>
    /// <param name="bytes">The file.</param>
    /// <exception cref="InvalidDataException">It is no safetensors file, or damaged.</exception>
    public SafetensorsFile(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        _bytes = bytes;
        ulong length = bytes.Length < LengthSize ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (bytes.Length < LengthSize || length > (ulong)(bytes.Length - LengthSize))
        {
            throw new InvalidDataException(
                $"This is no safetensors file: its header would have {length} bytes, but the file has {bytes.Length}.");
        }

        try
        {
            using JsonDocument header = JsonDocument.Parse(bytes.AsMemory(LengthSize, (int)length));
            Read(header.RootElement, LengthSize + (int)length);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException
            or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The safetensors file's header is not what the format asks for.", fault);
        }
    }

    /// <summary>The tensors' names.</summary>
    public IReadOnlyCollection<string> Names => _tensors.Keys;

    /// <summary>The texts under <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Reads a file from the disk.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no safetensors file, or damaged.</exception>
    public static SafetensorsFile Read(string path) => new(File.ReadAllBytes(path));

    /// <summary>The shape of a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    public ReadOnlySpan<int> ShapeOf(string name) => Find(name).Shape;

    /// <summary>Copies a tensor, each number rounded once where the file's type is wider.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The shape that it must have.</param>
    /// <param name="target">Receives its values.</param>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    /// <exception cref="InvalidDataException">It has another shape, or holds no floating-point numbers.</exception>
    /// <exception cref="ArgumentException">The length of <paramref name="target"/> does not fit the shape.</exception>
    public void CopyTo<T>(string name, ReadOnlySpan<int> shape, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VectorWidths.CheckNumber<T>();
        TensorShapes.Check(name, shape, target.Length);
        StoredTensor tensor = Find(name);
        TensorShapes.CheckSame(name, tensor.Shape, shape);
        StoredFormat format = FormatOf(tensor.Type)
            ?? throw new InvalidDataException($"Tensor '{name}' is of type {tensor.Type}; F64, F32, F16 and BF16 can be read.");
        StoredNumbers.Read(format, _bytes.AsSpan(tensor.Start), target);
    }

    private void Read(JsonElement root, int dataStart)
    {
        foreach (JsonProperty entry in root.EnumerateObject())
        {
            if (entry.Name == MetadataName)
            {
                foreach (JsonProperty text in entry.Value.EnumerateObject())
                {
                    _metadata[text.Name] = text.Value.GetString() ?? "";
                }

                continue;
            }

            StoredTensor tensor = ReadTensor(entry, dataStart);
            if (!_tensors.TryAdd(entry.Name, tensor))
            {
                throw new InvalidDataException($"The safetensors file has the tensor '{entry.Name}' twice.");
            }
        }
    }

    private StoredTensor ReadTensor(JsonProperty entry, int dataStart)
    {
        string type = entry.Value.GetProperty("dtype").GetString() ?? "";
        int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt32())];
        JsonElement offsets = entry.Value.GetProperty("data_offsets");
        long start = offsets[0].GetInt64();
        long end = offsets[1].GetInt64();
        if (start < 0 || end < start || end > _bytes.Length - dataStart)
        {
            throw new InvalidDataException(
                $"Tensor '{entry.Name}' lies at {start} to {end}; the file has {_bytes.Length - dataStart} bytes of data.");
        }

        if (SizeOf(type, shape) is { } needed && needed != end - start)
        {
            throw new InvalidDataException(
                $"Tensor '{entry.Name}' has {end - start} bytes; {type} of the shape [{string.Join(", ", shape)}] needs another number.");
        }

        return new StoredTensor(type, shape, dataStart + (int)start);
    }

    /// <summary>The number of bytes that a type and shape need, −1 where there can be none; null for a type that is not read.</summary>
    private static long? SizeOf(string type, int[] shape)
    {
        if (shape.Any(dimension => dimension < 0))
        {
            return -1;
        }

        if (FormatOf(type) is not { } format)
        {
            return null;
        }

        long size = StoredNumbers.SizeOf(format);
        if (shape.Contains(0))
        {
            return 0;
        }

        foreach (int dimension in shape)
        {
            size *= dimension;
            if (size > int.MaxValue)
            {
                return -1;
            }
        }

        return size;
    }

    private static StoredFormat? FormatOf(string type) => type switch
    {
        "F64" => StoredFormat.Float64,
        "F32" => StoredFormat.Float32,
        "F16" => StoredFormat.Float16,
        "BF16" => StoredFormat.BFloat16,
        _ => null,
    };

    private StoredTensor Find(string name) => _tensors.TryGetValue(name, out StoredTensor? tensor)
        ? tensor
        : throw new KeyNotFoundException(
            $"The safetensors file has no tensor '{name}'; it has {string.Join(", ", _tensors.Keys.Order(StringComparer.Ordinal).Take(20))}.");

    private sealed record StoredTensor(string Type, int[] Shape, int Start);
}
