using ReluGen.Importing;
using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Core.Interpreter;

/// <summary>What the reference interpreter says about nodes of graphs: parameters of rows, values read twice, ties and bends.</summary>
public sealed class ReferenceNodeTests
{
    private static Value Vector(int id, string name, int length) => new(id, name, Shape.Vector(length));

    private static NetworkModel Model(Value[] values, Node[] nodes, int derivativeAtZero = 1) => new(
        ImportResult.Unnamed,
        ElementKind.Double,
        ArithmeticKind.Fused,
        derivativeAtZero,
        new EquatableArray<Value>(values),
        new EquatableArray<Node>(nodes),
        new EquatableArray<int>(0),
        new EquatableArray<int>(values.Length - 1));

    /// <summary>Two rows through one dense layer, its output twice in a product with a constant that is a parameter.</summary>
    private static NetworkModel Rows(double[] p) => Model(
        [Vector(0, "x", 4), Vector(1, "h", 6), Vector(2, "c", 3), Vector(3, "m", 6), Vector(4, "y", 6)],
        [
            new DenseNode("dense", 0, 1, 2, 3, new Tensor(p[..6]), new Tensor(p[6..9]), SumOrder.For(3, 2), SumOrder.For(2, 3), 0, Rows: 2),
            new ConstantNode("c", 2, new Tensor(p[9..]), ParameterOffset: 9),
            new BinaryNode("m", new Operand(1, 6), new Operand(2, 3), 3, BinaryKind.Multiply),
            new BinaryNode("y", new Operand(3, 6), new Operand(1, 6), 4, BinaryKind.Multiply),
        ]);

    [Fact]
    public void Parameter_gradients_of_rows_and_constants_are_those_of_central_differences()
    {
        double[] parameters = Enumerable.Range(0, 12).Select(i => Math.Sin(i + 1)).ToArray();
        double[] x = [0.5, -1, 2, 0.25];
        double[] cotangent = [1, -2, 3, 0.5, 0.25, -1];
        double[] gradient = new ReferenceInterpreter(Rows(parameters)).Backward(x, cotangent).Parameters;
        for (int i = 0; i < parameters.Length; i++)
        {
            double Loss(double step)
            {
                double[] moved = [.. parameters];
                moved[i] += step;
                return new ReferenceInterpreter(Rows(moved)).Forward(x).Zip(cotangent, (y, c) => y * c).Sum();
            }

            double expected = (Loss(Tolerances.CentralDifferenceStep) - Loss(-Tolerances.CentralDifferenceStep)) / (2 * Tolerances.CentralDifferenceStep);
            Assert.Equal(expected, gradient[i], Tolerances.CentralDifference * (1 + Math.Abs(expected)));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, -1)]
    public void Derivative_at_zero_decides_for_magnitudes(int derivativeAtZero, double expected)
    {
        NetworkModel model = Model([Vector(0, "x", 1), Vector(1, "y", 1)], [new UnaryNode("y", 0, 1, UnaryKind.Absolute)], derivativeAtZero);
        Assert.Equal(expected, new ReferenceInterpreter(model).Backward([0], [1]).Input[0]);
    }

    [Theory]
    [InlineData(ReduceKind.Maximum)]
    [InlineData(ReduceKind.Minimum)]
    public void Of_equal_elements_the_first_takes_the_gradient(ReduceKind kind)
    {
        NetworkModel model = Model(
            [Vector(0, "x", 3), Vector(1, "y", 1)], [new ReduceNode("y", 0, 1, kind, SumOrder.ForTotal(3), Rows: 1)]);
        Assert.Equal([5, 0, 0], new ReferenceInterpreter(model).Backward([2, 2, 2], [5]).Input);
    }

    [Theory]
    [InlineData(false, false, 1)]
    [InlineData(false, true, 2)]
    [InlineData(true, false, 0)]
    [InlineData(true, true, 3)]
    public void Place_of_equal_elements_is_the_first_or_the_last(bool isMinimum, bool takesLast, double expected)
    {
        NetworkModel model = Model([Vector(0, "x", 4), Vector(1, "y", 1)], [new PlaceNode("y", 0, 1, 4, 1, isMinimum, takesLast)]);
        Assert.Equal(expected, new ReferenceInterpreter(model).Forward([1, 7, 7, 1])[0]);
    }
}
