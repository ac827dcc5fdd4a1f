using System.Numerics;
using ReluGen.Numerics;

namespace ReluGen.Training;

/// <summary>
/// Loss and gradient of a batch for a network that is trained: forward, loss and backward chunk by chunk, on any number of threads, with the
/// same bits for every number.
/// </summary>
/// <remarks>
/// A chunk is 32 rows. Each is computed in memory of its thread; gradients and losses of chunks are added from left to right. Allocates
/// nothing after the first call with a type of target. Its threads sleep between calls. Not thread-safe.
/// </remarks>
/// <typeparam name="TNetwork">The network.</typeparam>
/// <typeparam name="T">Its number type.</typeparam>
public sealed class GradientPass<TNetwork, T> : IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ThreadTeam _team;
    private readonly ChunkMemory<T>[] _memories;
    private object? _work;
    private bool _isDisposed;

    /// <summary>Takes memory for a number of threads.</summary>
    /// <param name="network">The network.</param>
    /// <param name="threads">The number of threads that compute, the caller's included; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public GradientPass(TNetwork network, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Network = network;

        // A network that was given back says so here, and not in the middle of a batch.
        _ = network.ParameterValues;
        _memories = new ChunkMemory<T>[threads];
        for (int member = 0; member < threads; member++)
        {
            // A thread alone adds to the network's gradient itself.
            _memories[member] = new ChunkMemory<T>(TNetwork.WorkspaceLength, TNetwork.OutputSize, threads == 1 ? 0 : TNetwork.ParameterCount);
        }

        _team = new ThreadTeam(threads);
    }

    /// <summary>The network.</summary>
    public TNetwork Network { get; }

    /// <summary>The number of threads.</summary>
    public int Threads => _team.Size;

    /// <summary>Computes the loss of a batch, and its gradient for the parameters into <see cref="ITrainableNetwork{TSelf, TElement}.Gradient"/>.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">One or more rows of inputs.</param>
    /// <param name="targets">The targets of as many rows.</param>
    /// <param name="dropout">What the step drops; nothing when omitted.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or a label is out of range.</exception>
    /// <remarks>What the loss throws reaches the caller as it is, from the first chunk that threw, whatever the number of threads.</remarks>
    public T Run<TTarget>(ILoss<T, TTarget> loss, ReadOnlySpan<T> inputs, ReadOnlySpan<TTarget> targets, DropoutKey dropout = default)
        where TTarget : unmanaged
    {
        CheckAlive();
        ArgumentNullException.ThrowIfNull(loss);
        int rows = SpanArguments.CountRows(inputs.Length, TNetwork.InputSize, nameof(inputs));
        int targetSize = loss.TargetSize(TNetwork.OutputSize);
        SpanArguments.CheckRows(targets.Length, rows, targetSize, nameof(targets));
        T divisor = loss.Divisor(targets, TNetwork.OutputSize);
        if (_work is not ChunkWork<TNetwork, T, TTarget> work)
        {
            _work = work = new ChunkWork<TNetwork, T, TTarget>(Network, _memories);
        }

        return work.Run(_team, loss, inputs, targets, rows, targetSize, divisor, dropout) / divisor;
    }

    /// <summary>Ends the threads and gives memory back. The network stays as it is.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _team.Dispose();
        foreach (ChunkMemory<T> memory in _memories)
        {
            memory.Dispose();
        }
    }

    /// <summary>Says what was disposed, and of which network.</summary>
    internal void CheckAlive(string name = "GradientPass")
    {
        if (_isDisposed)
        {
            throw new ObjectDisposedException($"{name} of {typeof(TNetwork).Name}");
        }
    }
}

/// <summary>The memory in which a thread computes a chunk.</summary>
internal sealed class ChunkMemory<T>(int workspaceLength, int outputSize, int parameterCount) : IDisposable
    where T : unmanaged
{
    private readonly AlignedBuffer<T> _workspace = new(workspaceLength);
    private readonly AlignedBuffer<T> _outputs = new(Training.Loss.ChunkRows * outputSize);
    private readonly AlignedBuffer<T> _outputGradients = new(Training.Loss.ChunkRows * outputSize);
    private readonly AlignedBuffer<T> _gradient = new(parameterCount);

    /// <summary>What the network keeps between forward and backward.</summary>
    public Span<T> Workspace => _workspace.Span;

    /// <summary>The outputs of a chunk of <paramref name="elements"/> outputs.</summary>
    public Span<T> Outputs(int elements) => _outputs.Span[..elements];

    /// <summary>The gradient for the outputs.</summary>
    public Span<T> OutputGradients(int elements) => _outputGradients.Span[..elements];

    /// <summary>The chunk's gradient for the parameters; empty where there is one thread.</summary>
    public Span<T> Gradient => _gradient.Span;

    /// <summary>The sum of the chunk's losses.</summary>
    public T Loss { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _workspace.Dispose();
        _outputs.Dispose();
        _outputGradients.Dispose();
        _gradient.Dispose();
    }
}
