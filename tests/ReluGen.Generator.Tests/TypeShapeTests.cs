using ReluGen.Tests.Generator.Running;

namespace ReluGen.Tests.Generator;

/// <summary>Every way to write a type that a network can be declared on compiles without a warning.</summary>
public class TypeShapeTests
{
    private const string Network = "[global::ReluGen.Network(1)] [global::ReluGen.Dense(1, Weights = [2], Bias = [1])]";

    [Theory]
    [InlineData("[*] partial class Net;")]
    [InlineData("[*] public partial class Net { }")]
    [InlineData("[*] internal sealed partial class Net { private int _field = 1; public int Field => _field; }")]
    [InlineData("[*] public abstract partial class Net;")]
    [InlineData("[*] public static partial class Net;")]
    [InlineData("[*] internal static partial class Net { public static int Other() => 1; }")]
    [InlineData("[*] public unsafe partial class Net;", "CS0227")]
    [InlineData("[*] public partial class Net(int size) { public int Size => size; }")]
    [InlineData("[*] public partial struct Net;")]
    [InlineData("[*] public readonly partial struct Net;")]
    [InlineData("[*] public ref partial struct Net;")]
    [InlineData("[*] public readonly ref partial struct Net;")]
    [InlineData("[*] public partial record Net;")]
    [InlineData("[*] public partial record class Net;")]
    [InlineData("[*] public sealed partial record Net(int Size);")]
    [InlineData("[*] public partial record struct Net;")]
    [InlineData("[*] public readonly partial record struct Net(int Size);")]
    [InlineData("[*] partial class Net; partial class Net { } partial class Net : System.IDisposable { public void Dispose() { } }")]
    public void Kind_of_type_compiles(string source, string? expected = null) => AssertGenerates(source, expected);

    [Theory]
    [InlineData("[*] public partial class @class;")]
    [InlineData("[*] public partial class @record;")]
    [InlineData("[*] public partial class Größe;")]
    [InlineData("[*] public partial class __;")]
    [InlineData("[*] public partial class Kernels;")]
    [InlineData("[*] public partial class Net<T>;")]
    [InlineData("[*] public partial struct Net<TKey, TValue> where TKey : notnull where TValue : struct;")]
    [InlineData("[*] public partial class Net<@in>;")]
    [InlineData("[*] public partial class Net<T> : System.IEquatable<T> { public bool Equals(T? other) => false; }")]
    public void Name_compiles(string source) => AssertGenerates(source);

    [Theory]
    [InlineData("namespace A { [*] partial class Net; }")]
    [InlineData("namespace A.B.C; [*] partial class Net;")]
    [InlineData("namespace A { namespace @namespace.B { [*] partial class Net; } }")]
    [InlineData("namespace System { [*] partial class Net; }", "CS0437")]
    [InlineData("namespace ReluGen { [*] partial class Net; }")]
    [InlineData("namespace ReluGen.Generated { [*] partial class Net; }")]
    [InlineData("namespace Tests.Math.ReluGen { [*] partial class Net; }")]
    [InlineData("namespace A { class System; class ReluGen; class Math; [*] partial class Net { class Span; class Single; } }")]
    [InlineData("partial class Outer { [*] partial class Net; }")]
    [InlineData("public partial class Outer { [*] private partial class Net; }")]
    [InlineData("public partial class Outer { [*] protected internal partial class Net; }")]
    [InlineData("public partial class Outer { [*] private protected partial class Net; }")]
    [InlineData("static partial class Outer { [*] public partial class Net; }")]
    [InlineData("partial struct Outer { [*] partial class Net; }")]
    [InlineData("ref partial struct Outer { [*] partial class Net; }")]
    [InlineData("partial record Outer { [*] partial class Net; }")]
    [InlineData("partial record struct Outer { [*] partial class Net; }")]
    [InlineData("readonly partial record struct Outer(int Size) { [*] partial struct Net; }")]
    [InlineData("partial interface IOuter { [*] partial class Net; }")]
    [InlineData("namespace A; partial class @if<T> { internal partial struct Inner<@do> { [*] public partial record Net; } }")]
    [InlineData("partial class Outer { public static int Forward; [*] partial class Net; }", "CS0649")]
    [InlineData("[*] partial class Net { [*] internal partial class Inner; }")]
    [InlineData("namespace A_ { [*] partial class B; } namespace A { [*] partial class _B; } namespace A.u { [*] partial class B; }")]
    public void Place_compiles(string source, string? expected = null) => AssertGenerates(source, expected);

    [Theory]
    [InlineData("class Base { public static void Forward(float x) { } public int InputSize => 1; }")]
    [InlineData("class Base { public virtual void Forward(System.ReadOnlySpan<float> input, System.Span<float> output) { } }")]
    [InlineData("[*] partial class Base;")]
    [InlineData("abstract class Base { public abstract int Forward(int x); }", "CS0534")]
    public void Base_type_with_members_of_the_same_names_compiles(string source, string? expected = null) =>
        AssertGenerates($"{source} [*] partial class Net : Base;", expected);

    private static void AssertGenerates(string source, string? expected)
    {
        source = source.Replace("[*]", Network, StringComparison.Ordinal);
        GeneratorRun run = GeneratorDriverHarness.RunFaulty(source);
        Assert.NotEmpty(run.Files);
        GeneratorDriverHarness.AssertCompiles(run, expected);
    }

    private static void AssertGenerates(string source) => AssertGenerates(source, null);
}
