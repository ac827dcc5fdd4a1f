using System.Numerics;
using ReluGen.Numerics;

namespace ReluGen.Training;

/// <summary>
/// Changes a flat parameter vector along a gradient. Derived classes hold a fixed number of state vectors, as long as the
/// parameters; a step is one pass over memory, allocates nothing and has the same bits in every vector width.
/// </summary>
/// <remarks>Not thread-safe: one optimiser belongs to one parameter vector.</remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T>[] _state;

    /// <summary>Takes aligned memory for the state, filled with zeros.</summary>
    /// <param name="parameterCount">The number of parameters, at least 1.</param>
    /// <param name="stateVectors">The number of vectors of that length that are kept from step to step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    protected Optimizer(int parameterCount, int stateVectors)
    {
        VectorWidths.CheckNumber<T>();
        ArgumentOutOfRangeException.ThrowIfLessThan(parameterCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(stateVectors);
        ParameterCount = parameterCount;
        StateLength = (long)parameterCount * stateVectors;
        _state = new AlignedBuffer<T>[stateVectors];
        for (int index = 0; index < stateVectors; index++)
        {
            _state[index] = new AlignedBuffer<T>(parameterCount);
        }
    }

    /// <summary>The number of parameters.</summary>
    public int ParameterCount { get; }

    /// <summary>The number of steps taken, those before a saved state was loaded included.</summary>
    public long StepCount { get; private set; }

    /// <summary>The number of state vectors, each of <see cref="ParameterCount"/> elements.</summary>
    public int StateVectorCount => _state.Length;

    /// <summary>The number of elements of all state vectors together.</summary>
    public long StateLength { get; }

    /// <summary>The width of the vectors, for tests: it cannot show in a result.</summary>
    internal VectorWidth Width { get; set; } = VectorWidths.Widest;

    /// <summary>Takes one step.</summary>
    /// <param name="parameters"><see cref="ParameterCount"/> elements; changed in place.</param>
    /// <param name="gradient">The gradient of what is minimised, as many elements.</param>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <exception cref="ArgumentException">A length is wrong, or the spans overlap.</exception>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient, T learningRate)
    {
        SpanArguments.CheckLength(parameters.Length, ParameterCount, nameof(parameters));
        SpanArguments.CheckLength(gradient.Length, ParameterCount, nameof(gradient));
        SpanArguments.CheckApart(parameters, gradient, nameof(parameters), nameof(gradient));
        StepCount++;
        Update(parameters, gradient, learningRate);
        GC.KeepAlive(this);
    }

    /// <summary>One state vector, to be saved: together with <see cref="StepCount"/> the vectors are the whole state.</summary>
    /// <param name="index">0 to <see cref="StateVectorCount"/> − 1; each class documents what its vectors hold.</param>
    /// <returns>The vector itself, valid while the optimiser is reachable.</returns>
    public ReadOnlySpan<T> GetState(int index) => _state[index].Span;

    /// <summary>Restores what <see cref="GetState"/> and <see cref="StepCount"/> gave: the steps that follow have the same bits.</summary>
    /// <param name="state">All state vectors, one after the other: <see cref="StateLength"/> elements.</param>
    /// <param name="stepCount">The number of steps taken, 0 or more.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stepCount"/> is negative.</exception>
    public void LoadState(ReadOnlySpan<T> state, long stepCount)
    {
        SpanArguments.CheckLength(state.Length, StateLength, nameof(state));
        ArgumentOutOfRangeException.ThrowIfNegative(stepCount);
        for (int index = 0; index < _state.Length; index++)
        {
            state.Slice(index * ParameterCount, ParameterCount).CopyTo(_state[index].Span);
        }

        StepCount = stepCount;
        GC.KeepAlive(this);
    }

    /// <summary>Copies all state vectors, one after the other, for <see cref="LoadState"/>.</summary>
    /// <param name="state">Receives <see cref="StateLength"/> elements.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public void SaveState(Span<T> state)
    {
        SpanArguments.CheckLength(state.Length, StateLength, nameof(state));
        for (int index = 0; index < _state.Length; index++)
        {
            _state[index].Span.CopyTo(state[(index * ParameterCount)..]);
        }

        GC.KeepAlive(this);
    }

    /// <summary>Takes one step. The arguments are checked, and <see cref="StepCount"/> counts this step already.</summary>
    /// <param name="parameters"><see cref="ParameterCount"/> elements; changed in place.</param>
    /// <param name="gradient">As many elements.</param>
    /// <param name="learningRate">The learning rate of this step.</param>
    protected abstract void Update(Span<T> parameters, ReadOnlySpan<T> gradient, T learningRate);

    /// <summary>One state vector, to be changed.</summary>
    /// <param name="index">0 to <see cref="StateVectorCount"/> − 1.</param>
    protected Span<T> State(int index) => _state[index].Span;
}
