using System.Numerics;
using ReluGen.Model;
using ReluGen.Timing;
using ReluGen.Tool.Benchmarking.OnnxRuntime;
using ReluGen.Tool.Compiling;
using ReluGen.Tool.Inspecting;
using ReluGen.Tool.Loading;
using ReluGen.Tool.Terminal;
using ReluGen.Tool.Verifying;

namespace ReluGen.Tool.Benchmarking;

/// <summary>Times the generated code of a model, and ONNX Runtime in the same rounds.</summary>
/// <param name="batches">The batch sizes.</param>
/// <param name="budget">How long a way of calling is timed.</param>
/// <param name="runtime">ONNX Runtime, or null.</param>
internal sealed class ModelBenchmark(IReadOnlyList<int> batches, TimeSpan budget, OnnxRuntimeLibrary? runtime)
{
    /// <summary>The elements that single calls loop over: few enough to leave the first-level cache to the weights.</summary>
    private const int SingleElements = 2048;

    /// <summary>Times a model.</summary>
    /// <param name="loaded">The model, complete.</param>
    /// <param name="stage">Is told what is being done.</param>
    /// <param name="cancellation">Stops it between ways of calling.</param>
    public BenchmarkReport Run(LoadedModel loaded, Action<string> stage, CancellationToken cancellation) =>
        loaded.Model!.Element == ElementKind.Float
            ? Run<float>(loaded, stage, cancellation)
            : Run<double>(loaded, stage, cancellation);

    private BenchmarkReport Run<T>(LoadedModel loaded, Action<string> stage, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NetworkModel model = loaded.Model!;
        string element = model.Element == ElementKind.Float ? "float" : "double";
        stage("compiling");
        NetworkSource source = NetworkSource.Write(model);
        source = source with { Files = [.. source.Files, NetworkLoops.Write(element)] };
        using CompiledNetwork compiled = CompiledNetwork.Compile(source, isTimed: true, cancellation);
        if (!compiled.IsLoaded)
        {
            throw new ToolException($"{loaded.File.Path}: the generated code does not compile, which 'relugen verify' shows. {compiled.Faults[0]}");
        }

        using OnnxRuntimeModel<T>? peer = runtime is null ? null : OnnxRuntimeModel<T>.Open(runtime, loaded);
        int singles = Math.Clamp(SingleElements / Math.Max(1, model.InputSize), 2, 1024);
        var times = new List<TimeReport>();
        string? note = null;
        foreach (int? batch in batches.Select(size => (int?)size).Prepend(null))
        {
            cancellation.ThrowIfCancellationRequested();
            stage(batch is null ? "single calls" : FormattableString.Invariant($"batches of {batch}"));
            int rows = batch ?? singles;
            T[] inputs = Floats.Of<T>(new RandomSamples(1).Row(rows * model.InputSize, 0));
            var outputs = new T[rows * model.OutputSize];
            var subjects = new List<Subject> { Ours(compiled, batch, inputs, outputs, rows) };
            if (peer?.Bind(batch, inputs, rows) is { } call)
            {
                subjects.Add(new Subject("ONNX Runtime", rows, batch is null ? rows : 1, call));
            }

            Warmup.Run(subjects);
            if (subjects.Count > 1)
            {
                note ??= peer!.Compare(outputs);
            }

            Measurement[] measured = InterleavedTimer.Run(subjects, budget);
            times.Add(new TimeReport(
                batch,
                measured[0].Median,
                measured[0].Minimum,
                2 * NodeFigures.MultiplyAdds(model) / measured[0].Minimum,
                measured[0].AllocatedBytes,
                measured.Length > 1 ? new PeerReport(measured[1].Median, measured[1].Minimum, measured[1].Ratio) : null));
        }

        return new BenchmarkReport
        {
            File = loaded.File.Path,
            Element = element,
            MultiplyAdds = NodeFigures.MultiplyAdds(model),
            Parameters = model.ParameterCount,
            Times = times,
            OnnxRuntimeNote = peer?.Note ?? note,
        };
    }

    private static Subject Ours<T>(CompiledNetwork compiled, int? batch, T[] inputs, T[] outputs, int rows)
    {
        if (batch is null)
        {
            var single = compiled.Method<Action<T[], T[], int>>(NetworkLoops.ClassName, "Single");
            return new Subject("ReluGen", rows, rows, () => single(inputs, outputs, rows));
        }

        var all = compiled.Method<Action<T[], T[]>>(NetworkLoops.ClassName, "Batch");
        return new Subject("ReluGen", rows, 1, () => all(inputs, outputs));
    }
}
