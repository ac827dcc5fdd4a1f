using ReluGen.Model;

namespace ReluGen.Tests.Core.Model;

public class TensorTests
{
    [Fact]
    public void Tensors_with_the_same_bits_are_equal_and_hash_alike()
    {
        var left = new Tensor(1.5, -0.0, double.NaN);
        var right = new Tensor(1.5, -0.0, double.NaN);

        Assert.Equal(left, right);
        Assert.True(left.Equals((object)right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.Equal(left.Hash, right.Hash);
    }

    [Fact]
    public void Tensors_that_differ_in_one_bit_or_in_count_are_not_equal()
    {
        var tensor = new Tensor(1.0, 0.0);

        Assert.NotEqual(tensor, new Tensor(1.0, -0.0));
        Assert.NotEqual(tensor, new Tensor(Math.BitIncrement(1.0), 0.0));
        Assert.NotEqual(tensor, new Tensor(1.0, 0.0, 0.0));
        Assert.NotEqual(tensor, new Tensor(1.0));
        Assert.NotEqual(tensor, new Tensor(0.0, 1.0));
        Assert.False(tensor.Equals(null));
    }

    [Fact]
    public void Hash_is_the_sha256_of_the_little_endian_bits()
    {
        // 1.0 is the bytes 00 00 00 00 00 00 F0 3F.
        string expected = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData([0, 0, 0, 0, 0, 0, 0xF0, 0x3F]));

        Assert.Equal(expected, new Tensor(1.0).Hash);
    }

    [Fact]
    public void Values_are_kept_in_order()
    {
        var tensor = new Tensor(3, 1, 2);

        Assert.Equal(3, tensor.Count);
        Assert.Equal(1, tensor[1]);
        Assert.Equal([3, 1, 2], tensor.Values);
    }
}
