using ReluGen.Readers;
using ReluGen.Readers.Json;
using ReluGen.Readers.Nnet;
using ReluGen.Readers.Numpy;
using ReluGen.Readers.Onnx;
using ReluGen.Readers.Safetensors;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Core.Readers;

/// <summary>Files of other people's programs.</summary>
public class SharedFilesTests
{
    [Fact]
    public void Arrays_of_doubles_are_read_alike_in_both_byte_orders_and_both_orders_of_dimensions()
    {
        string folder = SharedData.Find("conformance/npy");
        foreach (string endian in new[] { "little", "big" })
        {
            foreach (string order in new[] { "standard", "fortran" })
            {
                NamedTensor tensor = Npy(Path.Combine(folder, $"example_f64_{endian}_endian_{order}.npy")).Value!;
                Assert.Equal([2, 3, 4], tensor.Shape);
                Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), tensor.Values);
            }
        }

        Assert.Equal([0, 1, 2, 3, 4, 5], Npy(Path.Combine(folder, "array.npy")).Value!.Integers);
        Assert.Equal(24, Npy(Path.Combine(folder, "example_bool_standard.npy")).Value!.Count);
    }

    [Fact]
    public void Complex_arrays_and_wrong_truth_values_are_refused()
    {
        string folder = SharedData.Find("conformance/npy");
        string[] complex = Directory.GetFiles(folder, "example_c64_*.npy");
        Assert.Equal(4, complex.Length);
        Assert.All(complex, file => Assert.Contains("complex numbers", Assert.Single(Npy(file).Problems)));
        Assert.Contains("holds 98 as a truth value", Assert.Single(Npy(Path.Combine(folder, "example_bool_bad_value.npy")).Problems));
    }

    [Fact]
    public void Layer_lists_of_RTNeural_are_read_or_refused_by_layer()
    {
        string folder = SharedData.Find("conformance/rtneural");
        LayerList list = JsonModelReader.Read(File.ReadAllBytes(Path.Combine(folder, "dense.json"))).Value!.Layers!;
        Assert.Equal((1, 1, 8), (list.InputSize, list.OutputSize, list.Layers.OfType<ListedDense>().Count()));

        IReadOnlyList<string> conv = JsonModelReader.Read(File.ReadAllBytes(Path.Combine(folder, "conv.json"))).Problems;
        Assert.Equal(["conv1d", "batchnorm", "prelu", "conv1d", "conv1d", "batchnorm", "prelu"], conv.Select(problem => problem.Split('\'')[1]));
        Assert.Contains("'gru', which is not supported", Assert.Single(JsonModelReader.Read(File.ReadAllBytes(Path.Combine(folder, "gru_1d.json"))).Problems));
    }

    [Fact]
    public void Networks_of_collision_avoidance_are_read()
    {
        string folder = SharedData.Find("conformance/nnet");
        LayerList acas = NnetReader.Read(File.ReadAllBytes(Path.Combine(folder, "ACASXU_experimental_v2a_1_1.nnet"))).Value!;
        LayerList small = NnetReader.Read(File.ReadAllBytes(Path.Combine(folder, "fc_2-2-3.nnet"))).Value!;

        Assert.Equal((5, 5, 7), (acas.InputSize, acas.OutputSize, acas.Layers.OfType<ListedDense>().Count()));
        Assert.Equal(373.94992, acas.Output!.Range);
        Assert.Equal((2, 3, false), (small.InputSize, small.OutputSize, small.HasScaling));
    }

    [Fact]
    public void The_same_network_as_nnet_and_as_ONNX_has_the_same_weights()
    {
        LayerList acas = NnetReader.Read(File.ReadAllBytes(SharedData.Find("conformance/nnet/ACASXU_experimental_v2a_1_1.nnet"))).Value!;
        OnnxGraph graph = OnnxReader.Read(File.ReadAllBytes(SharedData.Find("conformance/models/s01_acasxu_1_1/model.onnx"))).Value!.Graph;

        foreach (NamedTensor expected in acas.ToTensors())
        {
            Assert.Contains(graph.Initializers.Values, tensor => tensor.Count == expected.Count
                && (Same(tensor.Values, expected.Values) || Same(tensor.Values, Transposed(expected))));
        }
    }

    [Fact]
    public void Weights_of_PyTorch_are_read()
    {
        TensorFile file = SafetensorsReader.Read(File.ReadAllBytes(SharedData.Find("conformance/models/s12_safetensors_multilayer/model.safetensors"))).Value!;

        Assert.Empty(file.Unreadable);
        Assert.Contains(file.Tensors, tensor => tensor.Name == "norm1.num_batches_tracked" && tensor.Shape.Count == 0 && tensor.IsInteger);
        Assert.Contains(file.Tensors, tensor => tensor.Name == "fc1.weight" && tensor.Shape.Count == 2);
    }

    private static ReadResult<NamedTensor> Npy(string path) => NpyReader.Read("t", File.ReadAllBytes(path));

    private static bool Same(double[] left, double[] right) => left.Zip(right).All(pair => (float)pair.First == (float)pair.Second);

    private static double[] Transposed(NamedTensor tensor)
    {
        int rows = tensor.Shape[0];
        int columns = tensor.Count / rows;
        return [.. Enumerable.Range(0, tensor.Count).Select(i => tensor.Values[(i % rows * columns) + (i / rows)])];
    }
}
