using ReluGen.Readers;
using ReluGen.Readers.Json;
using ReluGen.Readers.Nnet;
using ReluGen.Readers.Numpy;
using ReluGen.Readers.Onnx;
using ReluGen.Readers.Safetensors;
using ReluGen.Tests.Core.Readers.Fixtures;

namespace ReluGen.Tests.Core.Readers;

/// <summary>
/// Broken files: whatever the bytes, a reader gives a result or problems, throws nothing and takes memory in proportion to
/// the file. <c>RELUGEN_FUZZ</c> sets the number of mutants a reader.
/// </summary>
public class MutationTests
{
    /// <summary>
    /// Bytes of memory a byte of the file. The smallest things in a file become objects: an attribute of two bytes, the
    /// worst, takes 154 a byte, a number of two characters in JSON 54.
    /// </summary>
    private const long BytesPerByte = 200;

    /// <summary>Bytes of memory whatever the size of the file: messages, and the buffers that unpacking takes.</summary>
    private const long BytesPerFile = 400_000;

    private static readonly int Mutants = int.Parse(
        Environment.GetEnvironmentVariable("RELUGEN_FUZZ") ?? "3000", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void Onnx_models() => Run(Read(bytes => OnnxReader.Read(bytes, _ => [1, 2, 3, 4])), OnnxFixture.Good(), Typed(), WithExternalData());

    [Fact]
    public void Onnx_tensors() => Run(
        Read(OnnxReader.ReadTensor),
        OnnxFixture.Tensor("t", 1, 2, 2).RawFloats(1, 2, 3, 4).ToArray(),
        OnnxFixture.Tensor("t", 10, 3).PackedVarints(5, 0x3C00, 1, 0xFFFF).ToArray());

    [Fact]
    public void Safetensors() => Run(Read(SafetensorsReader.Read), ArrayFixtures.GoodSafetensors());

    [Fact]
    public void Numpy_arrays() => Run(
        Read(bytes => NpyReader.Read("t", bytes)),
        ArrayFixtures.Npy("<f4", false, "(2, 2)", ArrayFixtures.Floats(1, 2, 3, 4)),
        ArrayFixtures.Npy(">i2", true, "(3, 1)", [1, 2, 3, 4, 5, 6], version: 2));

    [Fact]
    public void Numpy_archives() => Run(Read(NpzReader.Read), ArrayFixtures.GoodNpz());

    [Fact]
    public void Json() => Run(
        Read(JsonModelReader.Read),
        TextFixtures.Bytes(TextFixtures.Layers),
        TextFixtures.Bytes(TextFixtures.Keras),
        TextFixtures.Bytes(TextFixtures.StateDict));

    [Fact]
    public void Nnet() => Run(Read(NnetReader.Read), TextFixtures.Bytes(TextFixtures.Nnet));

    [Fact]
    public void Any_content_under_any_extension()
    {
        byte[][] files = [OnnxFixture.Good(), ArrayFixtures.GoodSafetensors(), ArrayFixtures.GoodNpz(), TextFixtures.Bytes(TextFixtures.Layers)];
        foreach (ModelFileFormat format in ModelFileFormat.All)
        {
            Run(Read(bytes => WeightFile.Read("file" + format.Extension, bytes)), Math.Max(1, Mutants / 10), files);
        }
    }

    /// <summary>Files of the smallest things that there are, as many as fit.</summary>
    [Fact]
    public void Files_of_the_smallest_things_take_memory_in_proportion()
    {
        const int Count = 50_000;
        string Many(string text) => string.Concat(Enumerable.Repeat(text, Count));
        WireWriter Repeated(WireWriter message, Action<WireWriter> add)
        {
            for (int i = 0; i < Count; i++)
            {
                add(message);
            }

            return message;
        }

        Func<byte[], bool> onnx = Read(bytes => OnnxReader.Read(bytes));
        Func<byte[], bool> json = Read(JsonModelReader.Read);
        (Func<byte[], bool> Read, byte[] File)[] files =
        [
            (onnx, OnnxFixture.File(Repeated(new WireWriter(), graph => graph.Message(1, new WireWriter())))),
            (onnx, OnnxFixture.File(Repeated(new WireWriter(), graph => graph.Message(1, new WireWriter().Text(4, "A"))))),
            (onnx, OnnxFixture.File(Repeated(new WireWriter(), graph => graph.Message(5, new WireWriter())))),
            (onnx, OnnxFixture.File(Repeated(new WireWriter(), graph => graph.Message(12, new WireWriter())))),
            (onnx, OnnxFixture.File(Repeated(new WireWriter(), graph => graph.Message(15, new WireWriter().Message(1, new WireWriter()))))),
            (onnx, OnnxFixture.File(new WireWriter().Message(1, Repeated(new WireWriter().Text(4, "A"), node => node.Text(1, ""))))),
            (onnx, OnnxFixture.File(new WireWriter().Message(1, Repeated(new WireWriter().Text(4, "A"), node => node.Message(5, new WireWriter()))))),
            (onnx, OnnxFixture.File(new WireWriter().Message(12, new WireWriter().Message(2, new WireWriter().Message(1, new WireWriter().Message(2, Repeated(new WireWriter(), shape => shape.Message(1, new WireWriter())))))))),
            (onnx, OnnxFixture.File(new WireWriter().Message(5, Repeated(new WireWriter(), tensor => tensor.Varint(1, 1))))),
            (onnx, OnnxFixture.File(new WireWriter().Message(5, OnnxFixture.Tensor("t", 7, Count).PackedVarints(7, new long[Count])))),
            (onnx, OnnxFixture.File(new WireWriter().Message(5, Repeated(OnnxFixture.Tensor("t", 1, Count), tensor => tensor.Fixed32(4, 1))))),
            (Read(SafetensorsReader.Read), ArrayFixtures.Safetensors($"{{\"t\":{{\"dtype\":\"U8\",\"shape\":[{Many("1,")}1],\"data_offsets\":[0,1]}}}}", 1)),
            (json, TextFixtures.Bytes($"{{\"t\":[{Many("0,")}0]}}")),
            (json, TextFixtures.Bytes($"{{\"t\":[{Many("[],")}[]]}}")),
            (json, TextFixtures.Bytes($"{{\"t\":[{Many("{},")}{{}}]}}")),
            (json, TextFixtures.Bytes($"{{\"format\":\"relugen\",\"inputs\":1,\"layers\":[{Many("{},")}{{}}]}}")),
            (json, TextFixtures.Bytes($"{{\"t\":\"{Many("\\n")}\"}}")),
            (Read(NnetReader.Read), TextFixtures.Bytes(Many("1,"))),
            (Read(NnetReader.Read), TextFixtures.Bytes(Many("1\n"))),
            (Read(NpzReader.Read), ArrayFixtures.Npz([.. Enumerable.Range(0, 2000).Select(i => ($"{i}", Array.Empty<byte>()))])),
        ];
        for (int i = 0; i < files.Length; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            files[i].Read(files[i].File);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= BytesPerFile + (BytesPerByte * files[i].File.Length), $"file {i}: {files[i].File.Length} bytes took {allocated}");
        }
    }

    private static byte[] Typed() => OnnxFixture.File(new WireWriter()
        .Message(5, OnnxFixture.Tensor("a", 1, 2).Fixed32(4, 1).Fixed32(4, 2))
        .Message(5, OnnxFixture.Tensor("b", 7, 2).PackedVarints(7, -1, 300))
        .Message(5, OnnxFixture.Tensor("c", 13, 1).PackedVarints(11, 5))
        .Message(5, OnnxFixture.Tensor("d", 8, 1).Text(6, "text"))
        .Message(15, new WireWriter().Message(1, OnnxFixture.Tensor("e", 1, 1).RawFloats(1))));

    private static byte[] WithExternalData() => OnnxFixture.File(new WireWriter()
        .Message(5, OnnxFixture.External("a", [1], ("location", "w.bin"), ("offset", "0"), ("length", "4"))));

    /// <summary>Whether a reader had a result; it must have that or problems.</summary>
    private static Func<byte[], bool> Read<T>(Func<byte[], ReadResult<T>> read)
        where T : class => bytes =>
        {
            ReadResult<T> result = read(bytes);
            Assert.True(result.Value is null == result.Problems.Count > 0 && result.Problems.Count <= 20);
            Assert.All(result.Problems, problem => Assert.InRange(problem.Length, 1, 5000));
            return result.Value is not null;
        };

    private static void Run(Func<byte[], bool> read, params byte[][] fixtures) => Run(read, Mutants, fixtures);

    private static void Run(Func<byte[], bool> read, int count, byte[][] fixtures)
    {
        int results = fixtures.Count(read);
        Assert.True(count < Mutants || results == fixtures.Length, "a fixture is broken before it is mutated");
        for (int seed = 0; seed < count; seed++)
        {
            byte[] mutant = Mutator.Mutate(fixtures[seed % fixtures.Length], new Random(seed));
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(mutant);
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, {Convert.ToHexString(mutant)}: {exception}");
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(
                allocated <= BytesPerFile + (BytesPerByte * mutant.Length),
                $"seed {seed}, {mutant.Length} bytes took {allocated} bytes of memory: {Convert.ToHexString(mutant)}");
        }
    }
}
