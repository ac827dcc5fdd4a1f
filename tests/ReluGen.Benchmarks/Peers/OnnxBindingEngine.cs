using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using ReluGen.Benchmarks.Cases;
using ReluGen.Benchmarks.Networks;

namespace ReluGen.Benchmarks.Peers;

/// <summary>
/// ONNX Runtime with its inputs and outputs bound beforehand, its fastest call: a batch is read and written in place, a
/// single sample is copied into and out of the bound row.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class OnnxBindingEngine<T>(BenchmarkNetwork network, OnnxSession session) : Engine<T>("ORT binding")
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RunOptions _options = new();
    private readonly T[] _input = GC.AllocateArray<T>(network.InputSize, pinned: true);
    private readonly T[] _output = GC.AllocateArray<T>(network.OutputSize, pinned: true);
    private OrtIoBinding? _binding;
    private OrtValue? _inputs;
    private OrtValue? _outputs;

    public override bool HasBackward => false;

    public override int MostRows(CaseMode mode, double flopsPerRow) => mode == CaseMode.Single ? RowByRow.MostCalls : int.MaxValue;

    public override void Prepare(CaseData<T> data, CaseMode mode)
    {
        Release();
        var rows = mode == CaseMode.Single ? 1 : data.Rows;
        _inputs = OrtValue.CreateTensorValueFromMemory(mode == CaseMode.Single ? _input : data.Inputs, [rows, network.InputSize]);
        _outputs = OrtValue.CreateTensorValueFromMemory(mode == CaseMode.Single ? _output : data.Outputs, [rows, network.OutputSize]);
        _binding = session.Inference.CreateIoBinding();
        _binding.BindInput(OnnxModelWriter.InputName, _inputs);
        _binding.BindOutput(OnnxModelWriter.OutputName, _outputs);
    }

    public override void Single(CaseData<T> data)
    {
        for (var row = 0; row < data.Rows; row++)
        {
            data.Inputs.AsSpan(row * network.InputSize, network.InputSize).CopyTo(_input);
            session.Inference.RunWithBinding(_options, _binding);
            _output.CopyTo(data.Outputs.AsSpan(row * network.OutputSize, network.OutputSize));
        }
    }

    public override void Batch(CaseData<T> data) => session.Inference.RunWithBinding(_options, _binding);

    public override void Backward(CaseData<T> data) => throw new NotSupportedException("ONNX Runtime does not run backward here.");

    protected override void Dispose(bool disposing)
    {
        Release();
        _options.Dispose();
    }

    private void Release()
    {
        _binding?.Dispose();
        _inputs?.Dispose();
        _outputs?.Dispose();
    }
}
