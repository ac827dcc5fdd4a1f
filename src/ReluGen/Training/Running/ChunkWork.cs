using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>
/// The chunks of a batch, computed in rounds of one chunk a thread; after each round every thread adds a stretch of all chunks'
/// gradients to the total, chunk by chunk.
/// </summary>
internal sealed unsafe class ChunkWork<TNetwork, T, TTarget>(TNetwork network, ChunkMemory<T>[] memories) : ITeamWork
    where TNetwork : class, ITrainableNetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTarget : unmanaged
{
    /// <summary>A stretch is a multiple of this, so that threads do not write to the same cache line.</summary>
    private const int Line = 64;

    private ILoss<T, TTarget>? _loss;
    private T* _inputs;
    private TTarget* _targets;
    private T* _gradient;
    private int _rows;
    private int _targetSize;
    private T _divisor;
    private DropoutKey _dropout;
    private int _firstRow;
    private bool _isAdding;

    /// <summary>The sum of all rows' losses; the gradient goes to the network's.</summary>
    public T Run(
        ThreadTeam team,
        ILoss<T, TTarget> loss,
        ReadOnlySpan<T> inputs,
        ReadOnlySpan<TTarget> targets,
        int rows,
        int targetSize,
        T divisor,
        DropoutKey dropout)
    {
        Span<T> total = network.Gradient;

        // -0 is what changes nothing when something is added to it.
        total.Fill(T.NegativeZero);
        fixed (T* x = inputs, g = total)
        fixed (TTarget* t = targets)
        {
            _inputs = x;
            _targets = t;
            _gradient = g;
            (_loss, _rows, _targetSize, _divisor, _dropout) = (loss, rows, targetSize, divisor, dropout);
            try
            {
                return Run(team);
            }
            finally
            {
                _loss = null;
                _inputs = null;
                _targets = null;
                _gradient = null;
                GC.KeepAlive(network);
            }
        }
    }

    /// <inheritdoc/>
    public void Run(int member)
    {
        if (_isAdding)
        {
            Add(member);
        }
        else if (_firstRow + (member * Loss.ChunkRows) < _rows)
        {
            Span<T> gradient = memories[member].Gradient;
            gradient.Fill(T.NegativeZero);
            Compute(memories[member], _firstRow + (member * Loss.ChunkRows), gradient);
        }
    }

    private T Run(ThreadTeam team)
    {
        T sum = T.NegativeZero;
        int chunks = (_rows + Loss.ChunkRows - 1) / Loss.ChunkRows;
        if (team.Size == 1)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                Compute(memories[0], chunk * Loss.ChunkRows, new Span<T>(_gradient, TNetwork.ParameterCount));
                sum += memories[0].Loss;
            }

            return sum;
        }

        for (int first = 0; first < chunks; first += team.Size)
        {
            _firstRow = first * Loss.ChunkRows;
            _isAdding = false;
            team.Run(this);
            _isAdding = true;
            team.Run(this);
            for (int member = 0; member < team.Size && first + member < chunks; member++)
            {
                sum += memories[member].Loss;
            }
        }

        return sum;
    }

    private void Compute(ChunkMemory<T> memory, int row, Span<T> gradient)
    {
        int count = Math.Min(Loss.ChunkRows, _rows - row);
        var inputs = new ReadOnlySpan<T>(_inputs + ((nint)row * TNetwork.InputSize), count * TNetwork.InputSize);
        var targets = new ReadOnlySpan<TTarget>(_targets + ((nint)row * _targetSize), count * _targetSize);
        Span<T> outputs = memory.Outputs(count * TNetwork.OutputSize);
        Span<T> outputGradients = memory.OutputGradients(count * TNetwork.OutputSize);
        network.ForwardChunk(inputs, outputs, memory.Workspace, _dropout.AtRow(row));
        memory.Loss = _loss!.Sum(outputs, targets, outputGradients, TNetwork.OutputSize, _divisor);
        network.BackwardChunk(inputs, outputGradients, memory.Workspace, gradient);
    }

    private void Add(int member)
    {
        int count = TNetwork.ParameterCount;
        int stretch = ((count / memories.Length) + Line) / Line * Line;
        int start = Math.Min(member * stretch, count);
        int length = Math.Min(stretch, count - start);
        for (int other = 0; other < memories.Length && _firstRow + (other * Loss.ChunkRows) < _rows; other++)
        {
            fixed (T* part = memories[other].Gradient)
            {
                ElementLoop.Run<Sum, T>(new Sum(_gradient + start, part + start), length, VectorWidths.Widest);
            }
        }
    }

    private readonly struct Sum(T* total, T* part) : IElementKernel<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T> =>
            TRegister.Store(TRegister.Load(total + index) + TRegister.Load(part + index), total + index);
    }
}
