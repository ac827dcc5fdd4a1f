using System.Numerics;
using ReluGen.Benchmarks.Networks;
using ReluGen.Benchmarks.Peers;

namespace ReluGen.Benchmarks.Cases;

/// <summary>The generated code of a network and its peers.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class EngineSet<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly OnnxSession _session;
    private readonly List<Engine<T>> _engines;

    private EngineSet(Engine<T> ours, BenchmarkNetwork network)
    {
        _session = new OnnxSession(network);
        _engines =
        [
            ours,
            new OnnxBindingEngine<T>(network, _session),
            new OnnxRunEngine<T>(network, _session),
            new TensorsEngine<T>(network),
            new LoopsEngine<T>(network),
        ];
    }

    /// <summary>The generated code.</summary>
    public Engine<T> Ours => _engines[0];

    public static EngineSet<T> Create(BenchmarkNetwork network, NetworkCompiler compiler) =>
        new(compiler.CreateEngine<T>(network), network);

    /// <summary>The engines that can do that, ours first.</summary>
    public IEnumerable<Engine<T>> For(CaseMode mode) => _engines.Where(engine => mode != CaseMode.Backward || engine.HasBackward);

    public void Dispose()
    {
        _engines.ForEach(engine => engine.Dispose());
        _session.Dispose();
    }
}
