using ReluGen.Readers;
using ReluGen.Readers.Onnx;
using ReluGen.Tests.Core.Readers.Fixtures;
using static ReluGen.Tests.Core.Readers.Fixtures.OnnxFixture;

namespace ReluGen.Tests.Core.Readers.Onnx;

public class ExternalDataTests
{
    private static readonly byte[] Data = ArrayFixtures.Floats(1, 2, 3, 4);

    [Fact]
    public void Tensors_are_read_from_their_place_in_the_file_and_the_file_once()
    {
        var asked = new List<string>();
        byte[] model = File(new WireWriter()
            .Message(5, External("a", [2], ("location", "./sub//weights.bin"), ("offset", "4"), ("length", "8")))
            .Message(5, External("b", [1], ("location", "sub/weights.bin"))));

        ReadResult<OnnxModel> read = OnnxReader.Read(model, name =>
        {
            asked.Add(name);
            return Data;
        });

        Assert.Empty(read.Problems);
        Assert.Equal([2, 3], read.Value!.Graph.Initializers["a"].Values);
        Assert.Equal([1], read.Value.Graph.Initializers["b"].Values);
        Assert.Equal(["sub/weights.bin"], asked);
    }

    [Theory]
    [InlineData("../w.bin")]
    [InlineData("a/../w.bin")]
    [InlineData("a/.. /w.bin")]
    [InlineData("...")]
    [InlineData("/etc/passwd")]
    [InlineData("\\\\server\\share")]
    [InlineData("a\\w.bin")]
    [InlineData("C:w.bin")]
    [InlineData("file:///w.bin")]
    [InlineData("w.bin:stream")]
    [InlineData("a|w.bin")]
    [InlineData("w\u0000.bin")]
    [InlineData("")]
    [InlineData(".")]
    public void Places_outside_the_folder_are_refused_without_asking(string location)
    {
        byte[] model = File(new WireWriter().Message(5, External("a", [1], ("location", location))));

        string problem = Assert.Single(OnnxReader.Read(model, _ => throw new InvalidOperationException("asked")).Problems);
        Assert.Contains("only a file in the model's folder or below is read", problem);
    }

    [Theory]
    [InlineData("0", "4", 1, null)]
    [InlineData("12", "4", 1, null)]
    [InlineData("13", "4", 1, "takes 4 bytes from byte 13 on in the file 'w.bin', which has 16")]
    [InlineData("9223372036854775807", "4", 1, "takes 4 bytes from byte 9223372036854775807 on")]
    [InlineData("0", "8", 1, "takes 8 bytes in the file 'w.bin'; its shape needs 4")]
    [InlineData("-1", "4", 1, "no whole number")]
    [InlineData("0", "0x4", 1, "no whole number")]
    [InlineData("0", "2000000000", 500_000_000, "which has 16")]
    public void Offset_and_length_must_lie_in_the_file(string offset, string length, long count, string? expected)
    {
        byte[] model = File(new WireWriter().Message(5, External("a", [count], ("location", "w.bin"), ("offset", offset), ("length", length))));
        IReadOnlyList<string> problems = OnnxReader.Read(model, _ => Data).Problems;

        if (expected is null)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.Contains(expected, Assert.Single(problems));
        }
    }

    [Fact]
    public void A_missing_file_is_named_with_the_tensor()
    {
        byte[] model = File(new WireWriter().Message(5, External("fc.weight", [1], ("location", "w.bin"))));
        const string Expected = "The constant 'fc.weight' is in the file 'w.bin', which is missing; put it beside the model, or export the model as a single file.";

        Assert.Equal(Expected, Assert.Single(OnnxReader.Read(model, _ => null).Problems));
        Assert.Equal(Expected, Assert.Single(OnnxReader.Read(model).Problems));
    }

    [Fact]
    public void Data_without_a_file_is_told() => Assert.Contains(
        "no file is named", Assert.Single(OnnxReader.Read(File(new WireWriter().Message(5, External("a", [1])))).Problems));
}
