using System.IO.Compression;
using ReluGen.Tests.Training.Networks;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Saving;

/// <summary>Files of parameters that nobody should have written: one exception, and the network stays as it was.</summary>
public sealed class HostileFileTests : IDisposable
{
    private const string Rest = ""","hidden.bias":[1,2],"output.weight":[[1,2]],"output.bias":[1]}""";
    private const string Header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }";

    private readonly string _folder = Directory.CreateTempSubdirectory("relugen-hostile-").FullName;

    /// <summary>The beginning of a JSON file, and a part of the message.</summary>
    public static TheoryData<string, string> Json => new()
    {
        { "", "no JSON" },
        { "[1]", "Array" },
        { "{\"hidden.weight\":[[1],[2]]", "no JSON" },
        { "{\"hidden.weight\":[[NaN],[2]]" + Rest, "no JSON" },
        { "{\"hidden.weight\":[[\"NaN\"],[2]]" + Rest, "'hidden.weight' holds String" },
        { "{\"hidden.weight\":[[1e39],[2]]" + Rest, "1e39" },
        { "{\"hidden.weight\":[[1],[2],[3]]" + Rest, "[3, 1]; [2, 1] is needed" },
        { "{\"hidden.weight\":[[1],2]" + Rest, "holds Number where an array of 1 must be" },
        { "{\"hidden.weight\":[[1],[2,3]]" + Rest, "holds an array of 2 where an array of 1 must be" },
        { "{\"hidden.weight\":[[1],[[2]]]" + Rest, "holds Array where a number must be" },
        { "{\"hidden.weight\":[]" + Rest, "[0]; [2, 1] is needed" },
        { "{\"hidden.weight\":null" + Rest, "[]; [2, 1] is needed" },
        { "{\"hidden.weight\":[[1],[2]],\"hidden.weight\":[[1],[2]]" + Rest, "twice" },
        { "{\"hidden.weight\":[[1],[2]],\"\\ud800\":1" + Rest, "no JSON" },
        { "{\"hidden.weight\":[[1],[2]],\"a\\nb\":1" + Rest, "'a?b' is none of the network's" },
        { new string('[', 100_000), "no JSON" },
    };

    /// <summary>The header of an array, the bytes behind it, and a part of the message.</summary>
    public static TheoryData<string, int, string> Arrays => new()
    {
        { Header, 4, "[2, 1]" },
        { Header, 12, "[2, 1]" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }", 8, "[1, 2]; [2, 1] is needed" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647), }", 8, "no zip archive" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 1), }", 8, "does not start" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, -1), }", 8, "does not start" },
        { "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1", 8, "does not start" },
        { "{'descr': '<f4', 'fortran_order': False, 'fortran_order': False, 'shape': (2, 1), }", 8, "does not start" },
        { "{'descr': '<f4', 'fortran_order': Maybe, 'shape': (2, 1), }", 8, "does not start" },
        { "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2, 1), }", 8, "does not start" },
        { "{'descr': '|O', 'fortran_order': False, 'shape': (2, 1), }", 8, "type |O" },
        { "{'descr': '<i8', 'fortran_order': False, 'shape': (2, 1), }", 16, "type <i8" },
        { "", 8, "does not start" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Json))]
    public void Json_is_refused(string text, string part)
    {
        File.WriteAllText(At("net.json"), text);
        CheckRefused("net.json", part);
    }

    [Theory]
    [MemberData(nameof(Arrays))]
    public void Arrays_are_refused(string header, int bytes, string part)
    {
        using (var archive = new ZipArchive(File.Create(At("net.npz")), ZipArchiveMode.Create))
        {
            Npy.Add(archive, "hidden.weight", header, new byte[bytes]);
            Npy.Add(archive, "hidden.bias", Header.Replace("(2, 1)", "(2,)", StringComparison.Ordinal), new byte[8]);
            Npy.Add(archive, "output.weight", Header.Replace("(2, 1)", "(1, 2)", StringComparison.Ordinal), new byte[8]);
            Npy.Add(archive, "output.bias", Header.Replace("(2, 1)", "(1,)", StringComparison.Ordinal), new byte[4]);
        }

        CheckRefused("net.npz", part);
    }

    [Fact]
    public void Archives_with_a_name_twice_or_too_many_are_refused()
    {
        using (var archive = new ZipArchive(File.Create(At("net.npz")), ZipArchiveMode.Create))
        {
            Npy.Add(archive, "hidden.weight", Header, new byte[8]);
            Npy.Add(archive, "hidden.weight", Header, new byte[8]);
        }

        CheckRefused("net.npz", "'hidden.weight' twice");
        using (var archive = new ZipArchive(File.Create(At("net.npz")), ZipArchiveMode.Create))
        {
            for (int index = 0; index <= 10_000; index++)
            {
                archive.CreateEntry(index.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        CheckRefused("net.npz", "10001 entries; at most 10000");
    }

    [Fact]
    public void Endless_headers_and_faults_are_cut_short()
    {
        using (var archive = new ZipArchive(File.Create(At("net.npz")), ZipArchiveMode.Create))
        {
            Npy.Add(archive, "hidden.weight", Header + new string(' ', 100_000), new byte[8], version: 2);
        }

        CheckRefused("net.npz", "at most 65536");
        File.WriteAllText(At("net.json"), "{" + string.Join(',', Enumerable.Range(0, 1000).Select(index => $"\"x{index}\":1")) + "}");
        CheckRefused("net.json", "There are 984 faults more.");
    }

    /// <summary>Every byte of a good file replaced, and every end cut off: what loads fits, everything else is one exception.</summary>
    [Theory]
    [InlineData("net.safetensors")]
    [InlineData("net.npz")]
    [InlineData("net.json")]
    public void Damaged_files_load_or_are_refused(string name)
    {
        using var network = new Lesson(seed: 1);
        network.Save(At(name));
        byte[] good = File.ReadAllBytes(At(name));
        float[] before = network.ParameterValues.ToArray();
        int refused = 0;
        for (int index = 0; index < good.Length; index++)
        {
            foreach (byte replacement in new byte[] { 0, 0xFF, (byte)'9', (byte)(good[index] ^ 1) })
            {
                byte[] bad = [.. good];
                bad[index] = replacement;
                refused += TryLoad(network, name, bad) ? 0 : 1;
                before.CopyTo(network.Parameters);
            }

            Assert.False(TryLoad(network, name, good[..index]), $"loaded the first {index} of {good.Length} bytes");
        }

        Assert.True(refused > good.Length / 4, $"{refused} of {good.Length} bytes");
    }

    /// <summary>Loads, or throws the one exception and leaves the network alone.</summary>
    private bool TryLoad(Lesson network, string name, byte[] content)
    {
        float[] before = network.ParameterValues.ToArray();
        File.WriteAllBytes(At(name), content);
        try
        {
            network.Load(At(name));
            return true;
        }
        catch (InvalidDataException)
        {
            Assert.Equal(before, network.ParameterValues);
            return false;
        }
    }

    private void CheckRefused(string name, string parts)
    {
        using var network = new Lesson(seed: 1);
        float[] before = network.ParameterValues.ToArray();
        var fault = Assert.Throws<InvalidDataException>(() => network.Load(At(name)));
        Assert.StartsWith($"'{At(name)}' ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(parts, fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.ParameterValues);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
