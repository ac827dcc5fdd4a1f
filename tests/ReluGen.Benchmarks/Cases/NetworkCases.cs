using System.Numerics;
using ReluGen.Benchmarks.Networks;
using ReluGen.Model;
using ReluGen.Timing;

namespace ReluGen.Benchmarks.Cases;

/// <summary>All cases of one network: the generated code and its peers, warmed, checked and timed together.</summary>
internal static class NetworkCases
{
    /// <summary>The modes and the samples a call.</summary>
    public static readonly (CaseMode Mode, int Batch)[] All =
    [
        (CaseMode.Single, 1), (CaseMode.Batch, 16), (CaseMode.Batch, 64), (CaseMode.Batch, 1024), (CaseMode.Backward, 256),
    ];

    /// <summary>
    /// Rows for the warm-up: they run the same methods as later (tiles of samples and a rest, two of the backward pass's chunks
    /// of 32 and a rest), in little time.
    /// </summary>
    private const int WarmupRows = 70;

    /// <summary>The elements of the samples that single calls loop over: they leave the first-level cache to the weights.</summary>
    private const int SingleElements = 2048;

    /// <summary>Runs all cases of <paramref name="network"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="compiler">Where its generated code is.</param>
    /// <param name="budget">How long a case may take.</param>
    public static IReadOnlyList<CaseResult> Run(BenchmarkNetwork network, NetworkCompiler compiler, TimeSpan budget) =>
        network.Element == ElementKind.Float
            ? Run<float>(network, compiler, budget)
            : Run<double>(network, compiler, budget);

    /// <summary>The rows of a case's data; single calls loop over some.</summary>
    public static int Rows(BenchmarkNetwork network, CaseMode mode, int batch) =>
        mode == CaseMode.Single ? Math.Clamp(SingleElements / network.InputSize, 2, 1024) : batch;

    /// <summary>The engines with the data of a case, ours first, checked.</summary>
    /// <param name="network">The network.</param>
    /// <param name="engines">Its engines.</param>
    /// <param name="checker">Its checker.</param>
    /// <param name="mode">What to run.</param>
    /// <param name="batch">Samples a call.</param>
    /// <param name="isWhole">Whether every engine takes all rows, even if fewer would tell as much.</param>
    public static List<Entrant<T>> Enter<T>(
        BenchmarkNetwork network, EngineSet<T> engines, CaseChecker<T> checker, CaseMode mode, int batch, bool isWhole)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var entrants = Enter(network, engines, mode, Rows(network, mode, batch), isWhole);
        entrants.ForEach(entrant => checker.Check(entrant, mode, isExact: entrant.Engine == engines.Ours));
        return entrants;
    }

    private static List<CaseResult> Run<T>(BenchmarkNetwork network, NetworkCompiler compiler, TimeSpan budget)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var engines = EngineSet<T>.Create(network, compiler);
        var checker = new CaseChecker<T>(network);
        Warmup.Run(Enum.GetValues<CaseMode>()
            .SelectMany(mode => Enter(network, engines, mode, WarmupRows, isWhole: false))
            .Select(entrant => entrant.Subject)
            .ToList());

        var results = new List<CaseResult>();
        foreach (var (mode, batch) in All)
        {
            var entrants = Enter(network, engines, checker, mode, batch, isWhole: false);
            var measurements = InterleavedTimer.Run(entrants.ConvertAll(entrant => entrant.Subject), budget);
            results.Add(new CaseResult(network, mode, batch, measurements[0], measurements[1..]));
        }

        return results;
    }

    private static List<Entrant<T>> Enter<T>(BenchmarkNetwork network, EngineSet<T> engines, CaseMode mode, int rows, bool isWhole)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var data = CaseData<T>.Create(network, rows);
        var flops = CaseFlops.Of(network, mode);
        return engines.For(mode)
            .Select(engine => new Entrant<T>(engine, mode, data.Take(isWhole ? rows : Math.Min(rows, engine.MostRows(mode, flops)))))
            .ToList();
    }
}
