using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Text;

namespace ReluGen.Training;

/// <summary>
/// Writes tensors in NumPy's npz format: a zip archive, not packed, with an npy file of version 1.0 for each. Same tensors, same bytes.
/// </summary>
public sealed class NpzWriter
{
    /// <summary>The values of an npy file start on a multiple of this.</summary>
    private const int Alignment = 64;

    private readonly List<(string Name, byte[] Bytes)> _files = [];
    private readonly HashSet<string> _names = [];

    /// <summary>Adds a tensor; its values are copied.</summary>
    /// <param name="name">Its name, without <c>.npy</c>; each once.</param>
    /// <param name="shape">Its shape; empty for a single value.</param>
    /// <param name="values">Its values, the last dimension running fastest.</param>
    /// <exception cref="ArgumentException">The name is taken, or the shape has another number of elements.</exception>
    public void Add<T>(string name, ReadOnlySpan<int> shape, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VectorWidths.CheckNumber<T>();
        ArgumentException.ThrowIfNullOrEmpty(name);
        TensorShapes.Check(name, shape, values.Length);
        if (!_names.Add(name))
        {
            throw new ArgumentException($"There is a tensor '{name}' already; give each a name of its own.", nameof(name));
        }

        _files.Add((name, [.. Header<T>(shape), .. TensorShapes.ToLittleEndian(values)]));
    }

    /// <summary>Writes the archive.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteTo(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, byte[] bytes) in _files)
        {
            ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", CompressionLevel.NoCompression);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream target = entry.Open();
            target.Write(bytes);
        }
    }

    private static byte[] Header<T>(ReadOnlySpan<int> shape)
    {
        string dimensions = string.Join(", ", shape.ToArray().Select(dimension => dimension.ToString(CultureInfo.InvariantCulture)));
        string type = typeof(T) == typeof(float) ? "<f4" : "<f8";
        string text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({dimensions}{(shape.Length == 1 ? "," : "")}), }}";
        const int Prefix = 10;
        int length = (Prefix + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var header = new byte[length];
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];
        magic.CopyTo(header);
        header[8] = (byte)(length - Prefix);
        header[9] = (byte)((length - Prefix) >> 8);
        header.AsSpan(Prefix).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, header.AsSpan(Prefix));
        header[^1] = (byte)'\n';
        return header;
    }
}
