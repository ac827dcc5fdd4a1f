using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Core.Interpreter;

/// <summary>The exact interpreter against the reference, and its sums against the written order.</summary>
public class ExactInterpreterTests
{
    public static TheoryData<ActivationKind> Kinds => ActivationCases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Double_results_stay_within_the_running_error_of_the_reference(ActivationKind kind) =>
        AssertWithinRunningError<double>(ActivationCases.For(kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Float_results_stay_within_the_running_error_of_the_reference(ActivationKind kind) =>
        AssertWithinRunningError<float>(ActivationCases.For(kind) with { Element = ElementKind.Float });

    [Theory]
    [InlineData(ArithmeticKind.Fused)]
    [InlineData(ArithmeticKind.Separate)]
    public void Sums_follow_chains_bias_and_rounding_of_the_model(ArithmeticKind arithmetic)
    {
        NetworkCase network = new("Net", [8, 1], [ActivationKind.Identity], 5) { Arithmetic = arithmetic };
        NetworkModel model = network.Build();
        var dense = (DenseNode)model.Nodes[0];
        float[] x = Array.ConvertAll(network.Samples(1, 8, 1), value => (float)value);
        float[] w = dense.Weights.Values.Select(value => (float)value).ToArray();
        float Next(float sum, int k) =>
            arithmetic == ArithmeticKind.Fused ? MathF.FusedMultiplyAdd(w[k], x[k], sum) : sum + (w[k] * x[k]);

        float first = Next(Next(Next(Next((float)dense.Bias![0], 0), 2), 4), 6);
        float second = Next(Next(Next(Next(-0f, 1), 3), 5), 7);

        Assert.Equal(2, dense.ForwardOrder.Chains);
        Assert.Equal(first + second, new ExactInterpreter<float>(model).Forward(x)[0]);
    }

    [Fact]
    public void Sum_across_lanes_adds_the_bias_last()
    {
        NetworkCase network = new("Net", [67, 1], [ActivationKind.Identity], 5);
        NetworkModel model = network.Build();
        var dense = (DenseNode)model.Nodes[0];
        float[] x = Array.ConvertAll(network.Samples(1, 67, 1), value => (float)value);
        float[] chains = Enumerable.Range(0, 16).Select(chain => Enumerable.Range(0, 67).Where(k => k % 16 == chain)
            .Aggregate(-0f, (sum, k) => MathF.FusedMultiplyAdd((float)dense.Weights[k], x[k], sum))).ToArray();
        float[] eight = Enumerable.Range(0, 8).Select(i => chains[i] + chains[i + 8]).ToArray();
        float[] four = Enumerable.Range(0, 4).Select(i => eight[i] + eight[i + 4]).ToArray();

        Assert.True(dense.ForwardOrder.IsAcrossLanes);
        Assert.Equal(four[0] + four[2] + (four[1] + four[3]) + (float)dense.Bias![0], new ExactInterpreter<float>(model).Forward(x)[0]);
    }

    [Fact]
    public void Arithmetics_and_orders_show_in_the_bits()
    {
        NetworkCase network = new("Net", [64, 16], [ActivationKind.Identity], 6);
        NetworkModel model = network.Build();
        float[] x = Array.ConvertAll(network.Samples(1, 64, 1), value => (float)value);
        var oneChain = model with
        {
            Nodes = new EquatableArray<Node>(((DenseNode)model.Nodes[0]) with { ForwardOrder = new SumOrder(64, 1) }),
        };

        float[] expected = new ExactInterpreter<float>(model).Forward(x);
        Assert.NotEqual(expected, new ExactInterpreter<float>(oneChain).Forward(x));
        Assert.NotEqual(expected, new ExactInterpreter<float>(model with { Arithmetic = ArithmeticKind.Separate }).Forward(x));
    }

    [Fact]
    public void Sum_without_bias_keeps_negative_zero()
    {
        NetworkModel model = new NetworkCase("Net", [1, 1], [ActivationKind.Identity], 1) { IsTransparent = true, UseBias = false }.Build();

        Assert.True(float.IsNegative(new ExactInterpreter<float>(model).Forward([-0f])[0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(70)]
    public void Parameter_gradient_of_a_batch_is_summed_in_chunks(int count)
    {
        NetworkCase network = new("Net", [1, 1], [ActivationKind.Identity], 7);
        var exact = new ExactInterpreter<float>(network.Build());
        float[] x = Array.ConvertAll(network.Samples(count, 1, 1), value => (float)value);
        float[] g = Array.ConvertAll(network.Samples(count, 1, 2), value => (float)value);
        float weight = 0;
        float bias = 0;
        for (int start = 0; start < count; start += 32)
        {
            (float w, float b) = (-0f, -0f);
            for (int i = start; i < Math.Min(count, start + 32); i++)
            {
                w = MathF.FusedMultiplyAdd(g[i], x[i], w);
                b += g[i];
            }

            (weight, bias) = start == 0 ? (w, b) : (weight + w, bias + b);
        }

        Assert.Equal([weight, bias], exact.Backward(x, g).Parameters);
    }

    [Fact]
    public void Empty_batch_gives_a_gradient_of_positive_zeros()
    {
        ExactGradients<float> gradients = new ExactInterpreter<float>(new NetworkCase("Net", [2, 3], [ActivationKind.Relu], 1).Build()).Backward([], []);

        Assert.Empty(gradients.Inputs);
        Assert.Equal(9, gradients.Parameters.Length);
        Assert.All(gradients.Parameters, gradient => Assert.True(gradient == 0 && !float.IsNegative(gradient)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void NaN_in_gives_NaN_out(ActivationKind kind)
    {
        var exact = new ExactInterpreter<float>(ActivationCases.Single(kind, ElementKind.Float));

        Assert.Equal(float.NaN, exact.Forward([float.NaN])[0]);
    }

    private static void AssertWithinRunningError<T>(NetworkCase network)
        where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        NetworkModel model = network.Build();
        var exact = new ExactInterpreter<T>(model);
        for (int sample = 0; sample < 20; sample++)
        {
            double[] input = network.Samples(1, model.InputSize, 2 * sample);
            double[] outputGradient = network.Samples(1, model.OutputSize, (2 * sample) + 1);
            var error = new RunningError(model, input, outputGradient);
            T[] x = Array.ConvertAll(input, T.CreateTruncating);
            ExactGradients<T> gradients = exact.Backward(x, Array.ConvertAll(outputGradient, T.CreateTruncating));

            AssertClose(error.Output, exact.Forward(x), error.OutputErrors, $"{network}, output");
            AssertClose(error.Reference.Input, gradients.Inputs, error.InputErrors, $"{network}, input gradient");
            AssertClose(error.Reference.Parameters, gradients.Parameters, error.ParameterErrors, $"{network}, parameter gradient");
        }
    }

    private static void AssertClose<T>(double[] expected, T[] actual, double[] tolerance, string place)
        where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double value = double.CreateTruncating(actual[i]);
            Assert.True(
                Math.Abs(value - expected[i]) <= tolerance[i],
                FormattableString.Invariant($"{place} {i}: reference {expected[i]:R}, exact {value:R}, tolerance {tolerance[i]:R}"));
        }
    }
}
