using ReluGen.Readers;
using ReluGen.Tests.Core.Readers.Fixtures;

namespace ReluGen.Tests.Core.Readers;

public class ModelFileFormatTests
{
    private static readonly Dictionary<ModelFileKind, byte[]> Files = new()
    {
        [ModelFileKind.Onnx] = OnnxFixture.Good(),
        [ModelFileKind.OnnxTensor] = OnnxFixture.Tensor("t", 1, 1).RawFloats(1).ToArray(),
        [ModelFileKind.Safetensors] = ArrayFixtures.GoodSafetensors(),
        [ModelFileKind.Npy] = ArrayFixtures.Npy("<f4", false, "(1,)", ArrayFixtures.Floats(1)),
        [ModelFileKind.Npz] = ArrayFixtures.GoodNpz(),
        [ModelFileKind.Json] = TextFixtures.Bytes(TextFixtures.Layers),
        [ModelFileKind.Nnet] = TextFixtures.Bytes(TextFixtures.Nnet),
    };

    public static TheoryData<ModelFileKind> Kinds => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Extension_and_content_agree(ModelFileKind kind)
    {
        string extension = ModelFileFormat.All.Single(format => format.Kind == kind).Extension;

        Assert.Equal(kind, ModelFileFormat.Recognize("folder.x/model" + extension, Files[kind]).Value?.Kind);
        Assert.Equal(kind, ModelFileFormat.Recognize("MODEL" + extension.ToUpperInvariant(), Files[kind]).Value?.Kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_other_extension_is_told_where_the_content_shows_it(ModelFileKind kind)
    {
        foreach (ModelFileFormat other in ModelFileFormat.All.Where(format => format.Kind != kind))
        {
            bool isRecognizable = kind is not (ModelFileKind.Onnx or ModelFileKind.OnnxTensor or ModelFileKind.Nnet);
            bool isExpected = other.Kind is not (ModelFileKind.Onnx or ModelFileKind.OnnxTensor or ModelFileKind.Nnet);
            IReadOnlyList<string> problems = ModelFileFormat.Recognize("model" + other.Extension, Files[kind]).Problems;

            Assert.Equal(isRecognizable || isExpected ? 1 : 0, problems.Count);
        }
    }

    [Fact]
    public void Messages_name_both_formats_and_the_remedy()
    {
        Assert.Equal(
            "'a.onnx' is named as an ONNX model, but its content is safetensors. Rename it to '.safetensors' if that is what it should be.",
            Assert.Single(ModelFileFormat.Recognize("a.onnx", Files[ModelFileKind.Safetensors]).Problems));
        Assert.Equal(
            "'a.npz' is named as an archive of NumPy arrays, but its content is something else. Export it again, or fetch it again.",
            Assert.Single(ModelFileFormat.Recognize("a.npz", Files[ModelFileKind.Onnx]).Problems));
        Assert.Equal(
            "'a.pt' has an extension that is not known; it must be one of .onnx, .pb, .safetensors, .npy, .npz, .json, .nnet. The file is empty. Export the model again, or fetch the file again.",
            Assert.Single(ModelFileFormat.Recognize("a.pt", []).Problems));
        Assert.Contains("git lfs pull", Assert.Single(ModelFileFormat.Recognize("a.onnx", TextFixtures.Bytes("version https://git-lfs.github.com/spec/v1\n")).Problems));
    }

    [Fact]
    public void Weights_come_from_a_file_of_any_format()
    {
        Assert.Equal(["w", "b"], Names("m.onnx", ModelFileKind.Onnx));
        Assert.Equal(["t"], Names("m.pb", ModelFileKind.OnnxTensor));
        Assert.Equal(["fc.weight", "fc.bias", "steps"], Names("m.safetensors", ModelFileKind.Safetensors));
        Assert.Equal(["first layer"], Names("a/first layer.npy", ModelFileKind.Npy));
        Assert.Equal(["W1", "b1"], Names("m.npz", ModelFileKind.Npz));
        Assert.Equal(["layer1.weight", "layer1.bias", "layer2.weight"], Names("m.json", ModelFileKind.Json));
        Assert.Contains("Use it as a whole model", Assert.Single(WeightFile.Read("m.nnet", Files[ModelFileKind.Nnet]).Problems));
        string plain = TextFixtures.Nnet.Replace("0.5,0.25,10.0,", "0,0,0,", StringComparison.Ordinal).Replace("2.0,4.0,3.0,", "1,1,1", StringComparison.Ordinal);
        Assert.Equal(4, WeightFile.Read("m.nnet", TextFixtures.Bytes(plain)).Value!.Tensors.Count);
        Assert.Single(WeightFile.Read("m.json", Files[ModelFileKind.Npy]).Problems);
    }

    private static IEnumerable<string> Names(string fileName, ModelFileKind kind) =>
        WeightFile.Read(fileName, Files[kind]).Value!.Tensors.Select(tensor => tensor.Name);
}
