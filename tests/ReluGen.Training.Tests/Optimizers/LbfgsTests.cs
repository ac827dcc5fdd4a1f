using System.Numerics;
using ReluGen.Tests.Shared;
using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Optimizers;

/// <summary>L-BFGS against a transcript of PyTorch's definition without line search; with it, by where it arrives.</summary>
public sealed class LbfgsTests
{
    [Fact]
    public void Limits_out_of_range_are_refused_at_once()
    {
        Assert.Equal("Iterations", Refused(new LbfgsLimits { Iterations = -3 }));
        Assert.Equal("Evaluations", Refused(new LbfgsLimits { Evaluations = 0 }));
        Assert.Equal("Gradient", Refused(new LbfgsLimits { Gradient = -1 }));
        Assert.Equal("Change", Refused(new LbfgsLimits { Change = double.NaN }));

        static string? Refused(LbfgsLimits limits) => Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs<float>(1, limits: limits)).ParamName;
    }

    [Fact]
    public void Iterates_without_line_search_follow_the_definition()
    {
        foreach (int history in new[] { 3, 100 })
        {
            double[] parameters = Numbers.Random<double>(21, 70);
            double[] expected = [.. parameters];
            var limits = new LbfgsLimits { Iterations = 6, Change = 0 };
            var optimizer = new Lbfgs<double>(21, history, limits: limits);
            var transcript = new LbfgsTranscript(history);
            for (int call = 0; call < 3; call++)
            {
                LbfgsResult result = optimizer.Minimize(parameters, new Bowl(), 0.7);
                double value = transcript.Step(expected, new Bowl(), 0.7, 6);
                Numbers.AssertNear(value, result.Value, 1e-9, $"value of call {call}");
                Numbers.AssertNear<double>(expected, parameters, 1e-9, $"call {call}");
                Assert.Equal((6, 6, LbfgsEnd.Limit), (result.Iterations, result.Evaluations, result.End));
            }

            Assert.Equal(18, optimizer.IterationCount);
        }
    }

    [Fact]
    public void Line_search_finds_the_end_of_a_curved_valley()
    {
        double[] parameters = [-1.2, 1, 0.3, -0.7];
        var limits = new LbfgsLimits { Iterations = 100, Evaluations = 200, Gradient = 1e-10, Change = 1e-16 };
        var optimizer = new Lbfgs<double>(4, search: LineSearch.StrongWolfe, limits: limits);
        LbfgsResult result = optimizer.Minimize(parameters, new Rosenbrock<double>());
        Numbers.AssertNear<double>([1, 1, 1, 1], parameters, 1e-8, "parameters");
        Assert.True(result.FinalValue < 1e-16, $"{result}");
        Assert.True(result.Iterations < 60, $"{result}");
    }

    [Fact]
    public void Line_search_turns_back_from_what_is_no_number()
    {
        // The minimum of −ln(1 − p²) − 3p is where 2p = 3 (1 − p²). The search ends when the value changes by less than 1e-9: the
        // curvature is 9, so the parameter is right to some √1e-9.
        double[] parameters = [-0.9];
        var optimizer = new Lbfgs<double>(1, search: LineSearch.StrongWolfe);
        LbfgsResult result = optimizer.Minimize(parameters, new Barrier(), 10);
        Numbers.AssertNear((-1 + Math.Sqrt(10)) / 3, parameters[0], 3e-5);
        Assert.NotEqual(LbfgsEnd.Diverged, result.End);
    }

    [Fact]
    public void Every_point_of_the_search_fulfils_the_strong_wolfe_conditions()
    {
        double[] parameters = [-1.2, 1];
        var objective = new Rosenbrock<double>();
        var optimizer = new Lbfgs<double>(
            2, search: LineSearch.StrongWolfe, limits: new LbfgsLimits { Iterations = 1, Evaluations = int.MaxValue, Change = 0 });
        for (int step = 0; step < 20; step++)
        {
            double[] before = [.. parameters];
            var gradient = new double[2];
            double start = objective.Evaluate(before, gradient);
            optimizer.Minimize(parameters, objective);
            double[] move = [parameters[0] - before[0], parameters[1] - before[1]];
            double slope = (gradient[0] * move[0]) + (gradient[1] * move[1]);
            double value = objective.Evaluate(parameters, gradient);
            double last = (gradient[0] * move[0]) + (gradient[1] * move[1]);
            Assert.True(value <= start + (1e-4 * slope) + 1e-15, $"step {step}: decrease");
            Assert.True(Math.Abs(last) <= (0.9 * Math.Abs(slope)) + 1e-15, $"step {step}: curvature");
        }
    }

    [Fact]
    public void Diverging_and_arriving_are_told_apart()
    {
        double[] parameters = [2.0];
        Assert.Equal(LbfgsEnd.Diverged, new Lbfgs<double>(1).Minimize(parameters, new Barrier()).End);
        parameters[0] = 0;
        Assert.Equal(LbfgsEnd.SmallGradient, new Lbfgs<double>(1).Minimize(parameters, new Bowl()).End);
        parameters[0] = 1;
        Assert.Equal(LbfgsEnd.SmallGradient, new Lbfgs<double>(1).Minimize(parameters, new Bowl()).End);
        parameters = [1, 1, 1];
        LbfgsResult result = new Lbfgs<double>(3, limits: new LbfgsLimits { Change = 1 }).Minimize(parameters, new Bowl());
        Assert.Equal(LbfgsEnd.SmallChange, result.End);
    }

    [Fact]
    public void Diverged_iteration_is_taken_back()
    {
        double[] parameters = [0.5];
        var optimizer = new Lbfgs<double>(1, limits: new LbfgsLimits { Iterations = 3 });
        optimizer.Minimize(parameters, new Barrier(), 0.1);
        double before = parameters[0];
        long count = optimizer.IterationCount;
        Assert.Equal(LbfgsEnd.Diverged, optimizer.Minimize(parameters, new Barrier(), 1e6).End);
        Assert.Equal(before, parameters[0]);
        Assert.Equal(count, optimizer.IterationCount);
        for (int call = 0; call < 20; call++)
        {
            optimizer.Minimize(parameters, new Barrier(), 0.1);
        }

        Numbers.AssertNear((-1 + Math.Sqrt(10)) / 3, parameters[0], 1e-3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_loaded_state_goes_on_with_the_same_bits(bool isSearched)
    {
        float[] expected = [-1.2f, 1, 0.5f, 2];
        float[] parameters = [.. expected];
        Lbfgs<float> whole = Create(isSearched);
        Lbfgs<float> first = Create(isSearched);
        for (int call = 0; call < 4; call++)
        {
            whole.Minimize(expected, new Rosenbrock<float>(), 0.01);
        }

        first.Minimize(parameters, new Rosenbrock<float>(), 0.01);
        first.Minimize(parameters, new Rosenbrock<float>(), 0.01);
        var state = new float[first.StateLength];
        first.SaveState(state);
        Lbfgs<float> second = Create(isSearched);
        second.LoadState(state, first.IterationCount);
        second.Minimize(parameters, new Rosenbrock<float>(), 0.01);
        second.Minimize(parameters, new Rosenbrock<float>(), 0.01);
        Assert.Equal(expected, parameters);
    }

    [Fact]
    public void All_widths_give_the_same_bits()
    {
        CheckWidths<float>();
        CheckWidths<double>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_allocated(bool isSearched)
    {
        Lbfgs<float> optimizer = Create(isSearched);
        float[] parameters = [-1.2f, 1, 0.5f, 2];
        var objective = new Rosenbrock<float>();
        Assert.Equal(0, Allocation.OfSecondCall(() => optimizer.Minimize(parameters, objective, 0.01)));
    }

    [Fact]
    public void Faults_name_the_argument_and_both_numbers()
    {
        var optimizer = new Lbfgs<double>(2, 3);
        Assert.Contains("5", Assert.Throws<ArgumentException>(() => optimizer.Minimize(new double[5], new Bowl())).Message, StringComparison.Ordinal);
        var state = new double[optimizer.StateLength];
        state[0] = 4;
        Assert.Contains("4", Assert.Throws<ArgumentException>(() => optimizer.LoadState(state, 1)).Message, StringComparison.Ordinal);
        state[0] = double.NaN;
        Assert.Throws<ArgumentException>(() => optimizer.LoadState(state, 1));
    }

    private static void CheckWidths<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[]? expected = null;
        foreach (VectorWidth width in Widths.All)
        {
            T[] actual = Numbers.Random<T>(38, 71);
            var optimizer = new Lbfgs<T>(38, 5, LineSearch.StrongWolfe) { Width = width };
            optimizer.Minimize(actual, new Rosenbrock<T>());
            expected ??= actual;
            Assert.All(actual.Zip(expected), pair => Assert.True(Ulp.SameBits(pair.First, pair.Second), $"{width}"));
        }
    }

    private static Lbfgs<float> Create(bool isSearched) => new(
        4, 3, isSearched ? LineSearch.StrongWolfe : LineSearch.None, new LbfgsLimits { Iterations = 5, Change = 0, Gradient = 0 });
}
