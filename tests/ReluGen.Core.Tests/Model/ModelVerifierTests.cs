using ReluGen.Importing;
using ReluGen.Model;

namespace ReluGen.Tests.Core.Model;

/// <summary>Each thing that a model must hold, broken once.</summary>
public sealed class ModelVerifierTests
{
    private static readonly Value X = new(0, "x", Shape.Vector(2));
    private static readonly Value Y = new(1, "y", Shape.Vector(2));

    private static NetworkModel Model(Value[] values, Node[] nodes, int[] outputs) => new(
        ImportResult.Unnamed,
        ElementKind.Float,
        ArithmeticKind.Fused,
        1,
        new EquatableArray<Value>(values),
        new EquatableArray<Node>(nodes),
        new EquatableArray<int>(0),
        new EquatableArray<int>(outputs));

    private static DenseNode Dense(int offset, int input = 0, int output = 1) => new(
        FormattableString.Invariant($"dense{output}"), input, output, 2, 2, new Tensor(1, 2, 3, 4), null, SumOrder.For(2, 2), SumOrder.For(2, 2), offset);

    [Fact]
    public void Sound_model_has_no_fault() => Assert.Empty(ModelVerifier.Verify(Model([X, Y], [Dense(0)], [1])));

    public static TheoryData<string, string> Faults() => new()
    {
        { "id", "The value at position 1 has the id 5." },
        { "name", "A value or node has a name that is no identifier of ASCII letters and digits." },
        { "names", "The name x stands twice." },
        { "range", "There is no value 7 among 2." },
        { "order", "first reads z before it is made." },
        { "twice", "second makes y, which is made already." },
        { "nothing", "Nothing makes y." },
        { "input", "The input x stands twice." },
        { "offset", "The parameters of dense1 start at 1 instead of 0." },
        { "shape", "first: the output has 3 elements instead of 2." },
        { "map", "first: element 1 is element 2 of 2." },
        { "tie to nobody", "dense2 is tied to dense7, which owns no weights before it." },
        { "tie offset", "The weights of dense2 start at 3 instead of 0." },
        { "tie sizes", "dense2 has weights [1, 2] instead of [2, 2]." },
        { "tie values", "The weights of dense2 are not those of dense1." },
        { "operand", "first: an operand has 1 elements instead of 2." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_is_named(string fault, string message) => Assert.Contains(message, ModelVerifier.Verify(Broken(fault)));

    /// <summary>A layer of four weights, and one that is tied.</summary>
    private static NetworkModel Tied(string source, int offset, DenseNode second) => Model(
        [X, Y, new Value(2, "z", Shape.Vector(second.Units))], [Dense(0), second with { Tie = new WeightTie(source, offset, IsTransposed: false) }], [2]);

    private static NetworkModel Broken(string fault)
    {
        var relu = new ActivationNode("first", 0, 1, new ActivationFunction(ActivationKind.Relu));
        var z = new Value(2, "z", Shape.Vector(2));
        return fault switch
        {
            "tie to nobody" => Tied("dense7", 0, Dense(4, 1, 2)),
            "tie offset" => Tied("dense1", 3, Dense(4, 1, 2)),
            "tie sizes" => Tied("dense1", 0, new DenseNode("dense2", 1, 2, 2, 1, new Tensor(1, 2), null, SumOrder.For(1, 2), SumOrder.For(2, 1), 4)),
            "tie values" => Tied("dense1", 0, Dense(4, 1, 2) with { Weights = new Tensor(1, 3, 2, 4) }),
            "id" => Model([X, Y with { Id = 5 }], [relu], [1]),
            "name" => Model([X, Y with { Name = "y y" }], [relu], [1]),
            "names" => Model([X, Y with { Name = "x" }], [relu], [1]),
            "range" => Model([X, Y], [relu], [7]),
            "order" => Model([X, Y, z], [new UnaryNode("first", 2, 1, UnaryKind.Negate), new UnaryNode("second", 0, 2, UnaryKind.Negate)], [1]),
            "twice" => Model([X, Y], [relu, new UnaryNode("second", 0, 1, UnaryKind.Negate)], [1]),
            "nothing" => Model([X, Y], [], [0]),
            "input" => Model([X, Y], [relu], [1]) with { Inputs = new EquatableArray<int>(0, 0) },
            "offset" => Model([X, Y], [Dense(1)], [1]),
            "shape" => Model([X, Y with { Shape = Shape.Vector(3) }], [relu], [1]),
            "map" => Model([X, Y], [new ArrangeNode("first", new EquatableArray<int>(0), 1, new IndexMap(0, 2))], [1]),
            _ => Model([X, Y], [new BinaryNode("first", new Operand(0, 2), new Operand(0, 1), 1, BinaryKind.Add)], [1]),
        };
    }
}
