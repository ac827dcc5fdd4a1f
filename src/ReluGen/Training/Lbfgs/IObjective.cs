using System.Numerics;

namespace ReluGen.Training;

/// <summary>A function of the parameters with its gradient, over the full batch: what <see cref="Lbfgs{T}"/> makes small.</summary>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IObjective<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The value at <paramref name="parameters"/>.</summary>
    /// <param name="parameters">Where.</param>
    /// <param name="gradient">Receives the gradient, as many elements; it may hold anything before.</param>
    T Evaluate(ReadOnlySpan<T> parameters, Span<T> gradient);
}
