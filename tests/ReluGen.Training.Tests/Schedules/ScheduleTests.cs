using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Schedules;

/// <summary>Schedules against PyTorch's recursions and formulas, worked out with the platform's functions.</summary>
public sealed class ScheduleTests
{
    private const double Tolerance = 1e-13;

    [Fact]
    public void Constant_stays() => Assert.Equal([0.5, 0.5], At(LearningRateSchedule.Constant(0.5), 0, 1000));

    [Fact]
    public void Step_falls_at_every_interval()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Step(0.5, 3);
        double rate = 0.5;
        for (long step = 0; step < 20; step++)
        {
            // StepLR: multiply whenever the step is a multiple of the interval.
            rate *= step != 0 && step % 3 == 0 ? 0.1 : 1;
            Numbers.AssertNear(rate, schedule.At(step), Tolerance, $"step {step}");
        }
    }

    [Fact]
    public void Exponential_falls_at_every_step()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Exponential(0.5, 0.9);
        double rate = 0.5;
        for (long step = 0; step < 20; step++, rate *= 0.9)
        {
            Numbers.AssertNear(rate, schedule.At(step), Tolerance, $"step {step}");
        }
    }

    [Fact]
    public void Cosine_falls_to_its_minimum()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Cosine(0.5, 10, 0.1);
        Assert.Equal([0.5, 0.1, 0.5], At(schedule, 0, 10, 20));
        for (long step = 0; step < 25; step++)
        {
            Numbers.AssertNear(0.1 + (0.4 * (1 + Math.Cos(Math.PI * step / 10)) / 2), schedule.At(step), Tolerance, $"step {step}");
        }
    }

    [Fact]
    public void Warm_up_rises_and_then_the_next_schedule_begins()
    {
        LearningRateSchedule schedule = LearningRateSchedule.WarmUp(4, LearningRateSchedule.Exponential(0.8, 0.5), 0.25);
        double[] expected = [0.2, 0.35, 0.5, 0.65, 0.8, 0.4, 0.2];
        Numbers.AssertNear<double>(expected, At(schedule, 0, 1, 2, 3, 4, 5, 6), Tolerance, "rate");
        Numbers.AssertNear(0.8 / 3, LearningRateSchedule.WarmUp(5, LearningRateSchedule.Constant(0.8)).At(0), Tolerance);
    }

    [Fact]
    public void One_cycle_rises_and_falls()
    {
        // The rise ends at step 0.3 · 10 − 1 = 2, the fall at step 9.
        LearningRateSchedule schedule = LearningRateSchedule.OneCycle(1, 10);
        Assert.Equal([1, 1 / 25.0 / 1e4, 1 / 25.0 / 1e4], At(schedule, 2, 9, 50));
        for (long step = 0; step < 10; step++)
        {
            double expected = step <= 2
                ? Anneal(1 / 25.0, 1, step / 2.0)
                : Anneal(1, 1 / 25.0 / 1e4, (step - 2) / 7.0);
            Numbers.AssertNear(expected, schedule.At(step), Tolerance, $"step {step}");
        }

        static double Anneal(double start, double end, double share) => end + ((start - end) / 2 * (Math.Cos(Math.PI * share) + 1));
    }

    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(0.0, 10)]
    [InlineData(0.25, 8)]
    [InlineData(0.01, 10)]
    public void One_cycle_stays_between_its_bounds_for_every_rise(double share, long length)
    {
        LearningRateSchedule schedule = LearningRateSchedule.OneCycle(1, length, share);
        for (long step = 0; step < length; step++)
        {
            Assert.InRange(schedule.At(step), 1 / 25.0 / 1e4, 1);
        }
    }

    [Fact]
    public void Cosine_of_pi_is_near_the_platforms()
    {
        for (int index = -5000; index <= 5000; index++)
        {
            double x = index / 1111.0;
            Assert.True(Math.Abs(CosinePi.Of(x) - Math.Cos(Math.PI * x)) < 3e-15, FormattableString.Invariant($"{x}"));
        }

        Assert.Equal([1, 0, -1, 0, 1, -1], new[] { 0, 0.5, 1, 1.5, 2, 1e9 + 1 }.Select(CosinePi.Of));
    }

    [Fact]
    public void Reduce_on_plateau_follows_the_definition()
    {
        // PyTorch's counters, with patience 2, cool-down 1 and factor 0.5.
        var schedule = new ReduceOnPlateau(0.8, factor: 0.5, patience: 2, coolDown: 1);
        double[] losses = [10, 9, 9, 9, 9, 8.9995, 8, 8, 8, 8, 8, 8, 8, double.NaN, double.NaN];
        double[] rates = [0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.2, 0.1, 0.1];
        Assert.Equal(rates, losses.Select(schedule.Report));
    }

    [Fact]
    public void Reduce_on_plateau_goes_on_from_its_state_and_stops_at_its_minimum()
    {
        var first = new ReduceOnPlateau(0.8, patience: 0, minimum: 0.05);
        first.Report(1);
        first.Report(1);
        Assert.Equal(0.08, first.Rate, 15);
        var second = new ReduceOnPlateau(1, patience: 0, minimum: 0.05) { State = first.State };
        Assert.Equal(first.Report(1), second.Report(1));
        Assert.Equal(0.05, second.Rate);
        Assert.Equal(0.05, second.Report(1));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Step(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.OneCycle(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.WarmUp(1, LearningRateSchedule.Constant(1), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau(1, factor: 1));
    }

    [Fact]
    public void Ranges_are_named_as_people_write_them()
    {
        Starts("'delta' must be above 0 and finite, but is 0.", () => new HuberLoss<float>(0));
        Starts("'labelSmoothing' must be at least 0 and at most 1, but is 2.", () => new SoftmaxCrossEntropy<float>(labelSmoothing: 2));
        Starts("'factor' must be at least 0 and less than 1, but is 1.", () => new ReduceOnPlateau(1, factor: 1));

        static void Starts(string message, Func<object> create) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(create).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Rates_that_are_none_are_refused(double rate)
    {
        Assert.Equal("rate", Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant(rate)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Step(rate, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Step(1, 1, rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Exponential(rate, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Exponential(1, rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(rate, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(1, 1, rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.OneCycle(rate, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau(rate));
    }

    private static double[] At(LearningRateSchedule schedule, params long[] steps) => [.. steps.Select(schedule.At)];
}
