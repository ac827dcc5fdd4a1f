using System.Numerics.Tensors;

namespace ReluGen.Benchmarks.Training;

/// <summary>The same training on the vectorised primitives of System.Numerics.Tensors: row by row, a dot product a unit, Adam in whole vectors.</summary>
internal sealed class TensorsTraining
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;

    private readonly LayerParameters[] _layers;
    private readonly float[][] _outputs;
    private readonly float[][] _gradients;
    private readonly float[] _moments;
    private readonly float[] _squares;
    private readonly float[] _work;
    private readonly float[] _root;
    private int _step;

    public TensorsTraining(ReadOnlySpan<LayerParameters> layers, ReadOnlySpan<float> parameters)
    {
        _layers = layers.ToArray();
        _outputs = [.. _layers.Select(layer => new float[layer.Units])];
        _gradients = [.. _layers.Select(layer => new float[layer.Units])];
        Parameters = parameters.ToArray();
        Gradient = new float[Parameters.Length];
        _moments = new float[Parameters.Length];
        _squares = new float[Parameters.Length];
        _work = new float[Parameters.Length];
        _root = new float[Parameters.Length];
    }

    public float[] Parameters { get; }

    public float[] Gradient { get; }

    /// <summary>Computes the gradient of the mean squared error, or of the cross-entropy of labels where there are some.</summary>
    public void Run(float[] inputs, float[] targets, int[] labels)
    {
        var inputSize = _layers[0].Inputs;
        var outputSize = _layers[^1].Units;
        var rows = inputs.Length / inputSize;
        Array.Clear(Gradient);
        for (var row = 0; row < rows; row++)
        {
            var input = inputs.AsSpan(row * inputSize, inputSize);
            Forward(input);
            var outputs = _outputs[^1].AsSpan();
            var gradients = _gradients[^1].AsSpan();
            if (labels.Length > 0)
            {
                TensorPrimitives.SoftMax(outputs, gradients);
                gradients[labels[row]] -= 1;
                TensorPrimitives.Divide(gradients, rows, gradients);
            }
            else
            {
                TensorPrimitives.Subtract(outputs, targets.AsSpan(row * outputSize, outputSize), gradients);
                TensorPrimitives.Multiply(gradients, 2f / (rows * outputSize), gradients);
            }

            for (var index = _layers.Length - 1; index >= 0; index--)
            {
                Backward(index, index == 0 ? input : _outputs[index - 1]);
            }
        }
    }

    /// <summary>A step of Adam with PyTorch's defaults.</summary>
    public void Step(float rate)
    {
        _step++;
        TensorPrimitives.Multiply(_moments, Beta1, _moments);
        TensorPrimitives.MultiplyAdd(Gradient, 1 - Beta1, _moments, _moments);
        TensorPrimitives.Multiply(Gradient, Gradient, _work);
        TensorPrimitives.Multiply(_squares, Beta2, _squares);
        TensorPrimitives.MultiplyAdd(_work, 1 - Beta2, _squares, _squares);
        TensorPrimitives.Sqrt(_squares, _root);
        TensorPrimitives.Divide(_root, MathF.Sqrt(1 - MathF.Pow(Beta2, _step)), _root);
        TensorPrimitives.Add(_root, 1e-8f, _root);
        TensorPrimitives.Divide(_moments, _root, _work);
        TensorPrimitives.MultiplyAdd(_work, -rate / (1 - MathF.Pow(Beta1, _step)), Parameters, Parameters);
    }

    private void Forward(ReadOnlySpan<float> input)
    {
        var values = input;
        for (var index = 0; index < _layers.Length; index++)
        {
            var layer = _layers[index];
            var outputs = _outputs[index].AsSpan();
            for (var unit = 0; unit < layer.Units; unit++)
            {
                outputs[unit] = TensorPrimitives.Dot(Parameters.AsSpan(layer.WeightsOffset + (unit * layer.Inputs), layer.Inputs), values);
            }

            TensorPrimitives.Add(outputs, Parameters.AsSpan(layer.BiasOffset, layer.Units), outputs);
            switch (layer.Activation)
            {
                case Activation.Relu:
                    TensorPrimitives.Max(outputs, 0, outputs);
                    break;
                case Activation.Tanh:
                    TensorPrimitives.Tanh(outputs, outputs);
                    break;
            }

            values = outputs;
        }
    }

    private void Backward(int index, ReadOnlySpan<float> inputs)
    {
        var layer = _layers[index];
        var below = index == 0 ? [] : _gradients[index - 1].AsSpan();
        below.Clear();
        for (var unit = 0; unit < layer.Units; unit++)
        {
            var output = _outputs[index][unit];
            var gradient = _gradients[index][unit] * layer.Activation switch
            {
                Activation.Relu => output > 0 ? 1 : 0,
                Activation.Tanh => 1 - (output * output),
                _ => 1,
            };
            var start = layer.WeightsOffset + (unit * layer.Inputs);
            var row = Gradient.AsSpan(start, layer.Inputs);
            TensorPrimitives.MultiplyAdd(inputs, gradient, row, row);
            Gradient[layer.BiasOffset + unit] += gradient;
            if (index > 0)
            {
                TensorPrimitives.MultiplyAdd(Parameters.AsSpan(start, layer.Inputs), gradient, below, below);
            }
        }
    }
}
