using System.Numerics;
using ReluGen.Numerics;

namespace ReluGen.Training;

/// <summary>
/// L-BFGS (Liu, Nocedal 1989): Newton-like steps from the last gradients, for full batches. Every <see cref="Minimize"/> takes several
/// iterations and evaluates the objective itself; the curvature is kept from call to call.
/// </summary>
/// <remarks>
/// As <c>torch.optim.LBFGS</c>, defaults included: with <see cref="LineSearch.None"/> the same iterates; the strong Wolfe search finds other points than
/// PyTorch's. Sums go across sixteen chains in <typeparamref name="T"/>. Takes 2 · history + 6 vectors of memory at construction, and none later.
/// </remarks>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Lbfgs<T> : ISettings
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LineSearch _search;
    private readonly LbfgsLimits _limits;
    private readonly LbfgsHistory<T> _history;
    private readonly AlignedBuffer<T> _direction;
    private readonly AlignedBuffer<T> _gradient;
    private readonly AlignedBuffer<T> _previousGradient;
    private readonly AlignedBuffer<T> _origin;
    private T _distance;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameterCount">The number of parameters, at least 1.</param>
    /// <param name="historySize">The number of past steps that are kept, at least 1.</param>
    /// <param name="search">How the length of a step is found.</param>
    /// <param name="limits">When a call comes to an end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Lbfgs(int parameterCount, int historySize = 100, LineSearch search = LineSearch.None, LbfgsLimits? limits = null)
    {
        VectorWidths.CheckNumber<T>();
        ArgumentOutOfRangeException.ThrowIfLessThan(parameterCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(historySize, 1);
        ParameterCount = parameterCount;
        HistorySize = historySize;
        _search = search;
        _limits = (limits ?? new LbfgsLimits()).Check();
        _history = new LbfgsHistory<T>(parameterCount, historySize);
        _direction = new AlignedBuffer<T>(parameterCount);
        _gradient = new AlignedBuffer<T>(parameterCount);
        _previousGradient = new AlignedBuffer<T>(parameterCount);
        _origin = new AlignedBuffer<T>(parameterCount);
    }

    /// <summary>The number of parameters.</summary>
    public int ParameterCount { get; }

    /// <summary>The number of iterations of all calls, but for those that diverged.</summary>
    public long IterationCount { get; private set; }

    /// <summary>The number of elements of the state.</summary>
    public long StateLength => 2 + ((2L + (2L * HistorySize)) * ParameterCount);

    /// <summary>The number of past steps that are kept.</summary>
    internal int HistorySize { get; }

    /// <summary>The first parameter that the last call would have made NaN or infinite, or −1.</summary>
    internal int BadParameter { get; private set; } = -1;

    /// <summary>The width of the vectors, for tests: it cannot show in a result.</summary>
    internal VectorWidth Width { get; set; } = VectorWidths.Widest;

    /// <inheritdoc/>
    string ISettings.Settings => FormattableString.Invariant(
        $"history {HistorySize}, line search {_search}, iterations {_limits.Iterations}, evaluations {_limits.Evaluations}, gradient {_limits.Gradient}, change {_limits.Change}");

    /// <summary>
    /// Takes iterations until one of the limits is reached. Where value, gradient or a parameter is no finite number any more, the parameters are those before
    /// that iteration, and the curvature is forgotten.
    /// </summary>
    /// <param name="parameters">The parameters; changed in place.</param>
    /// <param name="objective">What is made small.</param>
    /// <param name="learningRate">The length of a step where nothing is searched, and where the search begins.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public LbfgsResult Minimize(Span<T> parameters, IObjective<T> objective, double learningRate = 1) =>
        Run(parameters, objective, learningRate, evaluatesLast: false);

    /// <summary>As <see cref="Minimize"/>.</summary>
    /// <param name="parameters">The parameters; changed in place.</param>
    /// <param name="objective">What is made small.</param>
    /// <param name="learningRate">The length of a step where nothing is searched, and where the search begins.</param>
    /// <param name="evaluatesLast">
    /// Whether the last evaluation is always that of the last point, which without line search the next call is otherwise the first to see. Iterates are the same.
    /// </param>
    internal LbfgsResult Run(Span<T> parameters, IObjective<T> objective, double learningRate, bool evaluatesLast)
    {
        ArgumentNullException.ThrowIfNull(objective);
        SpanArguments.CheckLength(parameters.Length, ParameterCount, nameof(parameters));
        BadParameter = -1;
        double first = double.CreateTruncating(objective.Evaluate(parameters, _gradient.Span));
        var result = new LbfgsResult(first, first, 0, 1, LbfgsEnd.Limit);
        double largest = FlatVector.LargestMagnitude<T>(_gradient.Span);
        if (!double.IsFinite(first) || !double.IsFinite(largest))
        {
            return result with { End = LbfgsEnd.Diverged };
        }

        if (largest <= _limits.Gradient)
        {
            return result with { End = LbfgsEnd.SmallGradient };
        }

        LbfgsEnd? end = null;
        while (end is null && result.Iterations < _limits.Iterations)
        {
            end = Iterate(parameters, objective, learningRate, evaluatesLast, ref result);
        }

        GC.KeepAlive(this);
        return result with { End = end ?? LbfgsEnd.Limit };
    }

    /// <summary>Copies the state, for <see cref="LoadState"/>.</summary>
    /// <param name="state">Receives <see cref="StateLength"/> elements.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public void SaveState(Span<T> state)
    {
        SpanArguments.CheckLength(state.Length, StateLength, nameof(state));
        state.Clear();
        state[0] = T.CreateTruncating(_history.Count);
        state[1] = _distance;
        state = state[2..];
        _direction.Span.CopyTo(state);
        _previousGradient.Span.CopyTo(state[ParameterCount..]);
        for (int index = 0; index < _history.Count; index++)
        {
            _history.Step(index).CopyTo(state[((2 + (2 * index)) * ParameterCount)..]);
            _history.Change(index).CopyTo(state[((3 + (2 * index)) * ParameterCount)..]);
        }

        GC.KeepAlive(this);
    }

    /// <summary>Restores what <see cref="SaveState"/> and <see cref="IterationCount"/> gave: the iterations that follow have the same bits.</summary>
    /// <param name="state"><see cref="StateLength"/> elements.</param>
    /// <param name="iterationCount">The number of iterations taken, 0 or more.</param>
    /// <exception cref="ArgumentException">The length, or the number of pairs in the state, is wrong.</exception>
    public void LoadState(ReadOnlySpan<T> state, long iterationCount)
    {
        SpanArguments.CheckLength(state.Length, StateLength, nameof(state));
        ArgumentOutOfRangeException.ThrowIfNegative(iterationCount);
        if (!(state[0] >= T.Zero) || state[0] > T.CreateTruncating(HistorySize))
        {
            throw new ArgumentException($"The state holds {state[0]} pairs; the history has room for {HistorySize}.", nameof(state));
        }

        int count = int.CreateTruncating(state[0]);
        _distance = state[1];
        state = state[2..];
        state[..ParameterCount].CopyTo(_direction.Span);
        state.Slice(ParameterCount, ParameterCount).CopyTo(_previousGradient.Span);
        _history.Clear();
        for (int index = 0; index < count; index++)
        {
            state.Slice((2 + (2 * index)) * ParameterCount, ParameterCount).CopyTo(_history.Step(index));
            state.Slice((3 + (2 * index)) * ParameterCount, ParameterCount).CopyTo(_history.Change(index));
        }

        _history.Restore(count, Width);
        IterationCount = iterationCount;
        GC.KeepAlive(this);
    }

    private LbfgsEnd? Iterate(Span<T> parameters, IObjective<T> objective, double learningRate, bool evaluatesLast, ref LbfgsResult result)
    {
        bool isFirst = IterationCount == 0;
        if (!isFirst)
        {
            _history.Add(_direction.Span, _distance, _gradient.Span, _previousGradient.Span, Width);
        }

        IterationCount++;
        _history.Direction(_gradient.Span, _direction.Span, Width);
        _gradient.Span.CopyTo(_previousGradient.Span);
        double distance = isFirst
            ? Math.Min(1, 1 / double.CreateTruncating(FlatVector.SumOfMagnitudes<T>(_gradient.Span, Width))) * learningRate
            : learningRate;
        var start = new LinePoint(
            0, result.FinalValue, double.CreateTruncating(FlatVector.Dot<T>(_gradient.Span, _direction.Span, Width)));
        result = result with { Iterations = result.Iterations + 1 };
        if (!(start.Slope <= -_limits.Change))
        {
            _distance = T.Zero;
            return LbfgsEnd.SmallChange;
        }

        bool isEvaluated = evaluatesLast || _search != LineSearch.None || result.Iterations < _limits.Iterations;
        LinePoint point = Move(parameters, objective, start, distance, isEvaluated, ref result);
        BadParameter = Gradients.IndexOfNonFinite<T>(parameters, Width);
        LbfgsEnd? end = BadParameter >= 0 ? LbfgsEnd.Diverged : Judge(start, point, result);
        if (end == LbfgsEnd.Diverged)
        {
            _origin.Span.CopyTo(parameters);
            _history.Clear();
            _distance = T.Zero;
            IterationCount--;
        }

        return end;
    }

    private LinePoint Move(Span<T> parameters, IObjective<T> objective, LinePoint start, double distance, bool isEvaluated, ref LbfgsResult result)
    {
        parameters.CopyTo(_origin.Span);
        if (!isEvaluated)
        {
            // The last point of a call is evaluated by the next one.
            _distance = T.CreateTruncating(distance);
            FlatVector.AddScaled(parameters, _direction.Span, _distance, Width);
            return start with { Distance = distance };
        }

        var line = new SearchLine<T>(objective, parameters, _gradient.Span, _origin.Span, _direction.Span, Width);
        double leastWidth = _limits.Change / FlatVector.LargestMagnitude<T>(_direction.Span);
        LinePoint point = _search == LineSearch.None
            ? line.Visit(distance)
            : StrongWolfe.Search(ref line, start, distance, leastWidth);
        _distance = T.CreateTruncating(point.Distance);
        result = result with { FinalValue = point.Value, Evaluations = result.Evaluations + line.Evaluations };
        return point;
    }

    private LbfgsEnd? Judge(LinePoint start, LinePoint point, LbfgsResult result)
    {
        double largest = FlatVector.LargestMagnitude<T>(_gradient.Span);
        return !double.IsFinite(point.Value) || !double.IsFinite(largest) ? LbfgsEnd.Diverged
            : result.Iterations == _limits.Iterations || result.Evaluations >= _limits.Evaluations ? LbfgsEnd.Limit
            : largest <= _limits.Gradient ? LbfgsEnd.SmallGradient
            : point.Distance * FlatVector.LargestMagnitude<T>(_direction.Span) <= _limits.Change ? LbfgsEnd.SmallChange
            : Math.Abs(point.Value - start.Value) < _limits.Change ? LbfgsEnd.SmallChange
            : null;
    }
}
