using System.IO.Compression;
using System.Numerics;
using System.Text;
using ReluGen.Tests.Training.Networks;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Saving;

/// <summary>Parameters on their way to a file and back: same bits; whatever does not fit is named; nothing is loaded by half.</summary>
public sealed class ParameterFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("relugen-parameters-").FullName;

    public static TheoryData<string, TensorNaming> Files =>
    [
        .. from name in new[] { "net.safetensors", "net.npz", "net.json", "NET.NPZ" }
           from naming in Enum.GetValues<TensorNaming>()
           select (name, naming),
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void Saved_and_loaded_parameters_have_the_same_bits(string name, TensorNaming naming)
    {
        using var network = new Odd(seed: 1);
        using var other = new Odd(seed: 2);
        network.OutputBias[0] = 1e-40f;
        network.OutputBias[1] = -0f;
        network.OutputBias[2] = float.MaxValue;
        network.OutputBias[3] = 1.17549435e-38f;
        if (!name.EndsWith("json", StringComparison.Ordinal))
        {
            network.Hidden2Bias[0] = BitConverter.Int32BitsToSingle(unchecked((int)0xFFC12345));
            network.Hidden2Bias[1] = float.NegativeInfinity;
        }

        network.Save(At(name), naming);
        other.Load(At(name));
        Assert.Equal(Bits<float, int>(network.ParameterValues), Bits<float, int>(other.ParameterValues));

        using var wide = new Smooth(seed: 1);
        using var otherWide = new Smooth(seed: 2);
        wide.OutputBias[0] = 5e-324;
        wide.OutputBias[1] = 0.1;
        wide.Save(At(name), naming);
        otherWide.Load(At(name));
        Assert.Equal(Bits<double, long>(wide.ParameterValues), Bits<double, long>(otherWide.ParameterValues));
        Assert.Equal([name], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("net.safetensors")]
    [InlineData("net.npz")]
    [InlineData("net.json")]
    public void Everything_that_does_not_fit_is_named(string name)
    {
        using var network = new Lesson(seed: 1);
        network.Save(At(name));
        using var other = new Odd(seed: 1);
        float[] before = other.ParameterValues.ToArray();
        var fault = Assert.Throws<InvalidDataException>(() => other.Load(At(name)));
        Assert.Equal(
            $"'{At(name)}' does not fit the network. Tensor 'hidden1.weight' [5, 3] is missing. Tensor 'hidden2.weight' [2, 5] is missing. "
            + "Tensor 'hidden2.bias' [2] is missing. Tensor 'output.weight' has the shape [1, 2]; [4, 2] is needed. "
            + "Tensor 'output.bias' has the shape [1]; [4] is needed. Tensor 'hidden.bias' is none of the network's. Tensor 'hidden.weight' is none of the network's. "
            + "The network has hidden1.weight [5, 3], hidden2.weight [2, 5], hidden2.bias [2], output.weight [4, 2], output.bias [4]; load what a network of the same layers saved.",
            fault.Message);
        Assert.Equal(before, other.ParameterValues);
    }

    [Fact]
    public void Modules_between_layers_are_passed_over()
    {
        using var network = new Lesson(seed: 1);
        File.WriteAllText(At("net.json"), """{"0.weight": [[1], [2]], "0.bias": [3, 4], "2.weight": [[5, 6]], "2.bias": [7]}""");
        network.Load(At("net.json"));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], network.ParameterValues);
        File.WriteAllText(At("net.json"), """{"3.weight": [[1], [2]], "3.bias": [3, 4]}""");
        Assert.Contains("'4.weight' [1, 2] is missing", Assert.Throws<InvalidDataException>(() => network.Load(At("net.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_are_read_as_NumPy_may_write_them()
    {
        using var network = new Lesson(seed: 1);
        using (var archive = new ZipArchive(File.Create(At("net.npz")), ZipArchiveMode.Create))
        {
            // Packed, big-endian, in Fortran order, double, half, with the second version of the header.
            Npy.Add(archive, "hidden.weight", "{'descr': '>f4', 'fortran_order': False, 'shape': (2, 1), }", [0x3F, 0x80, 0, 0, 0x40, 0, 0, 0]);
            Npy.Add(archive, "hidden.bias", "{\"shape\": (2,), \"fortran_order\": True, \"descr\": \"<f8\"}", [.. BitConverter.GetBytes(0.1), .. BitConverter.GetBytes(-4.0)]);
            Npy.Add(archive, "output.weight", "{'descr': '<f2', 'fortran_order': True, 'shape': (1, 2), }", [0x00, 0x3E, 0x00, 0xBE], version: 2);
            Npy.Add(archive, "output.bias", "{'descr':'<f4','fortran_order':False,'shape':(1,)}", [0, 0, 0x80, 0x3F]);
        }

        network.Load(At("net.npz"));
        Assert.Equal([1, 2, 0.1f, -4, 1.5f, -1.5f, 1], network.ParameterValues);
    }

    [Fact]
    public void Fortran_order_is_read_as_what_it_is()
    {
        using var network = new Odd(seed: 1);
        using var other = new Odd(seed: 2);
        network.Save(At("net.npz"));
        using (var archive = new ZipArchive(File.Open(At("net.npz"), FileMode.Open), ZipArchiveMode.Update))
        {
            archive.GetEntry("output.weight.npy")!.Delete();
            byte[] columns = [.. from input in Enumerable.Range(0, 2)
                                 from unit in Enumerable.Range(0, 4)
                                 from part in BitConverter.GetBytes(network.OutputWeights[(unit * 2) + input])
                                 select part];
            Npy.Add(archive, "output.weight", "{'descr': '<f4', 'fortran_order': True, 'shape': (4, 2), }", columns);
        }

        other.Load(At("net.npz"));
        Assert.Equal(network.ParameterValues, other.ParameterValues);
    }

    [Fact]
    public void What_no_format_can_hold_is_refused()
    {
        using var network = new Lesson(seed: 1);
        Assert.Contains(".safetensors, .npz or .json", Assert.Throws<ArgumentException>(() => network.Save(At("net.onnx"))).Message, StringComparison.Ordinal);
        Assert.Contains(".safetensors, .npz or .json", Assert.Throws<ArgumentException>(() => network.Load(At("net.onnx"))).Message, StringComparison.Ordinal);
        network.OutputWeights[1] = float.NaN;
        var fault = Assert.Throws<InvalidDataException>(() => network.Save(At("net.json")));
        Assert.Equal("Tensor 'output.weight' has the number NaN, which JSON cannot say; save as safetensors or npz.", fault.Message);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private static TBits[] Bits<T, TBits>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TBits : unmanaged => System.Runtime.InteropServices.MemoryMarshal.Cast<T, TBits>(values).ToArray();

    private string At(string name) => Path.Combine(_folder, name);
}

/// <summary>Arrays byte by byte.</summary>
internal static class Npy
{
    /// <summary>Adds an npy file to an archive, packed.</summary>
    public static void Add(ZipArchive archive, string name, string header, byte[] data, int version = 1)
    {
        using Stream stream = archive.CreateEntry(name + ".npy").Open();
        stream.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', (byte)version, 0]);
        byte[] text = Encoding.UTF8.GetBytes(header + "\n");
        stream.Write(BitConverter.GetBytes(text.Length).AsSpan(0, version == 1 ? 2 : 4));
        stream.Write(text);
        stream.Write(data);
    }
}
