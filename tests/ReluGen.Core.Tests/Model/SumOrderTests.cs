using ReluGen.Model;

namespace ReluGen.Tests.Core.Model;

public class SumOrderTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 7, 1)]
    [InlineData(1, 8, 2)]
    [InlineData(1, 16, 4)]
    [InlineData(1, 64, 16)]
    [InlineData(10, 64, 4)]
    [InlineData(10, 784, 16)]
    [InlineData(16, 16, 4)]
    [InlineData(17, 16, 4)]
    [InlineData(20, 784, 16)]
    [InlineData(32, 1000, 4)]
    [InlineData(33, 1000, 16)]
    [InlineData(48, 64, 2)]
    [InlineData(64, 7, 1)]
    [InlineData(64, 64, 2)]
    [InlineData(80, 64, 2)]
    [InlineData(81, 64, 1)]
    [InlineData(128, 784, 1)]
    public void Order_of_a_shape_has_the_documented_number_of_chains(int outputs, int terms, int chains)
    {
        Assert.Equal(new SumOrder(terms, chains), SumOrder.For(outputs, terms));
    }

    [Fact]
    public void Chains_of_every_shape_have_four_terms_or_are_alone_or_lie_across_lanes()
    {
        for (int outputs = 1; outputs < 130; outputs++)
        {
            for (int terms = 1; terms < 130; terms++)
            {
                var order = SumOrder.For(outputs, terms);
                Assert.Contains(order.Chains, new[] { 1, 2, 4, 16 });
                Assert.True(order.Chains == 1 || order.IsAcrossLanes || order.ShortLength >= 4, $"{outputs} outputs, {terms} terms: {order}");
            }
        }
    }

    [Fact]
    public void Fold_adds_the_upper_half_to_the_lower_half()
    {
        static string Add(string left, string right) => $"({left}{right})";

        Assert.Equal("a", SumOrder.Fold(["a"], Add));
        Assert.Equal("(ab)", SumOrder.Fold(["a", "b"], Add));
        Assert.Equal("((ac)(bd))", SumOrder.Fold(["a", "b", "c", "d"], Add));
        Assert.Equal("(((ae)(cg))((bf)(dh)))", SumOrder.Fold(["a", "b", "c", "d", "e", "f", "g", "h"], Add));
    }
}
