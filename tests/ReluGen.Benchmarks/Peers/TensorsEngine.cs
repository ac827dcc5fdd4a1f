using System.Numerics;
using System.Numerics.Tensors;
using ReluGen.Benchmarks.Cases;
using ReluGen.Benchmarks.Networks;
using ReluGen.Model;

namespace ReluGen.Benchmarks.Peers;

/// <summary>The network on the vectorised primitives of System.Numerics.Tensors: a dot product a unit.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TensorsEngine<T> : Engine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PeerLayer<T>[] _layers;

    public TensorsEngine(BenchmarkNetwork network)
        : base("tensors") => _layers = PeerLayer<T>.CreateAll(network);

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
                layer.Sums[unit] = TensorPrimitives.Dot(layer.Weights.AsSpan(unit * layer.InputSize, layer.InputSize), values);
            }

            TensorPrimitives.Add(layer.Sums, layer.Bias, layer.Sums);
            switch (layer.Activation)
            {
                case ActivationKind.Relu:
                    TensorPrimitives.Max(layer.Sums, T.Zero, layer.Outputs);
                    break;
                case ActivationKind.Tanh:
                    TensorPrimitives.Tanh(layer.Sums, layer.Outputs);
                    break;
                default:
                    layer.Sums.CopyTo(layer.Outputs, 0);
                    break;
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
            var start = unit * layer.InputSize;
            var row = parameterGradient.AsSpan(layer.ParameterOffset + start, layer.InputSize);
            TensorPrimitives.MultiplyAdd(inputs, gradient, row, row);
            TensorPrimitives.MultiplyAdd(layer.Weights.AsSpan(start, layer.InputSize), gradient, inputGradients, inputGradients);
            parameterGradient[layer.BiasOffset + unit] += gradient;
        }
    }
}
