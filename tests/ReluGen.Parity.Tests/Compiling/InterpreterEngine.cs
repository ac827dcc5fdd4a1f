using ReluGen.Interpreter;
using ReluGen.Model;

namespace ReluGen.Tests.Parity.Compiling;

/// <summary>The exact interpreter as an engine.</summary>
public sealed class InterpreterEngine<T>(NetworkModel model) : Engine<T>("exact interpreter")
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private readonly ExactInterpreter<T> _exact = new(model);

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<T> input, Span<T> output) => _exact.Forward(input).CopyTo(output);

    /// <inheritdoc/>
    public override void ForwardBatch(ReadOnlySpan<T> inputs, Span<T> outputs, int count)
    {
        for (int row = 0; row < count; row++)
        {
            Forward(inputs.Slice(row * model.InputSize, model.InputSize), outputs.Slice(row * model.OutputSize, model.OutputSize));
        }
    }

    /// <inheritdoc/>
    public override void Backward(
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients, Span<T> parameterGradient, int count)
    {
        ExactGradients<T> gradients = _exact.Backward(inputs, outputGradients);
        if (!inputGradients.IsEmpty)
        {
            gradients.Inputs.CopyTo(inputGradients);
        }

        if (!parameterGradient.IsEmpty)
        {
            gradients.Parameters.CopyTo(parameterGradient);
        }
    }
}
