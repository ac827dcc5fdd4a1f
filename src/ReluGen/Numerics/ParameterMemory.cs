namespace ReluGen.Numerics;

/// <summary>
/// The memory of an instance of a trainable network: parameters and gradient, each a flat vector on a cache line, and behind the
/// parameters the panels that kernels read, packed anew when next needed after the parameters have changed. Used by generated code.
/// </summary>
/// <remarks>
/// Many threads may ask for panels at once, as long as nobody changes parameters. Disposing gives the memory back at once; otherwise
/// the garbage collector does, when nothing refers to the instance.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
public sealed class ParameterMemory<T> : IDisposable
    where T : unmanaged
{
    private const int Stale = 0;
    private const int PackedForTraining = 1;
    private const int Packed = 2;

    private readonly Action<nint, bool> _pack;
    private readonly string _network;
    private readonly int _count;
    private readonly AlignedBuffer<T> _block;
    private readonly AlignedBuffer<T> _gradient;
    private readonly Lock _packing = new();
    private int _state;
    private bool _isDisposed;

    /// <summary>Takes memory, filled with zeros.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="blockLength">The number of elements of parameters and panels together.</param>
    /// <param name="pack">Packs the panels of the block at an address: those that training reads, or the rest.</param>
    /// <param name="network">What the network is called in faults.</param>
    public ParameterMemory(int parameterCount, long blockLength, Action<nint, bool> pack, string network)
    {
        _count = parameterCount;
        _block = new AlignedBuffer<T>(checked((int)blockLength));
        _gradient = new AlignedBuffer<T>(parameterCount);
        _pack = pack;
        _network = network;
    }

    /// <summary>The parameters, to be written before the next call of the network; panels count as stale from now on.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public Span<T> Parameters
    {
        get
        {
            CheckAlive();
            Span<T> parameters = _block.Span[.._count];
            Volatile.Write(ref _state, Stale);
            return parameters;
        }
    }

    /// <summary>The parameters, to be read.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public ReadOnlySpan<T> Values
    {
        get
        {
            CheckAlive();
            return _block.Span[.._count];
        }
    }

    /// <summary>The gradient.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public Span<T> Gradient
    {
        get
        {
            CheckAlive();
            return _gradient.Span;
        }
    }

    /// <summary>The address of the block, with the panels packed that a training pass and the forward pass of one sample read.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public nint TrainingPanels => Volatile.Read(ref _state) >= PackedForTraining ? _block.Address : Pack(PackedForTraining);

    /// <summary>The address of the block, with all panels packed.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public nint Panels => Volatile.Read(ref _state) == Packed ? _block.Address : Pack(Packed);

    /// <inheritdoc/>
    public void Dispose()
    {
        // A stale state leads every call to where the end is noticed.
        _isDisposed = true;
        Volatile.Write(ref _state, Stale);
        _block.Dispose();
        _gradient.Dispose();
    }

    private void CheckAlive()
    {
        if (_isDisposed)
        {
            throw new ObjectDisposedException(_network);
        }
    }

    private nint Pack(int state)
    {
        CheckAlive();
        lock (_packing)
        {
            nint address = _block.Address;
            if (_state == Stale)
            {
                _pack(address, false);
                Volatile.Write(ref _state, PackedForTraining);
            }

            if (_state < state)
            {
                _pack(address, true);
                Volatile.Write(ref _state, Packed);
            }

            return address;
        }
    }
}
