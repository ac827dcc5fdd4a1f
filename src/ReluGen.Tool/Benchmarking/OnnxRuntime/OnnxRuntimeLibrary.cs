using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReluGen.Tool.Compiling;

namespace ReluGen.Tool.Benchmarking.OnnxRuntime;

/// <summary>ONNX Runtime, loaded, with a small class that calls it, compiled in memory because the tool does not refer to it.</summary>
internal sealed class OnnxRuntimeLibrary
{
    private const string ManagedName = "Microsoft.ML.OnnxRuntime";

    private readonly Func<byte[], string?, IDisposable> _open;
    private readonly Func<IDisposable, string[], Array[], long[][], string[], Array[], long[][], Action> _bind;

    /// <summary>Loads it.</summary>
    /// <param name="assembly">See <see cref="OnnxRuntimePackage.Fetch"/>.</param>
    public OnnxRuntimeLibrary(string assembly)
    {
        var loading = new PackageLoading(assembly);
        Type calls = CompileCalls(loading, loading.PathOf(ManagedName)).GetType("OnnxRuntimeCalls", throwOnError: true)!;
        _open = calls.GetMethod("Open")!.CreateDelegate<Func<byte[], string?, IDisposable>>();
        _bind = calls.GetMethod("Bind")!.CreateDelegate<Func<IDisposable, string[], Array[], long[][], string[], Array[], long[][], Action>>();
    }

    /// <summary>Opens a model on one thread.</summary>
    /// <param name="model">Its bytes.</param>
    /// <param name="path">Its path, from which data that it keeps apart is found; null for the bytes alone.</param>
    public IDisposable Open(byte[] model, string? path) => _open(model, path);

    /// <summary>A call that reads and writes arrays in place, its fastest form.</summary>
    public Action Bind(
        IDisposable session, string[] inputs, Array[] inputArrays, long[][] inputShapes, string[] outputs, Array[] outputArrays, long[][] outputShapes) =>
        _bind(session, inputs, inputArrays, inputShapes, outputs, outputArrays, outputShapes);

    private static Assembly CompileCalls(PackageLoading loading, string managed)
    {
        var compilation = CSharpCompilation.Create(
            "ReluGen.OnnxRuntimeCalls",
            [CSharpSyntaxTree.ParseText(OnnxRuntimeCalls.Source)],
            [.. CompiledNetwork.References(), MetadataReference.CreateFromFile(managed)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
        {
            throw new InvalidOperationException("The calls of ONNX Runtime do not compile: " + result.Diagnostics[0]);
        }

        image.Position = 0;
        return loading.LoadFromStream(image);
    }

    /// <summary>Finds the package's assemblies and native libraries where its project was published.</summary>
    private sealed class PackageLoading(string assembly) : AssemblyLoadContext("ONNX Runtime")
    {
        private readonly AssemblyDependencyResolver _resolver = new(assembly);

        public string PathOf(string name) => _resolver.ResolveAssemblyToPath(new AssemblyName(name))
            ?? throw new Terminal.ToolException($"'{Path.GetDirectoryName(assembly)}' is incomplete. Delete the folder; it is fetched again.");

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

        protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
            _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
    }
}
