using System.Numerics;
using ReluGen.Benchmarks.Cases;
using ReluGen.Benchmarks.Networks;
using ReluGen.Model;

namespace ReluGen.Benchmarks.Peers;

/// <summary>The network as people write it: nested loops over arrays.</summary>
/// <typeparam name="T">float or double; the runtime compiles the code for each as if it were written for it.</typeparam>
internal sealed class LoopsEngine<T> : Engine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PeerLayer<T>[] _layers;

    public LoopsEngine(BenchmarkNetwork network)
        : base("loops") => _layers = PeerLayer<T>.CreateAll(network);

    public override int MostRows(CaseMode mode, double flopsPerRow) => RowByRow.MostRows(flopsPerRow);

    public override void Single(CaseData<T> data) => Batch(data);

    public override void Batch(CaseData<T> data)
    {
        var (inputSize, outputSize) = (_layers[0].InputSize, _layers[^1].Units);
        for (var row = 0; row < data.Rows; row++)
        {
            Forward(data.Inputs.AsSpan(row * inputSize, inputSize));
            _layers[^1].Outputs.CopyTo(data.Outputs, row * outputSize);
        }
    }

    public override void Backward(CaseData<T> data)
    {
        var (inputSize, outputSize) = (_layers[0].InputSize, _layers[^1].Units);
        Array.Clear(data.ParameterGradient);
        for (var row = 0; row < data.Rows; row++)
        {
            var input = data.Inputs.AsSpan(row * inputSize, inputSize);
            Forward(input);
            Array.Copy(data.OutputGradients, row * outputSize, _layers[^1].Gradients, 0, outputSize);
            for (var index = _layers.Length - 1; index >= 0; index--)
            {
                var below = index == 0 ? data.InputGradients.AsSpan(row * inputSize, inputSize) : _layers[index - 1].Gradients;
                Backward(_layers[index], index == 0 ? input : _layers[index - 1].Outputs, below, data.ParameterGradient);
            }
        }
    }

    private void Forward(ReadOnlySpan<T> input)
    {
        var values = input;
        foreach (var layer in _layers)
        {
            for (var unit = 0; unit < layer.Units; unit++)
            {
                var sum = layer.Bias[unit];
                for (var k = 0; k < layer.InputSize; k++)
                {
                    sum += layer.Weights[(unit * layer.InputSize) + k] * values[k];
                }

                layer.Sums[unit] = sum;
                layer.Outputs[unit] = layer.Activation switch
                {
                    ActivationKind.Relu => T.Max(sum, T.Zero),
                    ActivationKind.Tanh => T.Tanh(sum),
                    _ => sum,
                };
            }

            values = layer.Outputs;
        }
    }

    private static void Backward(PeerLayer<T> layer, ReadOnlySpan<T> inputs, Span<T> inputGradients, T[] parameterGradient)
    {
        inputGradients.Clear();
        for (var unit = 0; unit < layer.Units; unit++)
        {
            var gradient = layer.Gradients[unit] * layer.Derivative(unit);
            for (var k = 0; k < layer.InputSize; k++)
            {
                parameterGradient[layer.ParameterOffset + (unit * layer.InputSize) + k] += gradient * inputs[k];
                inputGradients[k] += gradient * layer.Weights[(unit * layer.InputSize) + k];
            }

            parameterGradient[layer.BiasOffset + unit] += gradient;
        }
    }
}
