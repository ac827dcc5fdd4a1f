using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Tool.Compiling;

namespace ReluGen.Tool.Tests.Verifying;

/// <summary>Where a network computes wrongly.</summary>
public enum Wrong
{
    /// <summary>Nowhere.</summary>
    Nothing,

    /// <summary>Every output, by its last bit.</summary>
    LastBit,

    /// <summary>Every output, by a hundredth.</summary>
    Output,

    /// <summary>The last row of batches of more than six.</summary>
    Batch,

    /// <summary>The input gradient, by its last bit.</summary>
    InputGradient,

    /// <summary>The parameter gradient, by a hundredth.</summary>
    ParameterGradient,

    /// <summary>The parameter gradient where that of the input is not wanted.</summary>
    ParameterGradientAlone,
}

/// <summary>A network as the exact interpreter computes it, but for one fault.</summary>
internal sealed class WrongCalls(NetworkModel model, Wrong wrong) : NetworkCalls<float>
{
    private readonly ExactInterpreter<float> _exact = new(model);

    public override int InputSize => model.InputSize;

    public override int OutputSize => model.OutputSize;

    public override int ParameterCount => model.ParameterCount;

    public override void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        _exact.Forward(input).CopyTo(output);
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = wrong switch
            {
                Wrong.LastBit => MathF.BitIncrement(output[i]),
                Wrong.Output => output[i] + 0.01f,
                _ => output[i],
            };
        }
    }

    public override void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int rows = inputs.Length / InputSize;
        for (int row = 0; row < rows; row++)
        {
            Forward(inputs.Slice(row * InputSize, InputSize), outputs.Slice(row * OutputSize, OutputSize));
        }

        if (wrong == Wrong.Batch && rows > 6)
        {
            outputs[^1] = MathF.BitIncrement(outputs[^1]);
        }
    }

    public override void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> parameterGradient) =>
        BackwardBatch(input, outputGradient, inputGradient, parameterGradient);

    public override void BackwardBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients, Span<float> parameterGradient)
    {
        ExactGradients<float> exact = _exact.Backward(inputs, outputGradients);
        exact.Parameters.CopyTo(parameterGradient);
        if (!inputGradients.IsEmpty)
        {
            exact.Inputs.CopyTo(inputGradients);
            if (wrong == Wrong.InputGradient)
            {
                inputGradients[0] = MathF.BitIncrement(inputGradients[0]);
            }
        }

        if (wrong == Wrong.ParameterGradient || (wrong == Wrong.ParameterGradientAlone && inputGradients.IsEmpty))
        {
            for (int i = 0; i < parameterGradient.Length; i++)
            {
                parameterGradient[i] += 0.01f;
            }
        }
    }
}
