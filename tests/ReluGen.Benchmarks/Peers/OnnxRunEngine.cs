using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ReluGen.Benchmarks.Cases;
using ReluGen.Benchmarks.Networks;

namespace ReluGen.Benchmarks.Peers;

/// <summary>ONNX Runtime as its introductions call it: tensors in, a disposable list of tensors out.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class OnnxRunEngine<T>(BenchmarkNetwork network, OnnxSession session) : Engine<T>("ORT run")
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override bool HasBackward => false;

    public override int MostRows(CaseMode mode, double flopsPerRow) => mode == CaseMode.Single ? RowByRow.MostCalls : int.MaxValue;

    public override void Single(CaseData<T> data)
    {
        for (var row = 0; row < data.Rows; row++)
        {
            Run(
                data.Inputs.AsMemory(row * network.InputSize, network.InputSize),
                data.Outputs.AsSpan(row * network.OutputSize, network.OutputSize),
                1);
        }
    }

    public override void Batch(CaseData<T> data) => Run(data.Inputs, data.Outputs, data.Rows);

    public override void Backward(CaseData<T> data) => throw new NotSupportedException("ONNX Runtime does not run backward here.");

    private void Run(Memory<T> inputs, Span<T> outputs, int rows)
    {
        var input = NamedOnnxValue.CreateFromTensor(OnnxModelWriter.InputName, new DenseTensor<T>(inputs, [rows, network.InputSize]));
        using var results = session.Inference.Run([input]);
        ((DenseTensor<T>)results[0].AsTensor<T>()).Buffer.Span.CopyTo(outputs);
    }
}
