using ReluGen.Manifest;
using ReluGen.Model;
using ReluGen.Readers;

namespace ReluGen.Tests.Core.Manifest;

/// <summary>What is written reads back equal; large tensors are in the weights file, aligned and once each.</summary>
public class ManifestTests
{
    [Theory]
    [InlineData(ElementKind.Float)]
    [InlineData(ElementKind.Double)]
    public void Model_with_every_node_kind_reads_back_equal(ElementKind element)
    {
        ModelManifest manifest = ManifestModels.Everything(element);
        Type[] kinds = [.. typeof(Node).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Node)))];
        Assert.Empty(kinds.Except(manifest.Model!.Nodes.Select(node => node.GetType())));

        AssertRoundTrip(manifest);
    }

    [Theory]
    [InlineData(ElementKind.Float)]
    [InlineData(ElementKind.Double)]
    public void File_of_tensors_reads_back_equal(ElementKind element) => AssertRoundTrip(ManifestModels.Tensors(element));

    [Fact]
    public void Text_is_readable()
    {
        string[] lines = ManifestWriter.Write(ManifestModels.Everything()).Text.Split('\n');
        string hash = ManifestModels.Everything().Model!.Nodes.OfType<DenseNode>().Single().Weights.Hash;

        Assert.Equal("relugen-manifest 1", lines[0]);
        Assert.Contains("value 2 \"hidden\" shape [2 12] file \"\\u65e5\\u672c\\u8a9e \\ud83d\"", lines);
        Assert.Contains("binary \"multiply\" to 6 Multiply left 5:24:1 right 13:12:1", lines);
        Assert.Contains(
            $"dense \"hiddenDense\" to 2 from 0 inputs 12 units 12 rows 2 forward 12/2 backward 12/2 offset 12 weights @0 144 {hash} "
            + "bias (-3 -2.857143 -2.7142856 -2.5714285 -2.4285715 -2.2857141 -2.142857 -2 -1.8571428 -1.7142857 -1.5714285 -1.4285715)",
            lines);
        Assert.Contains("constant \"scaleConstant\" to 13 offset 0 values (1 -0 0.1 nan:fff8000000000000 inf -inf 1.4013E-45 3.4028235E+38 5 6 7 0.3333333333333333d)", lines);
        Assert.Contains(lines, line => line.StartsWith("arrange \"turn\" to 10 from [7] fill 0 map (0 12 1 13 ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("arrange \"pad\" to 11 from [7 8] fill 0.1d map (25-1*20 -1+0*5 1 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ElementKind.Float, 4)]
    [InlineData(ElementKind.Double, 8)]
    public void Weights_are_aligned_little_endian_and_stand_there_once(ElementKind element, int size)
    {
        (string text, byte[] weights) = ManifestWriter.Write(ManifestModels.Tensors(element));
        StoredTensors file = ManifestReader.Read(text).Value!.Tensors!;

        Assert.Equal(0, file.Tensors[0].Values.ResourceOffset);
        Assert.Equal(96, file.Tensors[0].Transposed!.ResourceOffset);
        Assert.Equal(file.Tensors[0].Values, file.Tensors[2].Values);
        Assert.Null(file.Tensors[1].Values.ResourceOffset);
        Assert.Equal(2 * 96 * size, weights.Length);
        for (int i = 0; i < 96; i++)
        {
            double value = size == 4 ? BitConverter.ToSingle(weights, i * 4) : BitConverter.ToDouble(weights, i * 8);
            Assert.Equal((i / 7f) - 3, value);
        }
    }

    [Fact]
    public void Tensors_start_on_multiples_of_64_bytes()
    {
        var tensors = new EquatableArray<StoredTensor>(
            [.. Enumerable.Range(65, 70).Select(count => new StoredTensor("t", Shape.Vector(count), new Tensor(new double[count]), null))]);
        ModelManifest manifest = ManifestModels.Tensors() with { Tensors = ManifestModels.Tensors().Tensors! with { Tensors = tensors } };

        StoredTensors file = ManifestReader.Read(ManifestWriter.Write(manifest).Text).Value!.Tensors!;

        Assert.All(file.Tensors, tensor => Assert.Equal(0, tensor.Values.ResourceOffset * 4 % 64));
    }

    private static void AssertRoundTrip(ModelManifest manifest)
    {
        (string text, byte[] weights) = ManifestWriter.Write(manifest);
        Assert.Equal(text, ManifestWriter.Write(manifest).Text);
        Assert.All(text, c => Assert.InRange(c, '\n', '~'));
        Assert.NotEmpty(weights);

        ReadResult<ModelManifest> read = ManifestReader.Read(text);

        Assert.Empty(read.Problems);
        (ModelManifest placed, _) = WeightsLayout.Place(manifest);
        Assert.NotEqual(manifest, placed);
        Assert.Equal(placed, read.Value);
    }
}
