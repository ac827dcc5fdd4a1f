using System.Numerics;

namespace ReluGen.Training;

/// <summary>A point on a line: its distance along the direction, the objective there, and the objective's slope along the direction.</summary>
internal readonly record struct LinePoint(double Distance, double Value, double Slope);

/// <summary>The objective on the line through an origin; parameters and gradient are those of the point last visited.</summary>
internal ref struct SearchLine<T>(
    IObjective<T> objective, Span<T> parameters, Span<T> gradient, ReadOnlySpan<T> origin, ReadOnlySpan<T> direction, VectorWidth width)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Span<T> _parameters = parameters;
    private readonly Span<T> _gradient = gradient;
    private readonly ReadOnlySpan<T> _origin = origin;
    private readonly ReadOnlySpan<T> _direction = direction;

    /// <summary>The number of evaluations.</summary>
    public int Evaluations { get; private set; }

    /// <summary>The distance of the point last visited.</summary>
    public double Distance { get; private set; }

    /// <summary>Goes to a point, whose distance is rounded to <typeparamref name="T"/>.</summary>
    public LinePoint Visit(double distance)
    {
        T rounded = T.CreateTruncating(distance);
        _origin.CopyTo(_parameters);
        FlatVector.AddScaled(_parameters, _direction, rounded, width);
        double value = double.CreateTruncating(objective.Evaluate(_parameters, _gradient));
        Evaluations++;
        Distance = double.CreateTruncating(rounded);
        return new LinePoint(Distance, value, double.CreateTruncating(FlatVector.Dot(_gradient, _direction, width)));
    }
}
