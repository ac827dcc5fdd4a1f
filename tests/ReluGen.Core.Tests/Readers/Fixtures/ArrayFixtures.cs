using System.IO.Compression;
using System.Text;

namespace ReluGen.Tests.Core.Readers.Fixtures;

/// <summary>Files of safetensors and NumPy, good or broken.</summary>
internal static class ArrayFixtures
{
    public static byte[] Safetensors(string header, params byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. data];
    }

    public static byte[] GoodSafetensors() => Safetensors(
        """{"__metadata__":{"format":"pt"},"fc.weight":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"fc.bias":{"dtype":"BF16","shape":[2],"data_offsets":[8,12]},"steps":{"dtype":"I64","shape":[],"data_offsets":[12,20]}}""",
        [.. Floats(1.5f, -2), 0x80, 0x3F, 0x00, 0xC0, .. BitConverter.GetBytes(7L)]);

    public static byte[] Npy(string dictionary, byte[] data, byte version = 1)
    {
        byte[] text = Encoding.UTF8.GetBytes(dictionary);
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes(text.Length);
        return [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', version, 0, .. length, .. text, .. data];
    }

    public static byte[] Npy(string format, bool isFortranOrder, string shape, byte[] data, byte version = 1) =>
        Npy($"{{'descr': '{format}', 'fortran_order': {(isFortranOrder ? "True" : "False")}, 'shape': {shape}, }}   \n", data, version);

    public static byte[] Npz(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int i = 0; i < entries.Length; i++)
            {
                ZipArchiveEntry entry = archive.CreateEntry(entries[i].Name, i % 2 == 0 ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream content = entry.Open();
                content.Write(entries[i].Content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] GoodNpz() => Npz(
        ("W1.npy", Npy("<f4", false, "(2, 2)", Floats(1, 2, 3, 4))),
        ("b1.npy", Npy("<f8", true, "(2,)", [.. BitConverter.GetBytes(0.25), .. BitConverter.GetBytes(-0.25)])));

    public static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
