using System.Numerics;
using ReluGen.Timing;

namespace ReluGen.Benchmarks.Cases;

/// <summary>An engine with the data of a case, ready to be checked and timed.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class Entrant<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CaseMode _mode;

    public Entrant(Engine<T> engine, CaseMode mode, CaseData<T> data)
    {
        (Engine, _mode, Data) = (engine, mode, data);
        engine.Prepare(data, mode);
        Action call = mode switch
        {
            CaseMode.Single => () => engine.Single(data),
            CaseMode.Batch => () => engine.Batch(data),
            _ => () => engine.Backward(data),
        };
        Subject = new Subject(engine.Name, data.Rows, mode == CaseMode.Single ? data.Rows : 1, call);
    }

    public Engine<T> Engine { get; }

    public CaseData<T> Data { get; }

    public Subject Subject { get; }

    /// <summary>The same engine on the first rows only.</summary>
    public Entrant<T> Take(int rows) => rows >= Data.Rows ? this : new Entrant<T>(Engine, _mode, Data.Take(rows));
}
