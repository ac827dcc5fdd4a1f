using ReluGen.Planning;

namespace ReluGen.Tests.Core.Planning;

public class TilingTests
{
    [Theory]
    [InlineData(4, 4, 1, 4, 0)]
    [InlineData(50, 12, 5, 10, 0)]
    [InlineData(5, 4, 1, 3, 2)]
    [InlineData(1, 6, 1, 1, 0)]
    public void Tiles_are_as_few_and_as_even_as_they_come(int total, int largest, int full, int size, int tail) =>
        Assert.Equal(new Tiling(full, size, tail), Tiling.Of(total, largest));

    [Fact]
    public void Tiles_of_every_dimension_cover_it()
    {
        for (int total = 1; total < 100; total++)
        {
            for (int largest = 1; largest < 30; largest++)
            {
                var tiling = Tiling.Of(total, largest);
                Assert.Equal(total, tiling.FullItems + tiling.Tail);
                Assert.InRange(tiling.Size, 1, largest);
                Assert.InRange(tiling.Tail, 0, tiling.Size - 1);
            }
        }
    }
}
