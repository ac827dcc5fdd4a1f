using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Saving;

/// <summary>Files byte by byte against the formats' definitions.</summary>
public sealed class WriterTests
{
    [Fact]
    public void Safetensors_have_header_and_values_where_they_belong()
    {
        byte[] bytes = Safetensors();
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, (8 + length) % 8);
        using JsonDocument header = JsonDocument.Parse(bytes.AsMemory(8, length));
        JsonElement weight = header.RootElement.GetProperty("hidden1.weight");
        Assert.Equal("F32", weight.GetProperty("dtype").GetString());
        Assert.Equal([2, 3], weight.GetProperty("shape").EnumerateArray().Select(item => item.GetInt32()));
        Assert.Equal([8, 32], weight.GetProperty("data_offsets").EnumerateArray().Select(item => item.GetInt32()));
        Assert.Equal("F64", header.RootElement.GetProperty("b\"ias").GetProperty("dtype").GetString());
        Assert.Equal([0, 8], header.RootElement.GetProperty("b\"ias").GetProperty("data_offsets").EnumerateArray().Select(item => item.GetInt32()));
        Assert.Empty(header.RootElement.GetProperty("b\"ias").GetProperty("shape").EnumerateArray());
        Assert.Equal("1", header.RootElement.GetProperty("__metadata__").GetProperty("epoch").GetString());
        Assert.Equal(8 + length + 32, bytes.Length);
        for (int index = 0; index < 6; index++)
        {
            Assert.Equal(index + 0.5f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + length + 8 + (4 * index))));
        }

        Assert.Equal(-0.1, BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 + length)));
        Assert.Equal(bytes, Safetensors());
    }

    [Fact]
    public void Safetensors_values_are_aligned_whatever_the_header()
    {
        for (int length = 1; length <= 8; length++)
        {
            var writer = new SafetensorsWriter();
            writer.Add<float>(new string('a', length), [1], [1]);
            var stream = new MemoryStream();
            writer.WriteTo(stream);
            Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(stream.ToArray()) % 8);
        }
    }

    [Fact]
    public void Npz_holds_unpacked_npy_files()
    {
        byte[] bytes = Npz();
        Assert.Equal(bytes, Npz());
        using var archive = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal(["weight.npy", "scalar.npy"], archive.Entries.Select(entry => entry.FullName));
        Assert.All(archive.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));

        // The method of a local header, 8 bytes in, is 0 where nothing is packed.
        Assert.Equal(0, BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)));
        byte[] weight = Content(archive.Entries[0]);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(weight.AsSpan(8));
        Assert.Equal(0, (10 + length) % 64);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], weight[..8]);
        string header = Encoding.ASCII.GetString(weight, 10, length);
        Assert.Equal("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", header.Trim());
        Assert.EndsWith("\n", header, StringComparison.Ordinal);
        Assert.Equal(2f, BinaryPrimitives.ReadSingleLittleEndian(weight.AsSpan(10 + length + 4)));
        Assert.Contains("'descr': '<f8', 'fortran_order': False, 'shape': ()", Encoding.ASCII.GetString(Content(archive.Entries[1])), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_tensors_are_refused()
    {
        var writer = new SafetensorsWriter();
        writer.Add<float>("a", [0], []);
        ArgumentException fault = Assert.Throws<ArgumentException>(() => writer.Add<float>("b", [2, 3], new float[5]));
        Assert.Contains("[2, 3]", fault.Message, StringComparison.Ordinal);
        Assert.Contains("5", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => writer.Add<float>("a", [1], [1]));
        Assert.Throws<ArgumentException>(() => writer.Add<float>("__metadata__", [1], [1]));
        Assert.Throws<ArgumentException>(() => writer.Add<float>("c", [int.MaxValue, int.MaxValue, int.MaxValue], [1]));
        Assert.Throws<ArgumentException>(() => new NpzWriter().Add<float>("a", [2], [1]));
    }

    private static byte[] Safetensors()
    {
        var writer = new SafetensorsWriter();
        writer.AddMetadata("epoch", "1");
        writer.Add<float>("hidden1.weight", [2, 3], [0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f]);
        writer.Add<double>("b\"ias", [], [-0.1]);
        var stream = new MemoryStream();
        writer.WriteTo(stream);
        return stream.ToArray();
    }

    private static byte[] Npz()
    {
        var writer = new NpzWriter();
        writer.Add<float>("weight", [3], [1, 2, 3]);
        writer.Add<double>("scalar", [], [4]);
        var stream = new MemoryStream();
        writer.WriteTo(stream);
        return stream.ToArray();
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
