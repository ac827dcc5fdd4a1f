using System.Numerics;

namespace ReluGen.Benchmarks.Cases;

/// <summary>One way to run a network: the generated code, or a peer.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Engine<T>(string name) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the tables call it.</summary>
    public string Name => name;

    /// <summary>Whether it runs backward.</summary>
    public virtual bool HasBackward => true;

    /// <summary>
    /// The most rows that it is worth running it on. An engine that takes one row after the other anyway needs
    /// as many as fill a block of time; the time of a sample does not depend on them.
    /// </summary>
    public virtual int MostRows(CaseMode mode, double flopsPerRow) => int.MaxValue;

    /// <summary>Gets ready to run on <paramref name="data"/>; the calls that follow are for it.</summary>
    public virtual void Prepare(CaseData<T> data, CaseMode mode)
    {
    }

    /// <summary>One call a row.</summary>
    public abstract void Single(CaseData<T> data);

    /// <summary>One call for all rows.</summary>
    public abstract void Batch(CaseData<T> data);

    /// <summary>One call for the gradients of all rows.</summary>
    public abstract void Backward(CaseData<T> data);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what it holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
