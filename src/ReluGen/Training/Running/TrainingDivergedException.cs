namespace ReluGen.Training;

/// <summary>
/// Training has come to a loss, a gradient or a step that is NaN or infinite. Parameters and optimiser are as they were before the step; where only the
/// validation loss is such a number, as they were when it was found.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Names what is wrong.</summary>
    /// <param name="step">The step that was not taken, from 1.</param>
    /// <param name="layer">The first layer whose gradient or parameters are no finite numbers, or <see langword="null"/> where only the loss is none.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="isGradientFinite">Whether the gradient is finite, so that only the step would make the layer's parameters no finite numbers.</param>
    public TrainingDivergedException(long step, string? layer, double loss, double learningRate, bool isGradientFinite = false)
        : base(Text(step, layer, loss, learningRate, isGradientFinite)) => (Step, Layer, Loss) = (step, layer, loss);

    private TrainingDivergedException(string message, long step, double loss)
        : base(message) => (Step, Loss) = (step, loss);

    /// <summary>The step that was not taken, from 1; of a validation loss, the step before it.</summary>
    public long Step { get; }

    /// <summary>The first layer, in the order of the network, whose gradient is NaN or infinite, or whose parameters the step would make so; <see langword="null"/> where only the loss is.</summary>
    public string? Layer { get; }

    /// <summary>The loss.</summary>
    public double Loss { get; }

    /// <summary>Names the epoch whose validation loss is NaN or infinite.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="step">The number of steps taken.</param>
    /// <param name="loss">The validation loss.</param>
    internal static TrainingDivergedException OfValidation(long epoch, long step, double loss) => new(
        FormattableString.Invariant(
            $"The validation loss of epoch {epoch} (counted from 0), after step {step}, is {loss}, no finite number. The parameters are those that it was found with; look for such numbers in the validation data, or lower the learning rate."),
        step,
        loss);

    private static string Text(long step, string? layer, double loss, double learningRate, bool isGradientFinite)
    {
        string what = layer is null ? "The loss is no finite number"
            : isGradientFinite ? $"The parameters of layer '{layer}' would be no finite numbers"
            : $"The gradient of layer '{layer}' is no finite number";
        return FormattableString.Invariant(
            $"{what} in step {step} (loss {loss}, learning rate {learningRate}). The parameters are those before the step; lower the learning rate, clip gradients, or look for such numbers in the data.");
    }
}
