using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Tool.Tests.Fixtures;
using ReluGen.Tool.Verifying;

namespace ReluGen.Tool.Tests.Verifying;

/// <summary>Derivatives by differences: right where there are any, left out at bends.</summary>
public sealed class CentralDifferenceTests
{
    private static readonly NetworkModel Tiny = ModelImporter.Import(
        "tiny.json", System.Text.Encoding.UTF8.GetBytes(LayerFiles.Tiny), null, new ImportOptions(Element: ElementKind.Double)).Result!.Model!;

    [Fact]
    public void Smooth_place_gives_the_derivative()
    {
        // Both units are on: d output / d x₀ = 1·1.5 + 2·0.25.
        Difference? difference = new CentralDifferences(Tiny, [1, 2], [1]).OfInput(0);

        Assert.Equal(2.0, difference!.Value.Value, 1e-9);
        Assert.InRange(difference.Value.Error, 0, 1e-6);
    }

    [Theory]
    [InlineData(1.0, 4.0)] // 1.5 − 2 + 0.5 = 0: exactly at the bend, where both step sizes agree on the mean of the slopes.
    [InlineData(1.0, 4.0001)] // Within the step of the bend.
    public void Bend_is_left_out(double x, double y) => Assert.Null(new CentralDifferences(Tiny, [x, y], [1]).OfInput(0));

    [Fact]
    public void Parameter_is_moved_in_its_own_tensor()
    {
        var random = new Random(3);
        var differences = new CentralDifferences(Tiny, [1, 2], [1]);
        var seen = new HashSet<int>();
        for (int i = 0; i < 200; i++)
        {
            ParameterChoice parameter = ParameterChoice.Draw(Tiny, random)!;
            seen.Add(parameter.Index);

            // [1.5 −0.5 0.25 1], [0.5 −0.25], [1 2], [0.5]: hidden units are 1 and 2.
            double[] expected = [1, 2, 2, 4, 1, 2, 1, 2, 1];
            Assert.Equal(expected[parameter.Index], differences.OfParameter(parameter)!.Value.Value, 1e-9);
        }

        Assert.Equal(Tiny.ParameterCount, seen.Count);
    }
}
