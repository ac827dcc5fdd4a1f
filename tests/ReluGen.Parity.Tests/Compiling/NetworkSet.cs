using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ReluGen.Emit;
using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Compiling;

/// <summary>Networks that were generated and compiled in one compilation, as strictly as a user's project may.</summary>
public sealed class NetworkSet
{
    /// <summary>Every width in one type, so that the weights are compiled once.</summary>
    public static readonly PlanOptions AllWidths =
        PlanOptions.For(NetworkForm.Vector, LaneWidth.Bits512, LaneWidth.Bits256, LaneWidth.Bits128, LaneWidth.Scalar);

    /// <summary>Every width, step by step.</summary>
    public static readonly PlanOptions AsGraph = AllWidths with { Form = NetworkForm.Graph };

    /// <summary>The vector widths, where large layers may leave out padding.</summary>
    public static readonly PlanOptions Vectors = PlanOptions.For(NetworkForm.Vector, LaneWidth.Bits512, LaneWidth.Bits256, LaneWidth.Bits128);

    /// <summary>Straight-line code.</summary>
    public static readonly PlanOptions StraightLine =
        PlanOptions.For(NetworkForm.StraightLine, LaneWidth.Bits512, LaneWidth.Bits256, LaneWidth.Bits128);

    private readonly Assembly _assembly;
    private readonly Dictionary<string, (ITestNetwork Case, NetworkPlan Plan)> _networks;

    private NetworkSet(Assembly assembly, Dictionary<string, (ITestNetwork Case, NetworkPlan Plan)> networks)
    {
        _assembly = assembly;
        _networks = networks;
    }

    /// <summary>Generates and compiles <paramref name="cases"/>, each with its options; null lets the planner choose.</summary>
    /// <param name="cases">The networks.</param>
    /// <param name="isNullable">
    /// Whether nullable references are checked; that takes a quarter of the compiler's time, which hundreds of networks that
    /// differ in numbers alone can do without.
    /// </param>
    /// <exception cref="InvalidOperationException">The generated code does not compile without a warning.</exception>
    public static NetworkSet Compile<TCase>(IEnumerable<(TCase Case, PlanOptions? Options)> cases, bool isNullable = true)
        where TCase : ITestNetwork
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose);
        var networks = new Dictionary<string, (ITestNetwork Case, NetworkPlan Plan)>();
        var trees = new List<SyntaxTree>();
        (TCase Case, NetworkPlan Plan)[] plans = [.. cases.Select(pair => (pair.Case, Planner.Plan(pair.Case.Build(), pair.Options)))];
        EquatableArray<SharedKernels> shared = KernelSharing.Find(plans.Select(pair => KernelSharing.ShapeOf(pair.Plan)).OfType<KernelShape>());
        foreach ((TCase network, NetworkPlan ownPlan) in plans)
        {
            NetworkPlan plan = KernelSharing.Apply(ownPlan, shared);
            networks.Add(network.Name, (network, plan));
            string modifier = network.IsStatic ? "static " : "";
            trees.Add(Parse($"namespace {NetworkCase.Namespace};\n/// <summary>A test network.</summary>\npublic {modifier}partial class {network.Name};\n", network.Name));
            trees.AddRange(NetworkEmitter.Emit(plan).Select(file => Parse(file.Text, $"{network.Name}.{file.Concern}.g")));
        }

        var compilation = CSharpCompilation.Create(
            "Parity" + Guid.NewGuid().ToString("N"),
            trees,
            References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                checkOverflow: true,
                allowUnsafe: false,
                generalDiagnosticOption: ReportDiagnostic.Error,
                nullableContextOptions: NullableContextOptions.Enable));

        using var image = new MemoryStream();
        ImmutableArray<Diagnostic> diagnostics = compilation.Emit(image).Diagnostics;
        string[] faults = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10).Select(Describe).ToArray();
        if (faults.Length > 0)
        {
            throw new InvalidOperationException("Generated code does not compile:\n" + string.Join("\n", faults));
        }

        image.Position = 0;
        return new NetworkSet(new AssemblyLoadContext(null).LoadFromStream(image), networks);

        SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(
            SourceText.From(isNullable ? text : text.Replace("#nullable enable", "#nullable disable", StringComparison.Ordinal), System.Text.Encoding.UTF8),
            parse,
            path + ".cs");
    }

    /// <summary>All networks compiled as <paramref name="options"/> say.</summary>
    public static NetworkSet Compile<TCase>(IEnumerable<TCase> cases, PlanOptions? options)
        where TCase : ITestNetwork =>
        Compile(cases.Select(network => (network, options)));

    /// <summary>The generated type of a case.</summary>
    public Type TypeOf(string name) => _assembly.GetType($"{NetworkCase.Namespace}.{name}", throwOnError: true)!;

    /// <summary>The network of a case, ready to run.</summary>
    public CompiledNetwork<T> Get<T>(string name)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        (ITestNetwork network, NetworkPlan plan) = _networks[name];
        var engines = new List<Engine<T>>();
        string kernels = Generated(plan.KernelOwner.Name) + ".Kernels";
        var widths = new List<(string Name, Type Type)>();
        foreach (WidthPlan width in plan.Form == NetworkForm.StraightLine ? default : plan.Widths)
        {
            string suffix = width.Lanes.IsVector ? ((int)width.Lanes.Width).ToString(System.Globalization.CultureInfo.InvariantCulture) : "Scalar";
            widths.Add((suffix, _assembly.GetType(kernels + suffix, throwOnError: true)!));
        }

        if (plan.Model.IsTrainable)
        {
            engines.AddRange(TrainableEngine.Create<T>(TypeOf(name), widths));
        }
        else
        {
            engines.Add(PublicEngine.Create<T>(TypeOf(name)));
            engines.AddRange(widths.Select(width => plan.Block is null
                ? (Engine<T>)new KernelEngine<T>(width.Name, width.Type)
                : new PanelKernelEngine<T>(width.Name, width.Type, () => Panels(name))));
        }

        return new CompiledNetwork<T>(network, plan.Model, engines);
    }

    private nint Panels(string name) => (nint)_assembly.GetType(Generated(name) + ".AllPanels", throwOnError: true)!
        .GetField("Address", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;

    private static string Generated(string name) => $"ReluGen.Generated.{(NetworkCase.Namespace + "." + name).Replace("_", "_u").Replace(".", "__")}";

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "ReluGen.dll" or "netstandard.dll" or "mscorlib.dll")
        .Select(path => MetadataReference.CreateFromFile(path));

    private static string Describe(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        string line = diagnostic.Location.SourceTree?.GetText().Lines[span.StartLinePosition.Line].ToString().Trim() ?? "";
        return $"{diagnostic}\n    {line}";
    }
}

/// <summary>A compiled network with the ways to run it.</summary>
/// <param name="Case">What it was made from.</param>
/// <param name="Model">Its model, for the interpreters.</param>
/// <param name="Engines">The public members first, then each width's kernels.</param>
public sealed record CompiledNetwork<T>(ITestNetwork Case, NetworkModel Model, IReadOnlyList<Engine<T>> Engines)
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    /// <summary>The public members.</summary>
    public Engine<T> Public => Engines[0];
}
