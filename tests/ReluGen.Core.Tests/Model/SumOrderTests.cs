using ReluGen.Model;

namespace ReluGen.Tests.Core.Model;

public class SumOrderTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 7, 1)]
    [InlineData(1, 8, 2)]
    [InlineData(1, 15, 2)]
    [InlineData(1, 16, 4)]
    [InlineData(16, 16, 4)]
    [InlineData(17, 16, 2)]
    [InlineData(32, 1000, 2)]
    [InlineData(33, 1000, 2)]
    [InlineData(48, 1000, 2)]
    [InlineData(49, 1000, 1)]
    [InlineData(64, 64, 1)]
    [InlineData(10, 784, 4)]
    public void Order_of_a_shape_has_the_documented_number_of_chains(int outputs, int terms, int chains)
    {
        Assert.Equal(new SumOrder(terms, chains), SumOrder.For(outputs, terms));
    }

    [Fact]
    public void Chunks_of_every_shape_are_contiguous_and_complete()
    {
        foreach (int chains in new[] { 1, 2, 4 })
        {
            for (int terms = chains; terms < 70; terms++)
            {
                var order = new SumOrder(terms, chains);
                int next = 0;
                for (int chain = 0; chain < chains; chain++)
                {
                    Assert.Equal(next, order.Start(chain));
                    Assert.InRange(order.Length(chain), terms / chains, (terms + chains - 1) / chains);
                    Assert.True(chain == 0 || order.Length(chain) <= order.Length(chain - 1), "Long chunks come first.");
                    next += order.Length(chain);
                }

                Assert.Equal(terms, next);
            }
        }
    }

    [Fact]
    public void Chains_of_every_shape_have_four_terms_or_are_alone()
    {
        for (int outputs = 1; outputs < 130; outputs++)
        {
            for (int terms = 1; terms < 130; terms++)
            {
                var order = SumOrder.For(outputs, terms);
                Assert.Contains(order.Chains, new[] { 1, 2, 4 });
                Assert.True(order.Chains == 1 || order.ShortLength >= 4, $"{outputs} outputs, {terms} terms: {order}");
            }
        }
    }
}
