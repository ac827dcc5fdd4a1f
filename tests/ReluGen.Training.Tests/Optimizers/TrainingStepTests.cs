using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Optimizers;

/// <summary>The step as a whole: order of its parts, learning rates, what it does when training diverges.</summary>
public sealed class TrainingStepTests
{
    [Fact]
    public void Penalties_come_before_clipping_and_clipping_before_the_optimizer()
    {
        var options = new TrainingStepOptions { L1 = 0.5, L2 = 0.25, ClipValue = 1.5, ClipNorm = 2 };
        var step = new TrainingStep<double>(new Sgd<double>(2), LearningRateSchedule.Constant(1), options);
        double[] parameters = [1, -2];
        double[] gradient = [0, 8];
        TrainingStepResult<double> result = step.Take(parameters, gradient, 10);

        // L1 adds 0.5·3 with gradient ±0.5, L2 0.25·5 with gradient 0.5·p: [1, 6.5]. By value: [1, 1.5], whose norm is below 2.
        Assert.Equal(new TrainingStepResult<double>(10 + 1.5 + 1.25, 1, true, -1), result);
        Assert.Equal([0, -3.5], parameters);

        options = options with { ClipNorm = 0.1 };
        step = new TrainingStep<double>(new Sgd<double>(2), LearningRateSchedule.Constant(1), options);
        parameters = [1, -2];
        gradient = [0, 8];
        step.Take(parameters, gradient, 10);
        Numbers.AssertNear(0.1, Gradients.Norm<double>(gradient), 1e-6);
    }

    [Fact]
    public void Learning_rates_follow_the_schedule_and_a_loaded_optimizer()
    {
        var optimizer = new Sgd<float>(1);
        var step = new TrainingStep<float>(optimizer, LearningRateSchedule.Exponential(1, 0.5));
        float[] parameters = [0];
        step.Take(parameters, [-1f], 0);
        step.Take(parameters, [-1f], 0);
        Assert.Equal(1.5f, parameters[0]);
        optimizer.LoadState([], 3);
        Assert.Equal(0.125, step.Take(parameters, [-1f], 0).LearningRate);
    }

    [Theory]
    [InlineData(1f, float.NaN, 1)]
    [InlineData(1f, float.NegativeInfinity, 1)]
    [InlineData(float.NaN, 1f, -1)]
    [InlineData(float.PositiveInfinity, 1f, -1)]
    public void Nothing_changes_when_training_has_diverged(float loss, float second, int bad)
    {
        var optimizer = new Adam<float>(3);
        var step = new TrainingStep<float>(optimizer, LearningRateSchedule.Constant(0.1), new TrainingStepOptions { ClipNorm = 1 });
        float[] parameters = [1, 2, 3];
        TrainingStepResult<float> result = step.Take(parameters, [1, second, 1], loss);
        Assert.Equal((false, bad), (result.IsTaken, result.BadParameter));
        Assert.Equal([1, 2, 3], parameters);
        Assert.Equal(0, optimizer.StepCount);
        Assert.Equal([0, 0, 0], optimizer.GetState(0));
    }

    [Fact]
    public void Step_that_overflows_is_taken_back_whatever_the_optimizer()
    {
        // With decay in the gradient these divide by its overflowing square, and stay finite.
        foreach (string name in OptimizerCases.Names.Except(["Adagrad all", "RmsProp all", "Adam all"]))
        {
            Optimizer<float> optimizer = OptimizerCases.Create<float>(name, 40);
            var step = new TrainingStep<float>(optimizer, LearningRateSchedule.Constant(0.1));
            float[] parameters = Numbers.Random<float>(40, 1);
            step.Take(parameters, Numbers.Random<float>(40, 2), 1);
            parameters[37] = float.MaxValue;
            float[] before = [.. parameters];
            var state = new float[optimizer.StateLength];
            optimizer.SaveState(state);

            step.Schedule = LearningRateSchedule.Constant(3e38);
            float[] gradient = Numbers.Random<float>(40, 3);
            Array.Fill(gradient, 0.5f, 0, 37);
            gradient[37] = -2;
            TrainingStepResult<float> result = step.Take(parameters, gradient, 1);
            Assert.False(result.IsTaken, name);
            Assert.InRange(result.BadParameter, 0, 37);
            Assert.Equal(before, parameters);
            Assert.Equal(1, optimizer.StepCount);
            var after = new float[optimizer.StateLength];
            optimizer.SaveState(after);
            Assert.Equal(state, after);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Penalties_that_are_none_are_refused(double strength)
    {
        Assert.Equal("L1", Refused(new TrainingStepOptions { L1 = strength }));
        Assert.Equal("L2", Refused(new TrainingStepOptions { L2 = strength }));

        static string? Refused(TrainingStepOptions options) => Assert.Throws<ArgumentOutOfRangeException>(
            () => new TrainingStep<float>(new Sgd<float>(1), LearningRateSchedule.Constant(1), options)).ParamName;
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void Bounds_of_clipping_that_are_none_are_refused(double bound)
    {
        Assert.Equal("ClipValue", Refused(new TrainingStepOptions { ClipValue = bound }));
        Assert.Equal("ClipNorm", Refused(new TrainingStepOptions { ClipNorm = bound }));

        static string? Refused(TrainingStepOptions options) => Assert.Throws<ArgumentOutOfRangeException>(
            () => new TrainingStep<float>(new Sgd<float>(1), LearningRateSchedule.Constant(1), options)).ParamName;
    }

    [Fact]
    public void Nothing_changes_where_the_rate_is_beyond_the_type()
    {
        var step = new TrainingStep<float>(new Sgd<float>(1), LearningRateSchedule.Constant(1e39));
        float[] parameters = [1];
        var fault = Assert.Throws<InvalidOperationException>(() => step.Take(parameters, [1f], 0));
        Assert.StartsWith("The learning rate of step 1 is 1E+39; it must be at least 0 and a finite number of type Single.", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, parameters[0]);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var options = new TrainingStepOptions { L1 = 0.5, L2 = 0.25, ClipValue = 1.5, ClipNorm = 2 };
        LearningRateSchedule[] schedules =
        [
            LearningRateSchedule.WarmUp(10, LearningRateSchedule.Cosine(0.1, 100)), LearningRateSchedule.OneCycle(0.1, 100),
            LearningRateSchedule.Step(0.1, 10),
        ];
        foreach (LearningRateSchedule schedule in schedules)
        {
            var step = new TrainingStep<float>(new Adam<float>(100), schedule, options);
            float[] parameters = Numbers.Random<float>(100, 1);
            float[] gradient = Numbers.Random<float>(100, 2);
            Assert.Equal(0, Allocation.OfSecondCall(() => step.Take(parameters, gradient, 1)));
        }
    }
}
