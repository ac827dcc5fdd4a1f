using System.Globalization;
using System.Text.Json;
using ReluGen.Importing;
using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Readers;
using ReluGen.Readers.Json;
using ReluGen.Readers.Nnet;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Core.Importing;

/// <summary>Networks of other people's programs give the numbers that those programs gave.</summary>
public class SharedLayerListTests
{
    [Fact]
    public void The_dense_model_of_RTNeural_gives_the_outputs_of_Keras()
    {
        string folder = SharedData.Find("conformance/rtneural");
        NetworkModel model = Import(JsonModelReader.Read(File.ReadAllBytes(Path.Combine(folder, "dense.json"))).Value!.Layers!);
        double[] inputs = Column(Path.Combine(folder, "dense_x_python.csv"));
        double[] outputs = Column(Path.Combine(folder, "dense_y_python.csv"));
        var interpreter = new ReferenceInterpreter(model);

        Assert.Equal(100, inputs.Length);
        double worst = inputs.Zip(outputs).Max(pair => Math.Abs(interpreter.Forward([pair.First])[0] - pair.Second));
        Assert.True(worst <= Tolerances.KerasOutputs, $"{worst}");
    }

    [Fact]
    public void The_layers_of_a_collision_avoidance_network_give_the_outputs_of_its_ONNX_model()
    {
        LayerList list = NnetReader.Read(File.ReadAllBytes(SharedData.Find("conformance/nnet/ACASXU_experimental_v2a_1_1.nnet"))).Value!;
        string reference = File.ReadAllText(SharedData.Find("conformance/models/s01_acasxu_1_1/reference.json"));
        JsonElement first = System.Text.Json.JsonDocument.Parse(reference).RootElement.GetProperty("cases")[0];

        // The ONNX model leaves the normalisation to its caller.
        double[] actual = new ReferenceInterpreter(Import(list with { Input = null, Output = null })).Forward(Numbers(first.GetProperty("inputs").GetProperty("input")));
        double worst = actual.Zip(Numbers(first.GetProperty("outputs").GetProperty("linear_7_Add"))).Max(pair => Math.Abs(pair.First - pair.Second));
        Assert.True(worst <= Tolerances.KeptAsFloat, $"{worst}");
    }

    private static NetworkModel Import(LayerList list)
    {
        ImportResult result = LayerListImporter.Import(list);
        Assert.Empty(result.Problems);
        return result.Model!;
    }

    private static double[] Column(string path) => [.. File.ReadAllLines(path).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];

    private static double[] Numbers(JsonElement tensor) => [.. tensor.GetProperty("data").EnumerateArray().Select(number => number.GetDouble())];
}
