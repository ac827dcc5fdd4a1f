using System.IO.Compression;
using System.Text;

namespace ReluGen.Tool.Tests.Fixtures;

/// <summary>Arrays of NumPy.</summary>
internal static class NumpyFiles
{
    /// <summary>A file with one array of 64-bit floating-point numbers, format 1.0.</summary>
    public static byte[] Npy(double[] values, params int[] shape)
    {
        string header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}{(shape.Length == 1 ? "," : "")}), }}";
        header = header.PadRight(((10 + header.Length + 1 + 63) / 64 * 64) - 11) + "\n";
        using var stream = new MemoryStream();
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        foreach (double value in values)
        {
            stream.Write(BitConverter.GetBytes(value));
        }

        return stream.ToArray();
    }

    /// <summary>An archive of such files.</summary>
    public static byte[] Npz(params (string Name, byte[] Npy)[] arrays)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] npy) in arrays)
            {
                using Stream entry = archive.CreateEntry(name + ".npy").Open();
                entry.Write(npy);
            }
        }

        return stream.ToArray();
    }
}
