using System.Numerics;
using ReluGen.Numerics;

namespace ReluGen.Training;

/// <summary>
/// The last steps s and changes of the gradient y: what L-BFGS knows of the curvature. The oldest pair makes room for a new one.
/// There is one slot more than pairs, for a pair that may turn out to be of no use.
/// </summary>
internal sealed class LbfgsHistory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Pairs with a product y · s that is not above this would spoil the curvature; PyTorch's bound.</summary>
    private const double LeastProduct = 1e-10;

    private readonly AlignedBuffer<T>[] _steps;
    private readonly AlignedBuffer<T>[] _changes;
    private readonly T[] _inverses;
    private readonly T[] _shares;
    private int _oldest;

    /// <summary>Takes memory for <paramref name="size"/> pairs.</summary>
    public LbfgsHistory(int parameterCount, int size)
    {
        int slots = checked(size + 1);
        _steps = new AlignedBuffer<T>[slots];
        _changes = new AlignedBuffer<T>[slots];
        _inverses = new T[slots];
        _shares = new T[slots];
        for (int index = 0; index < slots; index++)
        {
            _steps[index] = new AlignedBuffer<T>(parameterCount);
            _changes[index] = new AlignedBuffer<T>(parameterCount);
        }
    }

    /// <summary>The number of pairs.</summary>
    public int Count { get; private set; }

    /// <summary>The diagonal of the first approximation of the inverse Hessian: y · s / y · y of the newest pair.</summary>
    public T Diagonal { get; private set; } = T.One;

    /// <summary>Forgets all pairs.</summary>
    public void Clear()
    {
        (Count, _oldest) = (0, 0);
        Diagonal = T.One;
    }

    /// <summary>A step, from the oldest on.</summary>
    public Span<T> Step(int index) => _steps[Slot(index)].Span;

    /// <summary>A change of the gradient, from the oldest on.</summary>
    public Span<T> Change(int index) => _changes[Slot(index)].Span;

    /// <summary>Adds the pair <c>s = distance · direction</c>, <c>y = gradient − previous gradient</c>.</summary>
    public void Add(ReadOnlySpan<T> direction, T distance, ReadOnlySpan<T> gradient, ReadOnlySpan<T> previousGradient, VectorWidth width)
    {
        FlatVector.Scale(Step(Count), direction, distance, width);
        gradient.CopyTo(Change(Count));
        FlatVector.AddScaled(Change(Count), previousGradient, T.NegativeOne, width);
        if (!(double.CreateTruncating(FlatVector.Dot<T>(Change(Count), Step(Count), width)) > LeastProduct))
        {
            return;
        }

        Refresh(Count, width);
        if (Count == _steps.Length - 1)
        {
            _oldest = (_oldest + 1) % _steps.Length;
        }
        else
        {
            Count++;
        }
    }

    /// <summary>Takes over saved pairs, whose vectors are in place.</summary>
    public void Restore(int count, VectorWidth width)
    {
        Clear();
        Count = count;
        for (int index = 0; index < count; index++)
        {
            Refresh(index, width);
        }
    }

    /// <summary>The direction <c>−H · gradient</c>, by the two loops (Nocedal, Wright, algorithm 7.4).</summary>
    public void Direction(ReadOnlySpan<T> gradient, Span<T> direction, VectorWidth width)
    {
        FlatVector.Scale(direction, gradient, T.NegativeOne, width);
        for (int index = Count - 1; index >= 0; index--)
        {
            T share = _inverses[Slot(index)] * FlatVector.Dot<T>(Step(index), direction, width);
            _shares[Slot(index)] = share;
            FlatVector.AddScaled(direction, Change(index), -share, width);
        }

        FlatVector.Scale(direction, direction, Diagonal, width);
        for (int index = 0; index < Count; index++)
        {
            T share = _inverses[Slot(index)] * FlatVector.Dot<T>(Change(index), direction, width);
            FlatVector.AddScaled(direction, Step(index), _shares[Slot(index)] - share, width);
        }
    }

    private void Refresh(int index, VectorWidth width)
    {
        T product = FlatVector.Dot<T>(Change(index), Step(index), width);
        _inverses[Slot(index)] = T.One / product;
        Diagonal = product / FlatVector.Dot<T>(Change(index), Change(index), width);
    }

    private int Slot(int index) => (_oldest + index) % _steps.Length;
}
