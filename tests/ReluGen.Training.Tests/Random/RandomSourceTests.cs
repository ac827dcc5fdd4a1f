using ReluGen.Training;

namespace ReluGen.Tests.Training.Random;

/// <summary>The generator against its authors' reference numbers; distributions against their moments.</summary>
public sealed class RandomSourceTests
{
    [Fact]
    public void Xoshiro_gives_the_reference_numbers()
    {
        var random = new RandomSource(1, 2, 3, 4);
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600,
            16172922978634559625, 8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        Assert.Equal(expected, expected.Select(_ => random.NextBits()));
    }

    [Fact]
    public void Split_mix_gives_the_reference_numbers()
    {
        ulong state = 1234567;
        ulong[] expected =
        [
            6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
        ];
        Assert.Equal(expected, expected.Select(_ => SplitMix64.Next(ref state)));
    }

    [Fact]
    public void A_seed_fills_the_state_with_split_mix()
    {
        ulong state = 42;
        var expected = new RandomSource(
            SplitMix64.Next(ref state), SplitMix64.Next(ref state), SplitMix64.Next(ref state), SplitMix64.Next(ref state));
        Assert.Equal(expected.NextBits(), new RandomSource(42).NextBits());
    }

    [Fact]
    public void Numbers_of_a_seed_stay_what_they_are()
    {
        // Not from elsewhere: pinned, so that no release and no machine gives others.
        var random = new RandomSource(2026);
        Assert.Equal(Pinned.Uniform, random.NextDouble());
        Assert.Equal(Pinned.Single, random.NextSingle());
        Assert.Equal(Pinned.Normal, random.NextNormal());
        Assert.Equal(Pinned.Stream, RandomSource.ForStream(2026, "hidden1", 3).NextBits());
    }

    [Fact]
    public void Streams_differ_by_seed_name_and_index()
    {
        ulong[] first =
        [
            RandomSource.ForStream(1, "a").NextBits(), RandomSource.ForStream(2, "a").NextBits(), RandomSource.ForStream(1, "b").NextBits(),
            RandomSource.ForStream(1, "a", 1).NextBits(), RandomSource.ForStream(1, "").NextBits(), new RandomSource(1).NextBits(),
        ];
        Assert.Equal(first.Length, first.Distinct().Count());
        Assert.Equal(RandomSource.ForStream(1, "a").NextBits(), first[0]);
    }

    [Fact]
    public void Restart_gives_the_same_numbers_again()
    {
        var random = new RandomSource(7);
        ulong first = random.NextBits();
        random.NextBits();
        random.Restart(7);
        Assert.Equal(first, random.NextBits());
    }

    [Fact]
    public void Uniform_numbers_have_the_moments_of_their_distribution()
    {
        // 100,000 numbers: the mean's deviation is 0.0009, that of the mean square 0.0009.
        var random = new RandomSource(3);
        double sum = 0;
        double squares = 0;
        const int Count = 100_000;
        for (int index = 0; index < Count; index++)
        {
            double value = index % 2 == 0 ? random.NextDouble() : random.NextSingle();
            Assert.InRange(value, 0, double.BitDecrement(1));
            sum += value;
            squares += value * value;
        }

        Assert.InRange(sum / Count, 0.495, 0.505);
        Assert.InRange(squares / Count, 1 / 3.0 - 0.005, 1 / 3.0 + 0.005);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_their_distribution()
    {
        // 100,000 numbers: deviations of mean, variance and fourth moment are 0.003, 0.0045 and 0.03.
        var random = new RandomSource(4);
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        const int Count = 100_000;
        for (int index = 0; index < Count; index++)
        {
            double value = random.NextNormal();
            sum += value;
            squares += value * value;
            fourths += value * value * value * value;
        }

        Assert.InRange(sum / Count, -0.015, 0.015);
        Assert.InRange(squares / Count, 0.975, 1.025);
        Assert.InRange(fourths / Count, 2.85, 3.15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void Integers_stay_below_their_bound(int bound)
    {
        var random = new RandomSource(5);
        for (int index = 0; index < 1000; index++)
        {
            Assert.InRange(random.NextInteger(bound), 0, bound - 1);
        }
    }

    [Fact]
    public void Integers_of_a_large_bound_have_no_bias()
    {
        // Without rejection, numbers below 3·2^29 would come up two or three times in 2^32, by their remainder for 3.
        var random = new RandomSource(6);
        const int Bound = 3 << 29;
        var counts = new int[3];
        for (int index = 0; index < 30_000; index++)
        {
            counts[random.NextInteger(Bound) % 3]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Shuffles_are_permutations_and_all_of_them_come_up()
    {
        var random = new RandomSource(8);
        var counts = new Dictionary<string, int>();
        for (int index = 0; index < 6000; index++)
        {
            int[] values = [1, 2, 3];
            random.Shuffle(values.AsSpan());
            string order = string.Concat(values);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(["123", "132", "213", "231", "312", "321"], counts.Keys.Order(StringComparer.Ordinal));
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }

    private static class Pinned
    {
        public const double Uniform = 0.5737315027932676;
        public const float Single = 0.28367943f;
        public const double Normal = 0.5910527829419235;
        public const ulong Stream = 10331258276970829337;
    }
}
