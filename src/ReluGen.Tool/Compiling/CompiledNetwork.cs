using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ReluGen.Declaration;

namespace ReluGen.Tool.Compiling;

/// <summary>A network whose generated code was compiled in memory as a Release build would, and loaded.</summary>
internal sealed class CompiledNetwork : IDisposable
{
    /// <summary>The type that the tool compiles networks as.</summary>
    public static readonly TypeDeclaration Type = new("Verified", default, "class", "Network", IsStatic: false, IsRefStruct: false);

    private readonly AssemblyLoadContext? _loading;
    private readonly Assembly? _assembly;

    private CompiledNetwork(IReadOnlyList<string> faults, AssemblyLoadContext? loading, Assembly? assembly)
    {
        Faults = faults;
        _loading = loading;
        _assembly = assembly;
    }

    /// <summary>The compiler's errors and warnings: there should be none.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Whether there is an assembly to call.</summary>
    public bool IsLoaded => _assembly is not null;

    /// <summary>Compiles a network.</summary>
    /// <param name="source">Its generated code.</param>
    /// <param name="isTimed">
    /// Whether it is to be timed: then it is compiled without overflow checks, as most projects are, and cannot be unloaded, since code that can
    /// reaches its statics through a slower path.
    /// </param>
    /// <param name="cancellation">Stops the compiler.</param>
    public static CompiledNetwork Compile(NetworkSource source, bool isTimed, CancellationToken cancellation)
    {
        // The oldest C# that generated code must compile under; every documentation comment is checked.
        var parse = new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose);
        var compilation = CSharpCompilation.Create(
            "ReluGen.Compiled." + source.Model.Type.Name,
            source.Files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), parse, $"{file.Concern}.cs", cancellation)),
            References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                checkOverflow: !isTimed,
                nullableContextOptions: NullableContextOptions.Enable));

        using var image = new MemoryStream();
        ResourceDescription[] resources = source.Resource is { } name
            ? [new ResourceDescription(name, () => new MemoryStream(source.Weights, writable: false), isPublic: true)]
            : [];
        var result = compilation.Emit(image, manifestResources: resources, cancellationToken: cancellation);
        string[] faults = result.Diagnostics
            .Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Warning or DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString())
            .ToArray();
        if (!result.Success)
        {
            return new CompiledNetwork(faults, null, null);
        }

        image.Position = 0;
        var loading = new AssemblyLoadContext(null, isCollectible: !isTimed);
        return new CompiledNetwork(faults, isTimed ? null : loading, loading.LoadFromStream(image));
    }

    /// <summary>The network's public members.</summary>
    public NetworkCalls<T> Calls<T>()
        where T : unmanaged =>
        NetworkCalls<T>.Bind(_assembly!.GetType(Type.FullName, throwOnError: true)!);

    /// <summary>A public static method that was compiled together with the network.</summary>
    public TDelegate Method<TDelegate>(string typeName, string name)
        where TDelegate : Delegate =>
        _assembly!.GetType(typeName, throwOnError: true)!.GetMethod(name)!.CreateDelegate<TDelegate>();

    /// <inheritdoc/>
    public void Dispose() => _loading?.Unload();

    /// <summary>What compiled code may refer to: the framework and the runtime library.</summary>
    internal static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileNameWithoutExtension(path) is "System.Private.CoreLib" or "System.Runtime" or "System.Runtime.Intrinsics" or "System.Runtime.InteropServices"
            or "System.Memory" or "System.Numerics.Vectors" or "System.Collections" or "System.Linq")
        .Append(typeof(INetwork<,>).Assembly.Location)
        .Select(path => MetadataReference.CreateFromFile(path));
}
