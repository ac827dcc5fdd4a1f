using ReluGen.Readers;
using ReluGen.Readers.Onnx;
using ReluGen.Tests.Core.Readers.Fixtures;
using static ReluGen.Tests.Core.Readers.Fixtures.OnnxFixture;

namespace ReluGen.Tests.Core.Readers.Onnx;

public class OnnxReaderTests
{
    [Fact]
    public void A_model_is_read_with_all_its_parts()
    {
        OnnxModel model = Good(OnnxFixture.Good());
        OnnxGraph graph = model.Graph;

        Assert.Equal((8, "fixture", 17, "graph"), (model.IrVersion, model.Producer, model.Opset, graph.Name));
        Assert.Equal(["Gemm", "Relu", "Constant", "Reshape"], graph.Nodes.Select(node => node.Operator));
        Assert.Equal(["x", "w", "b"], graph.Nodes[0].Inputs);
        Assert.Equal([0.5f], graph.Nodes[0].Attributes["alpha"].Floats);
        Assert.Equal([1, -1], graph.Nodes[2].Attributes["value"].Tensor!.Integers);
        Assert.Equal([1, 2], graph.Nodes[3].Attributes["axes"].Integers);
        Assert.Equal([1, 2, 3, 4, 5, 6], graph.Initializers["w"].Values);
        Assert.Equal([2, 3], graph.Initializers["w"].Shape);
        Assert.Equal([0.5, -0.5], graph.Initializers["b"].Values);
    }

    [Fact]
    public void Constants_among_the_inputs_are_left_out_and_open_dimensions_have_no_size()
    {
        OnnxGraph graph = Good(OnnxFixture.Good()).Graph;

        OnnxValue input = Assert.Single(graph.Inputs);
        Assert.Equal("x", input.Name);
        Assert.Equal([new OnnxDimension(null, "N"), new OnnxDimension(3, "")], input.Shape);
        Assert.Equal((TensorFormat.Float32, "float"), (input.Format, input.FormatName));
        Assert.Equal([new OnnxDimension(null, ""), new OnnxDimension(2, "")], Assert.Single(graph.Outputs).Shape);
        Assert.Equal([new OnnxDimension(0, ""), new OnnxDimension(2, "")], Assert.Single(graph.Values).Shape);
    }

    [Fact]
    public void The_standard_domain_has_two_names()
    {
        byte[] bytes = new WireWriter()
            .Message(8, new WireWriter().Text(1, "ai.onnx").Varint(2, 13))
            .Message(8, new WireWriter().Text(1, "com.example").Varint(2, 2))
            .Message(7, new WireWriter().Message(1, Node("Relu", ["x"], ["y"]).Text(7, "ai.onnx")))
            .ToArray();

        OnnxModel model = Good(bytes);
        Assert.Equal(13, model.Opset);
        Assert.Equal(2, model.OperatorSets["com.example"]);
        Assert.Equal("", model.Graph.Nodes[0].Domain);
    }

    [Fact]
    public void Attributes_without_a_kind_are_what_they_hold()
    {
        OnnxNode node = Good(File(new WireWriter().Message(1, Node("Op", [], ["y"], "",
            new WireWriter().Text(1, "f").Fixed32(2, 2),
            new WireWriter().Text(1, "i").Varint(3, 3),
            new WireWriter().Text(1, "s").Text(4, "same"),
            new WireWriter().Text(1, "floats").Fixed32(7, 1).Fixed32(7, 2),
            new WireWriter().Text(1, "strings").Text(9, "a").Text(9, "b"),
            new WireWriter().Text(1, "graph").Bytes(6, 1, 2, 3),
            new WireWriter().Text(1, "zero").Varint(20, 2),
            new WireWriter().Text(1, "many").Varint(20, 9))))).Graph.Nodes[0];

        Assert.Equal([2f], node.Attributes["f"].Floats);
        Assert.Equal([3L], node.Attributes["i"].Integers);
        Assert.Equal(["same"], node.Attributes["s"].Strings);
        Assert.Equal([1f, 2f], node.Attributes["floats"].Floats);
        Assert.Equal(["a", "b"], node.Attributes["strings"].Strings);
        Assert.Equal(OnnxAttributeKind.Graph, node.Attributes["graph"].Kind);
        Assert.Equal([0L], node.Attributes["zero"].Integers);
        Assert.Equal(OnnxAttributeKind.Other, node.Attributes["many"].Kind);
    }

    [Fact]
    public void Tensors_of_other_formats_are_unreadable_by_name_only()
    {
        OnnxGraph graph = Good(File(new WireWriter()
            .Message(5, Tensor("labels", 8, 1).Text(6, "cat"))
            .Message(5, Tensor("tiny", 17, 1).Bytes(9, 1))
            .Message(5, Tensor("seed", 13, 1).PackedVarints(11, -1))
            .Message(15, new WireWriter().Message(1, Tensor("sparse", Float, 1).RawFloats(1)))
            .Message(11, Value("labels", 8, 1))
            .Message(1, Node("Constant", [], ["c"], "", new WireWriter().Text(1, "value").Message(5, Tensor("", 8, 1)).Varint(20, 4))))).Graph;

        Assert.Empty(graph.Initializers);
        Assert.Empty(graph.Inputs);
        Assert.Equal("is of the format string, which is not read", graph.Unreadable["labels"]);
        Assert.Equal("is of the format float8e4m3fn, which is not read", graph.Unreadable["tiny"]);
        Assert.Equal("holds 18446744073709551615; whole numbers up to 9223372036854775807 are read", graph.Unreadable["seed"]);
        Assert.Equal("is a sparse tensor, which is not read", graph.Unreadable["sparse"]);
        Assert.Equal("is of the format string, which is not read", graph.Nodes[0].Attributes["value"].Unreadable);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        IReadOnlyList<string> problems = OnnxReader.Read(File(new WireWriter()
            .Message(1, Node("Relu", ["x"], ["y"], "one"))
            .Message(1, Node("Relu", ["x"], ["y"], "two"))
            .Message(1, Node("Relu", ["x"], ["w"], "three"))
            .Message(1, Node("", ["x"], ["z"], "four"))
            .Message(1, Node("Op", [], ["q"], "five", new WireWriter().Text(1, "a"), new WireWriter().Text(1, "a")))
            .Message(5, Tensor("w", Float, 1).RawFloats(1))
            .Message(5, Tensor("w", Float, 1).RawFloats(1))
            .Message(5, Tensor("", Float, 1).RawFloats(1))
            .Message(11, Value("x", Float, 1))
            .Message(11, Value("x", Float, 1)))).Problems;

        Assert.Equal(
            [
                "The node 'four' has no operator. Export the model again.",
                "The node 'five' ('Op') has the attribute 'a' twice. Export the model again.",
                "The constant 'w' is there twice; each name may be given once. Export the model again.",
                "A constant of the graph has no name. Export the model again.",
                "The input 'x' is there twice; each name may be given once. Export the model again.",
                "The value 'y', made by the node 'two' ('Relu'), is made elsewhere as well; each may be made once. Export the model again.",
                "The value 'w', made by the node 'three' ('Relu'), is made elsewhere as well; each may be made once. Export the model again.",
            ],
            problems);
    }

    [Fact]
    public void Shapes_beyond_all_bounds_are_told_with_the_bounds()
    {
        object[] deep = [.. Enumerable.Repeat<object>(1, 33)];
        IReadOnlyList<string> problems = OnnxReader.Read(File(new WireWriter()
            .Message(5, Tensor("huge", Float, 1L << 31, 1L << 32))
            .Message(5, Tensor("large", Float, 65_536, 65_536))
            .Message(5, Tensor("negative", Float, 2, -3))
            .Message(5, Tensor("long", Float, 3).RawFloats(1, 2))
            .Message(11, Value("x", Float, long.MaxValue))
            .Message(11, Value("deep", Float, deep)))).Problems;

        Assert.Equal(
            [
                "The constant 'huge' has the shape [2147483648, 4294967296], more than 2147483647 elements, the most that are read.",
                "The constant 'large' has the shape [65536, 65536], more than 2147483647 elements, the most that are read.",
                "The constant 'negative' has the shape [2, -3]; no dimension may be negative.",
                "The constant 'long' has 8 bytes; its shape [3] of float needs 12.",
                "The value 'x' has the shape [9223372036854775807], more than 2147483647 elements, the most that are read.",
                "The value 'deep' has more than 32 dimensions, the most that are read.",
            ],
            problems);
    }

    [Fact]
    public void No_more_problems_are_told_than_a_person_reads()
    {
        var graph = new WireWriter();
        for (int i = 0; i < 1000; i++)
        {
            graph.Message(1, new WireWriter());
        }

        Assert.Equal(20, OnnxReader.Read(File(graph)).Problems.Count);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("<!DOCTYPE html><html>", "web page")]
    [InlineData("\r\n  <html>", "web page")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4\n", "git lfs pull")]
    [InlineData("PK\u0003\u0004abcdefgh", "torch.onnx.export")]
    [InlineData("\u0080\u0002}q\u0000.", "pickle")]
    [InlineData("\u0089HDF\r\n\u001a\n", "HDF5")]
    [InlineData("\u001c\0\0\0TFL3", "tf2onnx")]
    [InlineData("\u001f\u008b\u0008", "gzip")]
    [InlineData("hello world", "It is no ONNX model, or a damaged one")]
    public void Files_that_are_no_models_are_named_with_a_remedy(string content, string expected) =>
        Assert.Contains(expected, Assert.Single(OnnxReader.Read([.. content.Select(c => (byte)c)]).Problems));

    [Fact]
    public void A_file_cut_anywhere_is_a_problem_or_lacks_what_was_cut()
    {
        byte[] bytes = OnnxFixture.Good();
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.NotEmpty(OnnxReader.Read(bytes[..length]).Problems);
        }
    }

    [Fact]
    public void Names_from_a_file_cannot_break_out_of_a_message()
    {
        string problem = Assert.Single(OnnxReader.Read(File(new WireWriter().Message(1, Node("", [], ["a\nerror: b\u202e" + new string('x', 200)])))).Problems);

        Assert.Equal("The node 'a\\u000aerror: b\\u202e" + new string('x', 69) + "…' has no operator. Export the model again.", problem);
    }

    private static OnnxModel Good(byte[] bytes)
    {
        ReadResult<OnnxModel> read = OnnxReader.Read(bytes);
        Assert.Empty(read.Problems);
        return read.Value!;
    }
}
