using System.Numerics;
using ReluGen.Tests.Shared;
using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Optimizers;

/// <summary>Every optimiser against its definition; its bits across widths; its state; its allocations.</summary>
public sealed class OptimizerTests
{
    /// <summary>Two full vectors of 512 bits and a rest.</summary>
    private const int Count = 37;

    private const int Steps = 40;

    public static TheoryData<string> Names => [.. OptimizerCases.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_follow_the_definition(string name)
    {
        CheckDefinition<double>(name, Tolerances.OptimizerDouble);
        CheckDefinition<float>(name, Tolerances.OptimizerFloat);
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
    public void A_loaded_state_goes_on_with_the_same_bits(string name)
    {
        Optimizer<float> whole = OptimizerCases.Create<float>(name, Count);
        float[] expected = Run(whole, 0, Steps, Start<float>());

        Optimizer<float> first = OptimizerCases.Create<float>(name, Count);
        float[] parameters = Run(first, 0, Steps / 2, Start<float>());
        var state = new float[first.StateLength];
        first.SaveState(state);
        Optimizer<float> second = OptimizerCases.Create<float>(name, Count);
        second.LoadState(state, first.StepCount);
        Assert.Equal(expected, Run(second, Steps / 2, Steps, parameters));
        Assert.Equal(Steps, second.StepCount);
        for (int index = 0; index < whole.StateVectorCount; index++)
        {
            Assert.Equal(whole.GetState(index), second.GetState(index));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated(string name)
    {
        Optimizer<float> optimizer = OptimizerCases.Create<float>(name, Count);
        float[] parameters = Start<float>();
        float[] gradient = Gradient<float>(0);
        Assert.Equal(0, Allocation.OfSecondCall(() => optimizer.Step(parameters, gradient, 0.01f)));
    }

    [Fact]
    public void Adam_by_hand()
    {
        // After one step m / (1 − β₁) is g and v / (1 − β₂) is g²: the parameter moves by the learning rate, whatever g is.
        var optimizer = new Adam<double>(2);
        double[] parameters = [1, 2];
        optimizer.Step(parameters, [0.5, -8], 0.1);
        Numbers.AssertNear<double>([1 - (0.1 * 0.5 / (0.5 + 1e-8)), 2 + (0.1 * 8 / (8 + 1e-8))], parameters, 1e-15, "parameters");
    }

    [Fact]
    public void Lion_does_not_move_without_a_direction()
    {
        var optimizer = new Lion<float>(1);
        float[] parameters = [1];
        optimizer.Step(parameters, [0], 0.1f);
        Assert.Equal(1, parameters[0]);
    }

    [Fact]
    public void An_optimizer_of_ones_own_goes_through_the_same_door()
    {
        var optimizer = new SignDescent(3);
        float[] parameters = [1, 1, 1];
        optimizer.Step(parameters, [5, -5, 5], 0.5f);
        optimizer.Step(parameters, [5, -5, -5], 0.5f);
        Assert.Equal([0, 2, 0.5f], parameters);
        Assert.Equal(2, optimizer.StepCount);
        Assert.Equal([10, -10, 0], optimizer.GetState(0));
    }

    [Fact]
    public void Powers_are_near_the_platforms()
    {
        foreach (long exponent in new[] { 0L, 1, 2, 3, 10, 1000, 12345 })
        {
            Assert.Equal(Math.Pow(0.999, exponent), IntegerPower.Of(0.999, exponent), 1e-12);
        }
    }

    [Fact]
    public void Faults_name_the_argument_and_both_numbers()
    {
        var optimizer = new Adam<float>(3);
        var memory = new float[6];
        Check(() => optimizer.Step(new float[2], new float[3], 0.1f), "parameters", "2", "3");
        Check(() => optimizer.Step(new float[3], new float[4], 0.1f), "gradient", "4", "3");
        Check(() => optimizer.Step(memory.AsSpan(0, 3), memory.AsSpan(2, 3), 0.1f), "parameters", "gradient");
        Check(() => optimizer.LoadState(new float[5], 1), "state", "5", "6");
        Check(() => optimizer.LoadState(new float[6], -1), "stepCount");
        Check(() => new Adam<float>(0), "parameterCount");
        Check(() => new Adam<float>(1, beta1: 1), "beta1", "1");
        Check(() => new Momentum<float>(1, double.NaN), "momentum", "NaN");
        Check(() => new Sgd<float>(1, -1), "weightDecay", "-1");
        Assert.Equal(0, optimizer.StepCount);
    }

    private static void CheckDefinition<T>(string name, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Optimizer<T> optimizer = OptimizerCases.Create<T>(name, Count);
        Transcript transcript = OptimizerCases.Transcribe(name);
        T[] parameters = Start<T>();
        double[] expected = Numbers.ToDouble<T>(parameters);
        for (int step = 0; step < Steps; step++)
        {
            T[] gradient = Gradient<T>(step);
            T rate = T.CreateTruncating(0.01 * (1 + (step % 3)));
            optimizer.Step(parameters, gradient, rate);
            transcript.Step(expected, Numbers.ToDouble<T>(gradient), double.CreateTruncating(rate));
            Numbers.AssertNear<T>(expected, parameters, tolerance, $"step {step + 1}");
        }
    }

    private static void CheckWidths<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[]? expected = null;
        foreach (VectorWidth width in Widths.All)
        {
            Optimizer<T> optimizer = OptimizerCases.Create<T>(name, Count);
            optimizer.Width = width;
            T[] actual = Run(optimizer, 0, Steps, Start<T>());
            expected ??= actual;
            Assert.All(actual.Zip(expected), pair => Assert.True(Ulp.SameBits(pair.First, pair.Second), $"{width}"));
        }
    }

    private static T[] Run<T>(Optimizer<T> optimizer, int first, int last, T[] parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int step = first; step < last; step++)
        {
            optimizer.Step(parameters, Gradient<T>(step), T.CreateTruncating(0.01));
        }

        return parameters;
    }

    private static T[] Start<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Numbers.Random<T>(Count, 50);

    /// <summary>A gradient that changes from step to step and has a few zeros.</summary>
    private static T[] Gradient<T>(int step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] gradient = Numbers.Random<T>(Count, 60 + (ulong)step);
        gradient[step % Count] = T.Zero;
        return gradient;
    }

    private static void Check(Action action, params string[] parts)
    {
        ArgumentException fault = Assert.ThrowsAny<ArgumentException>(action);
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }

    /// <summary>Moves by the sign of the gradients' sum.</summary>
    private sealed class SignDescent(int count) : Optimizer<float>(count, 1)
    {
        protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradient, float learningRate)
        {
            Span<float> sum = State(0);
            for (int index = 0; index < parameters.Length; index++)
            {
                sum[index] += gradient[index];
                parameters[index] -= learningRate * Math.Sign(sum[index]);
            }
        }
    }
}
