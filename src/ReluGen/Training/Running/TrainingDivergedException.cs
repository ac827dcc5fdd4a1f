namespace ReluGen.Training;

/// <summary>Training has come to a loss or a gradient that is NaN or infinite. The parameters are those before the step.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Names what is wrong.</summary>
    /// <param name="step">The step that was not taken, from 1.</param>
    /// <param name="layer">The first layer whose gradient is no finite number, or <see langword="null"/> where only the loss is none.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="learningRate">The learning rate.</param>
    public TrainingDivergedException(long step, string? layer, double loss, double learningRate)
        : base(Text(step, layer, loss, learningRate)) => (Step, Layer, Loss) = (step, layer, loss);

    /// <summary>The step that was not taken, from 1.</summary>
    public long Step { get; }

    /// <summary>The first layer, in the order of the network, whose gradient is NaN or infinite; <see langword="null"/> where only the loss is.</summary>
    public string? Layer { get; }

    /// <summary>The loss.</summary>
    public double Loss { get; }

    private static string Text(long step, string? layer, double loss, double learningRate)
    {
        string what = layer is null ? "The loss is no finite number" : $"The gradient of layer '{layer}' is no finite number";
        return FormattableString.Invariant(
            $"{what} in step {step} (loss {loss}, learning rate {learningRate}). The parameters are those before the step; lower the learning rate, clip gradients, or look for such numbers in the data.");
    }
}
