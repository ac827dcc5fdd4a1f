using ReluGen.Importing;
using ReluGen.Manifest;
using ReluGen.Model;
using ReluGen.Tests.Shared.Onnx;

namespace ReluGen.Tests.Core.Manifest;

/// <summary>What the importer takes, manifests hold; what it refuses, it refuses in its own words.</summary>
public class ModelConverterTests
{
    [Fact]
    public void Values_without_elements_reach_the_manifest()
    {
        OnnxFile file = new OnnxFile(17).Input("x", OnnxFile.Float, "N", 4).Output("y").Output("z")
            .Initializer("two", OnnxFile.Integer, [1], 2).Initializer("axis", OnnxFile.Integer, [1], 1)
            .Node("Tanh", ["x"], ["y"]).Node("Slice", ["x", "two", "two", "axis"], ["z"]);

        Conversion conversion = Convert(file);

        Assert.Empty(conversion.Problems);
        NetworkModel model = ManifestReader.Read(conversion.Text!).Value!.Model!;
        Assert.Equal([4, 0], model.Outputs.Select(id => model.Values[id].Shape.ElementCount));
    }

    [Fact]
    public void Moves_without_elements_read_back_equal()
    {
        ModelManifest manifest = ManifestModels.Everything();
        NetworkModel model = manifest.Model!;
        Value[] values = [.. model.Values, new Value(15, "none", new Shape(new EquatableArray<int>(int.MaxValue, 3, 0)), "none")];
        Node[] nodes = [.. model.Nodes, new ArrangeNode("nothing", new EquatableArray<int>(7), 15, new IndexMap())];
        manifest = manifest with { Model = model with { Values = new EquatableArray<Value>(values), Nodes = new EquatableArray<Node>(nodes), Outputs = new EquatableArray<int>(12, 15) } };

        Assert.Equal(WeightsLayout.Place(manifest).Manifest, ManifestReader.Read(ManifestWriter.Write(manifest).Text).Value);
    }

    [Theory]
    [InlineData(10_000_000)]
    [InlineData(1 << 24)]
    public void Large_inputs_and_outputs_are_refused_by_the_importer(int size)
    {
        Conversion conversion = Convert(new OnnxFile(17).Input("x", OnnxFile.Float, 1, size).Output("y").Node("Neg", ["x"], ["y"]));

        string message = Assert.Single(conversion.Problems).Message;
        Assert.DoesNotContain("Line ", message, StringComparison.Ordinal);
        Assert.Contains(" are possible. ", message, StringComparison.Ordinal);
    }

    private static Conversion Convert(OnnxFile file) =>
        ModelConverter.Convert(new ModelPlace("test.onnx", "weights"), file.ToArray(), _ => null, new ImportOptions());
}
