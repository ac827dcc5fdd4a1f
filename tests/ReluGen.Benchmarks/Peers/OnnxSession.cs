using Microsoft.ML.OnnxRuntime;
using ReluGen.Benchmarks.Networks;

namespace ReluGen.Benchmarks.Peers;

/// <summary>A network in ONNX Runtime, on one thread.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly SessionOptions _options = new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
    };

    public OnnxSession(BenchmarkNetwork network) => Inference = new InferenceSession(OnnxModelWriter.Write(network), _options);

    public InferenceSession Inference { get; }

    public void Dispose()
    {
        Inference.Dispose();
        _options.Dispose();
    }
}
