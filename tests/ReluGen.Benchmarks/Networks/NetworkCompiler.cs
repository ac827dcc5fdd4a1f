using System.Numerics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReluGen.Benchmarks.Cases;
using ReluGen.Emit;
using ReluGen.Planning;

namespace ReluGen.Benchmarks.Networks;

/// <summary>Generates networks and compiles them in memory, in one compilation, as a Release build would.</summary>
internal sealed class NetworkCompiler
{
    private readonly Assembly _assembly;

    private NetworkCompiler(Assembly assembly) => _assembly = assembly;

    /// <summary>Generates and compiles <paramref name="networks"/>.</summary>
    /// <exception cref="InvalidOperationException">The generated code does not compile.</exception>
    public static NetworkCompiler Compile(IReadOnlyList<BenchmarkNetwork> networks)
    {
        var texts = networks.AsParallel().AsOrdered().SelectMany(network =>
            NetworkEmitter.Emit(Planner.Plan(network.Build())).Select(file => file.Text).Append(HarnessSource.Write(network)));
        var compilation = CSharpCompilation.Create(
            "ReluGen.Benchmarks.Measured",
            texts.Select(text => CSharpSyntaxTree.ParseText(text)),
            References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));

        using var image = new MemoryStream();
        var errors = compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(10).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidOperationException("Generated code does not compile:\n" + string.Join("\n", errors));
        }

        // Not collectible: code of a collectible assembly reaches its statics through a slower path.
        image.Position = 0;
        return new NetworkCompiler(AssemblyLoadContext.Default.LoadFromStream(image));
    }

    /// <summary>The engine that runs a network's generated code.</summary>
    public Engine<T> CreateEngine<T>(BenchmarkNetwork network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (Engine<T>)Activator.CreateInstance(_assembly.GetType(HarnessSource.EngineName(network), throwOnError: true)!)!;

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileNameWithoutExtension(path) is "System.Runtime" or "System.Private.CoreLib" or "System.Runtime.Intrinsics" or "System.Memory"
            or "System.Runtime.InteropServices" or "System.Numerics.Vectors" or "System.Collections" or "System.Linq" or "ReluGen" or "ReluGen.Benchmarks")
        .Select(path => MetadataReference.CreateFromFile(path));
}
