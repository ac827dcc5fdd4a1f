using ReluGen.Model;

namespace ReluGen.Tests.Core;

public class EquatableArrayTests
{
    [Fact]
    public void Arrays_with_equal_elements_are_equal_and_hash_alike()
    {
        var left = new EquatableArray<int>(1, 2, 3);
        var right = new EquatableArray<int>(new List<int> { 1, 2, 3 });

        Assert.True(left == right);
        Assert.True(left.Equals((object)right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Theory]
    [InlineData(new[] { 1, 2, 4 })]
    [InlineData(new[] { 1, 2 })]
    [InlineData(new[] { 2, 1, 3 })]
    [InlineData(new int[0])]
    public void Arrays_that_differ_in_element_count_or_order_are_not_equal(int[] other)
    {
        Assert.True(new EquatableArray<int>(1, 2, 3) != new EquatableArray<int>(other));
        Assert.False(new EquatableArray<int>(1, 2, 3).Equals("1, 2, 3"));
    }

    [Fact]
    public void Default_array_equals_an_empty_one()
    {
        EquatableArray<int> none = default;

        Assert.Empty(none);
        Assert.Equal(new EquatableArray<int>(Array.Empty<int>()), none);
        Assert.Equal(new EquatableArray<int>(Array.Empty<int>()).GetHashCode(), none.GetHashCode());
    }

    [Fact]
    public void Elements_are_kept_in_order()
    {
        var array = new EquatableArray<string>("a", "b");

        Assert.Equal(2, array.Count);
        Assert.Equal("b", array[1]);
        Assert.Equal(["a", "b"], array);
    }

    [Fact]
    public void Shape_counts_elements_and_compares_by_dimensions()
    {
        Assert.Equal(24, new Shape(new EquatableArray<int>(2, 3, 4)).ElementCount);
        Assert.Equal(1, new Shape(default).ElementCount);
        Assert.Equal(Shape.Vector(7), new Shape(new EquatableArray<int>(7)));
        Assert.Throws<OverflowException>(() => new Shape(new EquatableArray<int>(65_536, 65_536)).ElementCount);
    }
}
