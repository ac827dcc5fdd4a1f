using Microsoft.CodeAnalysis.CSharp;
using ReluGen.Building;
using ReluGen.Tests.Generator.Running;
using static ReluGen.Tests.Generator.Running.GeneratorDriverHarness;

namespace ReluGen.Tests.Generator.Faults;

/// <summary>Every fault of the type that a network is declared on: exact id, underlined text and message.</summary>
public class TypeFaultTests
{
    private const string Network = "[ReluGen.Network(1)] [ReluGen.Dense(1, Weights = [2], Bias = [1])]";

    [Fact]
    public void Type_not_partial() => AssertFaulty("[*] public readonly record struct Net<T>;",
        new Fault(ProblemCodes.TypeNotPartial, "Net", "'Net<T>' is declared as a network but is not partial. Add the partial modifier to it."));

    [Fact]
    public void Containing_types_not_partial() => AssertFaulty("class Outer { partial struct Middle { interface IInner { [*] class Net; } } }",
        new Fault(ProblemCodes.ContainingTypeNotPartial, "Outer", "'Outer' contains the network 'Net' but is not partial. Add the partial modifier to it."),
        new Fault(ProblemCodes.ContainingTypeNotPartial, "IInner", "'IInner' contains the network 'Net' but is not partial. Add the partial modifier to it."),
        new Fault(ProblemCodes.TypeNotPartial, "Net", "'Net' is declared as a network but is not partial. Add the partial modifier to it."));

    [Fact]
    public void Declared_twice_on_several_parts() => AssertFaulty("[*] partial class Net; [*] partial class Net { }",
        new Fault(ProblemCodes.DeclaredTwice, "ReluGen.Network(1)", "'Net' has 2 [Network] attributes; a type can be 1 network. Remove the others."),
        new Fault(ProblemCodes.DeclaredTwice, "ReluGen.Network(1)", "'Net' has 2 [Network] attributes; a type can be 1 network. Remove the others."));

    [Fact]
    public void Declared_twice_on_one_part() => AssertFaulty("[*] [ReluGen.Network(2)] partial class Net;",
        new Fault(ProblemCodes.DeclaredTwice, "ReluGen.Network(1)", "'Net' has 2 [Network] attributes; a type can be 1 network. Remove the others."),
        new Fault(ProblemCodes.DeclaredTwice, "ReluGen.Network(2)", "'Net' has 2 [Network] attributes; a type can be 1 network. Remove the others."));

    [Theory]
    [InlineData("static partial class Net;", "static class")]
    [InlineData("partial struct Net;", "struct")]
    [InlineData("ref partial struct Net;", "ref struct")]
    [InlineData("partial record Net;", "record")]
    [InlineData("partial record struct Net;", "record struct")]
    public void Trainable_on_a_type_without_identity(string type, string kind) => AssertFaulty("[ReluGen.Network(1, Trainable = true)] [ReluGen.Dense(1)] " + type,
        new Fault(ProblemCodes.NotTrainable, "true", $"'Net' is a {kind}, but a trainable network has instances that hold their parameters. Make it a class that is not static, or remove Trainable."));

    [Fact]
    public void Trainable_with_constructors_in_the_way() => AssertFaulty(
        "class Base(int size) { public int Size => size; } [ReluGen.Network(1, Trainable = true)] [ReluGen.Dense(1)] partial class Net(int x) : Base(x);",
        new Fault(ProblemCodes.NotTrainable, "Net", "'Net' has a primary constructor, which the constructor of a trainable network cannot call. Write it as an ordinary constructor."),
        new Fault(ProblemCodes.NotTrainable, "Net", "'Net' derives from 'Base', which has no constructor without parameters; that of a trainable network calls it. Add one to the base class."));

    [Fact]
    public void Trainable_with_members_in_the_way() => AssertFaulty(
        "[ReluGen.Network(1, Trainable = true)] [ReluGen.Dense(1)] partial class Net { public Net(ulong a, ReluGen.Training.Initializer b) { } int Parameters; void OutputBias() { } int WorkspaceLength => 1; }",
        new Fault(ProblemCodes.MemberClash, "Net", "'Net..ctor' clashes with the constructor with a seed that the generator adds. Rename it or change its parameters."),
        new Fault(ProblemCodes.MemberClash, "Parameters", "'Net.Parameters' clashes with the property Parameters that the generator adds. Rename it."),
        new Fault(ProblemCodes.MemberClash, "OutputBias", "'Net.OutputBias' clashes with the property OutputBias that the generator adds. Rename it."),
        new Fault(ProblemCodes.MemberClash, "WorkspaceLength", "'Net.WorkspaceLength' clashes with the constant WorkspaceLength that the generator adds. Rename it."));

    [Fact]
    public void Layers_without_network() => AssertFaulty("[ReluGen.Dense(1)] [ReluGen.Dense(2)] partial class Net;",
        new Fault(ProblemCodes.LayerWithoutNetwork, "ReluGen.Dense(1)", "'Net' has 2 layers but no [Network]. Add [Network(inputSize)] above the first layer."));

    [Fact]
    public void Layers_on_another_part() => AssertFaulty("[*] partial class Net; [ReluGen.Dense(2)] partial class Net { }",
        new Fault(ProblemCodes.LayerWithoutNetwork, "ReluGen.Dense(2)", "'Net' has 1 layer on a part without [Network]; all layers stand on one part, where their order is plain. Move them below [Network]."));

    [Fact]
    public void File_local_types() => AssertFaulty("[*] file partial class Net; file partial class Outer { [*] partial class Inner; }",
        new Fault(ProblemCodes.UnsupportedType, "Net", "'Net' is visible in this file only, so that no generated file can add to it. Remove the file modifier."),
        new Fault(ProblemCodes.UnsupportedType, "Inner", "'Inner' stands in 'Outer', which is visible in this file only, so that no generated file can add to it. Remove the file modifier."));

    [Fact]
    public void Members_that_clash() => AssertFaulty(
        "[*] partial class Net { int Forward { get; } void InputSize() { } class OutputSize; event System.Action? BackwardBatch; int ParameterCount = 1; }",
        new Fault(ProblemCodes.MemberClash, "Forward", "'Net.Forward' clashes with the method Forward(ReadOnlySpan<float>, Span<float>) that the generator adds. Rename it."),
        new Fault(ProblemCodes.MemberClash, "InputSize", "'Net.InputSize' clashes with the constant InputSize that the generator adds. Rename it."),
        new Fault(ProblemCodes.MemberClash, "OutputSize", "'Net.OutputSize' clashes with the constant OutputSize that the generator adds. Rename it."),
        new Fault(ProblemCodes.MemberClash, "BackwardBatch", "'Net.BackwardBatch' clashes with the method BackwardBatch(ReadOnlySpan<float>, ReadOnlySpan<float>, Span<float>) that the generator adds. Rename it."),
        new Fault(ProblemCodes.MemberClash, "ParameterCount", "'Net.ParameterCount' clashes with the constant ParameterCount that the generator adds. Rename it."));

    [Fact]
    public void Methods_with_the_same_parameters_clash() => AssertFaulty(
        """
        using System;
        [*] partial class Net
        {
            void Forward(ReadOnlySpan<float> a, Span<float> b) { }
            float Forward(float x) => x;
            static void Backward(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) { }
        }
        """,
        new Fault(ProblemCodes.MemberClash, "Forward", "'Net.Forward' clashes with the method Forward(ReadOnlySpan<float>, Span<float>) that the generator adds. Rename it or change its parameters."),
        new Fault(ProblemCodes.MemberClash, "Forward", "'Net.Forward' clashes with the method Forward(float) that the generator adds. Rename it or change its parameters."),
        new Fault(ProblemCodes.MemberClash, "Backward", "'Net.Backward' clashes with the method Backward(ReadOnlySpan<float>, ReadOnlySpan<float>, Span<float>) that the generator adds. Rename it or change its parameters."));

    [Fact]
    public void Positional_record_member_clashes() => AssertFaulty("[*] partial record Net(int OutputSize);",
        new Fault(ProblemCodes.MemberClash, "OutputSize", "'Net.OutputSize' clashes with the constant OutputSize that the generator adds. Rename it."));

    [Fact]
    public void Names_of_type_and_type_parameter_clash() => AssertFaulty("[*] partial class Forward<InputSize>;",
        new Fault(ProblemCodes.MemberClash, "Forward", "'Forward<InputSize>' has the same name as a member that the generator adds to it. Rename the type."),
        new Fault(ProblemCodes.MemberClash, "InputSize", "The type parameter 'InputSize' has the same name as a member that the generator adds to 'Forward<InputSize>'. Rename it."));

    [Fact]
    public void Abstract_member_of_a_base_type_clashes() => AssertFaulty(
        "abstract class Base { public abstract int InputSize { get; } public abstract float Forward(float x); } [*] abstract partial class Net : Base;",
        new Fault(ProblemCodes.MemberClash, "Net", "'Net' inherits the abstract member 'Base.InputSize', which would be hidden by the constant InputSize that the generator adds. Rename it in the base type."),
        new Fault(ProblemCodes.MemberClash, "Net", "'Net' inherits the abstract member 'Base.Forward', which would be hidden by the method Forward(float) that the generator adds. Rename it in the base type."));

    [Fact]
    public void Overloads_do_not_clash()
    {
        GeneratorRun run = RunClean(
            """
            using System;
            [ReluGen.Network(2)] [ReluGen.Dense(2, Weights = [2, 3, 4, 5], Bias = [1, 2])]
            partial class Net
            {
                public static float[] Forward(float[] input) { var output = new float[2]; Forward(input, output); return output; }
                public static void Forward(ReadOnlySpan<double> a, Span<double> b) { }
                public static void Forward<T>(ReadOnlySpan<float> a, Span<float> b) { }
                public static void Forward(in ReadOnlySpan<float> a, ref Span<float> b) { }
                public static float Forward(float x) => x;
                private static int Kernels => 1;
                private class Parameters { public int Sum => Kernels; }
            }
            """);
        Assert.NotEmpty(run.Files);
    }

    [Fact]
    public void Language_version_too_old()
    {
        GeneratorRun run = Run(Compile(LanguageVersion.CSharp11, "[ReluGen.Network(1)] [ReluGen.Dense(1, Weights = new double[] { 1 }, UseBias = false)] partial class Net { }"));

        Assert.Equal(
            [new Fault(ProblemCodes.LanguageVersion, "ReluGen.Network(1)", "'Net' needs C# 12.0, but the project is compiled as C# 11.0. Set <LangVersion> to 12.0 or later.")],
            run.Faults);
        Assert.Empty(run.Files);
    }

    [Fact]
    public void Everything_is_reported_at_once() => AssertFaulty(
        "class Outer { [ReluGen.Network(0)] [ReluGen.Dense(0, Weights = [double.NaN])] class Net { int Forward; } [ReluGen.Dense(1)] class Other; }",
        new Fault(ProblemCodes.ContainingTypeNotPartial, "Outer", "'Outer' contains the network 'Net' but is not partial. Add the partial modifier to it."),
        new Fault(ProblemCodes.SizeOutOfRange, "0", "The input size of 'Net' is 0; it must be between 1 and 65536."),
        new Fault(ProblemCodes.MissingBias, "ReluGen.Dense(0, Weights = [double.NaN])", "Layer 1 of 'Net' has no bias. Add Bias = [...] with 0 values, or UseBias = false."),
        new Fault(ProblemCodes.SizeOutOfRange, "0", "Layer 1 of 'Net' has 0 units; it must have between 1 and 65536."),
        new Fault(ProblemCodes.NotFinite, "double.NaN", "Weights[0] of layer 1 of 'Net' is NaN, which is not a finite float. Check how the values were exported."),
        new Fault(ProblemCodes.TypeNotPartial, "Net", "'Net' is declared as a network but is not partial. Add the partial modifier to it."),
        new Fault(ProblemCodes.MemberClash, "Forward", "'Net.Forward' clashes with the method Forward(ReadOnlySpan<float>, Span<float>) that the generator adds. Rename it."),
        new Fault(ProblemCodes.LayerWithoutNetwork, "ReluGen.Dense(1)", "'Other' has 1 layer but no [Network]. Add [Network(inputSize)] above the first layer."));

    private static void AssertFaulty(string source, params Fault[] faults) =>
        Assert.Empty(RunFaulty(source.Replace("[*]", Network, StringComparison.Ordinal), faults).Files);
}
