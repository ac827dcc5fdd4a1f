using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReluGen.Declaration;
using ReluGen.Emit;
using ReluGen.Generator;
using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Tests.Generator.Verification;

namespace ReluGen.Tests.Generator;

/// <summary>A snapshot of a general graph: two inputs, a scaler, a concatenation, two heads, one tensor in a resource.</summary>
public sealed class GraphCodeTests
{
    [Fact]
    public void Policy_with_two_heads() => Verifier.Verify(
        NetworkEmitter.Emit(Planner.Plan(Policy("observation", "state"), PlanOptions.For(null, LaneWidth.Bits256)))
            .ToDictionary(file => HintNames.ForFile("Policy", file.Concern), file => file.Text));

    [Theory]
    [InlineData("*/ class Evil { } /*")]
    [InlineData("a\nb \u2028 </remarks> & <evil/> \\u000a")]
    [InlineData("class")]
    [InlineData("inputs")]
    [InlineData("")]
    public void Names_from_a_file_reach_the_text_escaped_or_not_at_all(string name)
    {
        Assert.Equal(Declared("observation", "state"), Declared(name, name));
    }

    /// <summary>The types and the members of classes that all files declare, but for the names of the parts.</summary>
    private static IEnumerable<string> Declared(string observation, string state)
    {
        foreach (GeneratedFile file in NetworkEmitter.Emit(Planner.Plan(Policy(observation, state), PlanOptions.For(null, LaneWidth.Bits256))))
        {
            SyntaxTree tree = CSharpSyntaxTree.ParseText(file.Text);
            Assert.Empty(tree.GetDiagnostics());
            Assert.DoesNotContain(file.Text, c => c is '\u2028' or '\r');
            Assert.DoesNotContain("<evil", file.Text, StringComparison.Ordinal);
            foreach (MemberDeclarationSyntax member in tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>())
            {
                yield return member is TypeDeclarationSyntax type ? $"{file.Concern}: {type.Identifier.Text} with {type.Members.Count}" : $"{file.Concern}: {member.Kind()}";
            }
        }
    }

    private static NetworkModel Policy(string observation, string state)
    {
        string[] names = [observation, state, "mean", "centred", "joined", "hiddenSums", "hidden", "logits", "action", "value"];
        int[] sizes = [3, 1, 3, 3, 4, 2, 2, 2, 2, 1];
        return new NetworkModel(
            new TypeDeclaration("", default, "class", "Policy", IsStatic: false, IsRefStruct: false),
            ElementKind.Float,
            ArithmeticKind.Fused,
            DerivativeAtZero: 1,
            new EquatableArray<Value>(names.Select((name, id) => new Value(id, name, new Shape(new EquatableArray<int>(1, sizes[id])), name))),
            new EquatableArray<Node>(
                new ConstantNode("mean", 2, new Tensor(0.5, -1, 2)),
                new BinaryNode("centred", new Operand(0, 3), new Operand(2, 3), 3, BinaryKind.Subtract),
                new ArrangeNode("joined", new EquatableArray<int>(3, 1), 4, new IndexMap(0, 1, 2, 3)),
                new DenseNode("hidden", 4, 5, 4, 2, Tensor.InResource(8, new string('a', 64), 16), new Tensor(0.25, 0.5), SumOrder.For(2, 4), SumOrder.For(4, 2), 0),
                new ActivationNode("hiddenActivation", 5, 6, new ActivationFunction(ActivationKind.Relu)),
                new DenseNode("action", 6, 7, 2, 2, new Tensor(1, 2, 3, 4), null, SumOrder.For(2, 2), SumOrder.For(2, 2), 10),
                new SoftmaxNode("actionActivation", 7, 8, false, SumOrder.ForTotal(2)),
                new DenseNode("value", 6, 9, 2, 1, new Tensor(-1, 1), new Tensor(0.125), SumOrder.For(1, 2), SumOrder.For(2, 1), 14)),
            new EquatableArray<int>(0, 1),
            new EquatableArray<int>(8, 9),
            new ModelSource("policy.onnx", new string('b', 64), "policy.weights.bin"));
    }
}
