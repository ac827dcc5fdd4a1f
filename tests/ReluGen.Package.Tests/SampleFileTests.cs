using ReluGen.Tests.Package.Models;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Package;

/// <summary>The model files of the samples are those that our own code writes; <c>RELUGEN_ACCEPT=1</c> writes them.</summary>
public class SampleFileTests
{
    [Fact]
    public void Policy_of_the_onnx_sample() => AssertIs("samples/OnnxPolicy/policy.onnx", PolicyModel.Onnx());

    [Fact]
    public void Weights_of_the_pytorch_sample() => AssertIs("samples/FromPyTorch/policy.safetensors", PolicyModel.Safetensors());

    private static void AssertIs(string file, byte[] expected)
    {
        string path = Path.Combine(SharedData.Repository, file);
        if (Environment.GetEnvironmentVariable("RELUGEN_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null or "")
        {
            File.WriteAllBytes(path, expected);
        }

        Assert.Equal(expected, File.ReadAllBytes(path));
    }
}
