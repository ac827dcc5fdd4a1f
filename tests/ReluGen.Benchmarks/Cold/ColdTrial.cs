using ReluGen.Timing;

namespace ReluGen.Benchmarks.Cold;

/// <summary>A program, where it was built, and what its runs showed.</summary>
internal sealed class ColdTrial(ColdProgram program, string? executable, string? fault)
{
    public ColdProgram Program => program;

    /// <summary>Null where it could not be built or started.</summary>
    public string? Executable { get; private set; } = executable;

    /// <summary>Why not.</summary>
    public string? Fault { get; private set; } = fault;

    /// <summary>Whole runs, in ms.</summary>
    public List<double> Times { get; } = [];

    /// <summary>Peaks of memory, in MB.</summary>
    public List<double?> Memory { get; } = [];

    public double? PeakMegabytes => Memory.TrueForAll(value => value is not null) ? Statistics.Median(Memory.Select(value => value!.Value)) : null;

    /// <summary>
    /// Runs the program once, so that its files are in memory. A wrong result of ours is an error; a peer that cannot run
    /// under this runtime drops out.
    /// </summary>
    public void Start()
    {
        try
        {
            ColdTimer.Time(program, Executable!);
        }
        catch (InvalidOperationException exception) when (program is { IsAheadOfTime: true, Name: not ("ReluGen" or "empty program") })
        {
            (Executable, Fault) = (null, exception.Message);
        }
    }
}
