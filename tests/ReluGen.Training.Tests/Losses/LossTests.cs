using System.Numerics;
using ReluGen.Tests.Shared;
using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Losses;

/// <summary>Every loss against its definition, its gradient against central differences, its bits across widths.</summary>
public sealed class LossTests
{
    /// <summary>Sizes around the sixteen lanes, and rows around a chunk of 32.</summary>
    private static readonly (int Rows, int Size)[] Shapes = [(1, 1), (3, 4), (33, 10), (70, 3), (2, 16), (5, 17), (2, 50)];

    public static TheoryData<string> Names => [.. LossCases.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_the_definition(string name)
    {
        foreach ((int rows, int size) in Shapes.Where(shape => name != "labels ignored" || shape.Rows > 2))
        {
            LossCase<double> item = LossCases.Create<double>(name, rows, size);
            double value = item.Evaluate(item.Outputs, [], VectorWidths.Widest);
            Numbers.AssertNear(item.Expected(item.Outputs), value, Tolerances.LossDouble, $"{rows}×{size}");
            LossCase<float> single = LossCases.Create<float>(name, rows, size);
            float rounded = single.Evaluate(single.Outputs, [], VectorWidths.Widest);
            Numbers.AssertNear(single.Expected(Numbers.ToDouble<float>(single.Outputs)), rounded, Tolerances.LossFloat, $"float {rows}×{size}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_is_the_central_difference(string name)
    {
        foreach ((int rows, int size) in Shapes.Where(shape => name != "labels ignored" || shape.Rows > 2))
        {
            LossCase<double> item = LossCases.Create<double>(name, rows, size);
            var gradient = new double[item.Outputs.Length];
            double value = item.Evaluate(item.Outputs, gradient, VectorWidths.Widest);
            Assert.Equal(item.Evaluate(item.Outputs, [], VectorWidths.Widest), value);
            for (int index = 0; index < gradient.Length; index++)
            {
                double difference = Difference(item, index);
                Assert.True(
                    Math.Abs(difference - gradient[index]) <= Tolerances.CentralDifference * (1 + Math.Abs(difference)),
                    FormattableString.Invariant($"{rows}×{size}, element {index}: gradient {gradient[index]:R}, difference {difference:R}"));
            }

            LossCase<float> single = LossCases.Create<float>(name, rows, size);
            var rounded = new float[single.Outputs.Length];
            single.Evaluate(single.Outputs, rounded, VectorWidths.Widest);
            Numbers.AssertNear<float>(gradient, rounded, Tolerances.LossFloat, $"float {rows}×{size}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void All_widths_give_the_same_bits(string name)
    {
        CheckWidths<float>(name);
        CheckWidths<double>(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated(string name)
    {
        LossCase<float> item = LossCases.Create<float>(name, 40, 10);
        var gradient = new float[item.Outputs.Length];
        Assert.Equal(0, Allocation.OfSecondCall(() => item.Evaluate(item.Outputs, gradient, VectorWidths.Widest)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nan_comes_through(string name)
    {
        LossCase<float> item = LossCases.Create<float>(name, 5, 3);
        var gradient = new float[item.Outputs.Length];
        item.Outputs[4] = float.NaN;
        Assert.True(float.IsNaN(item.Evaluate(item.Outputs, gradient, VectorWidths.Widest)), "value");
        Assert.True(float.IsNaN(gradient[4]), "gradient");
    }

    private static void CheckWidths<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((int rows, int size) in Shapes.Where(shape => name != "labels ignored" || shape.Rows > 2))
        {
            LossCase<T> item = LossCases.Create<T>(name, rows, size);
            var expected = new T[item.Outputs.Length];
            T value = item.Evaluate(item.Outputs, expected, VectorWidth.Bits128);
            foreach (VectorWidth width in Widths.All)
            {
                var gradient = new T[item.Outputs.Length];
                Assert.True(Ulp.SameBits(value, item.Evaluate(item.Outputs, gradient, width)), $"{rows}×{size} {width}");
                Assert.All(gradient.Zip(expected), pair => Assert.True(Ulp.SameBits(pair.First, pair.Second), $"{rows}×{size} {width}"));
            }
        }
    }

    private static double Difference(LossCase<double> item, int index)
    {
        double[] moved = [.. item.Outputs];
        moved[index] = item.Outputs[index] + Tolerances.CentralDifferenceStep;
        double above = item.Expected(moved);
        moved[index] = item.Outputs[index] - Tolerances.CentralDifferenceStep;
        return (above - item.Expected(moved)) / (2 * Tolerances.CentralDifferenceStep);
    }
}
