namespace ReluGen.Training;

/// <summary>How <see cref="Lbfgs{T}"/> finds the length of a step.</summary>
public enum LineSearch
{
    /// <summary>The learning rate is the length: PyTorch's default.</summary>
    None,

    /// <summary>A search until value and slope fulfil the strong Wolfe conditions, c₁ = 10⁻⁴ and c₂ = 0.9.</summary>
    StrongWolfe,
}

/// <summary>Why <see cref="Lbfgs{T}"/> came to an end.</summary>
public enum LbfgsEnd
{
    /// <summary>No element of the gradient is larger than the tolerance.</summary>
    SmallGradient,

    /// <summary>Neither parameters nor value change by more than the tolerance, or the direction does not lead down.</summary>
    SmallChange,

    /// <summary>The number of iterations or evaluations is used up.</summary>
    Limit,

    /// <summary>Value, gradient or a parameter is no finite number.</summary>
    Diverged,
}

/// <summary>What a call of <see cref="Lbfgs{T}.Minimize"/> came to.</summary>
/// <param name="Value">The objective at the parameters before the call: what PyTorch's <c>step</c> returns.</param>
/// <param name="FinalValue">The objective's last known value; at the final parameters, but for <see cref="LineSearch.None"/> after the last iteration.</param>
/// <param name="Iterations">The number of directions taken.</param>
/// <param name="Evaluations">The number of evaluations.</param>
/// <param name="End">Why it came to an end.</param>
public readonly record struct LbfgsResult(double Value, double FinalValue, int Iterations, int Evaluations, LbfgsEnd End);

/// <summary>When <see cref="Lbfgs{T}.Minimize"/> comes to an end: PyTorch's defaults.</summary>
public sealed record LbfgsLimits
{
    /// <summary>The most iterations a call, at least 1.</summary>
    public int Iterations { get; init; } = 20;

    /// <summary>No iteration begins after this many evaluations, at least 1.</summary>
    public int Evaluations { get; init; } = 25;

    /// <summary>The largest element of a gradient that counts as 0; 0 or more.</summary>
    public double Gradient { get; init; } = 1e-7;

    /// <summary>The change of parameters or value that counts as 0; 0 or more.</summary>
    public double Change { get; init; } = 1e-9;

    /// <summary>Checks the ranges.</summary>
    /// <returns>The limits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    internal LbfgsLimits Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Iterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Evaluations, 1);
        SpanArguments.CheckRange(Gradient, 0, double.PositiveInfinity, nameof(Gradient));
        SpanArguments.CheckRange(Change, 0, double.PositiveInfinity, nameof(Change));
        return this;
    }
}
