using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReluGen.Tool.Compiling;

namespace ReluGen.Tool.Tests.Running;

/// <summary>Emitted files, compiled as a user's project would.</summary>
internal static class EmittedAssembly
{
    private delegate void ForwardMethod(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Compiles files; errors and warnings fail the test.</summary>
    public static Assembly Compile(IEnumerable<string> files)
    {
        var compilation = CSharpCompilation.Create(
            "Emitted",
            files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose))),
            CompiledNetwork.References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        Assert.DoesNotContain(
            compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics,
            diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden);
        image.Position = 0;
        return new AssemblyLoadContext(null).LoadFromStream(image);
    }

    /// <summary>The one output of a network.</summary>
    public static float Forward(Type type, float[] input)
    {
        var output = new float[1];
        type.GetMethod("Forward", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<ForwardMethod>()(input, output);
        return output[0];
    }
}
