using ReluGen.Readers;
using ReluGen.Tests.Shared;
using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Optimizers;

/// <summary>
/// Optimisers against ONNX's own cases: one step from a given state. A case's tensors are one flat vector here. All cases are the first step (T = 0).
/// </summary>
public sealed class OnnxOptimizerTests
{
    [Theory]
    [InlineData("test_adagrad")]
    [InlineData("test_adagrad_multiple")]
    public void Adagrad_is_onnx(string name)
    {
        // Same definition: decay_factor is the rate's decay, norm_coefficient the weight decay.
        var item = OnnxCase.Load(name);
        Check(
            item,
            1,
            count => new Adagrad<float>(count, item.Number("decay_factor", 0), Decay(item), epsilon: item.Number("epsilon", 1e-6)),
            Rate(item));
    }

    [Theory]
    [InlineData("test_adam")]
    [InlineData("test_adam_multiple")]
    public void Adam_is_onnx_but_for_the_first_steps_correction(string name)
    {
        // ONNX corrects nothing at T = 0, and adds epsilon to √v itself. With c₁ = 1 − α and c₂ = 1 − β PyTorch's step is
        // R/c₁ · m / (√v/√c₂ + ε): the same for R · c₁/√c₂ and ε/√c₂.
        var item = OnnxCase.Load(name);
        double first = item.Number("alpha", 0.9);
        double second = item.Number("beta", 0.999);
        double root = Math.Sqrt(1 - second);
        Assert.Equal(0, item.Number("norm_coefficient_post", 0));
        Check(
            item,
            2,
            count => new Adam<float>(count, first, second, item.Number("epsilon", 1e-6) / root, Decay(item)),
            Rate(item) * (1 - first) / root);
    }

    [Fact]
    public void Momentum_is_onnx()
    {
        // ONNX's beta is 1 − dampening; the first step has none.
        var item = OnnxCase.Load("test_momentum_multiple");
        Assert.Equal("standard", item.Text("mode", ""));
        Check(item, 1, count => new Momentum<float>(count, item.Number("alpha", 0), 1 - item.Number("beta", 1), Decay(item)), Rate(item));
    }

    [Fact]
    public void Nesterov_is_onnx()
    {
        var item = OnnxCase.Load("test_nesterov_momentum");
        Assert.Equal("nesterov", item.Text("mode", ""));
        Check(item, 1, count => new Nesterov<float>(count, item.Number("alpha", 0), Decay(item)), Rate(item));
    }

    private static void Check(OnnxCase item, int stateVectors, Func<int, Optimizer<float>> create, double rate)
    {
        Assert.Equal(0, item.Inputs[1].Integers[0]);

        // Learning rate and step count; then parameters, gradients and state vectors, each of several tensors.
        int tensors = (item.Inputs.Count - 2) / (2 + stateVectors);
        float[] parameters = Flat(item.Inputs.Skip(2).Take(tensors));
        float[] gradient = Flat(item.Inputs.Skip(2 + tensors).Take(tensors));
        Optimizer<float> optimizer = create(parameters.Length);
        optimizer.LoadState(Flat(item.Inputs.Skip(2 + (2 * tensors))), 0);
        optimizer.Step(parameters, gradient, (float)rate);
        Numbers.AssertNear<float>(Numbers.ToDouble<float>(Flat(item.Outputs.Take(tensors))), parameters, Tolerances.OnnxOptimizer, "parameters");
        var state = new float[optimizer.StateLength];
        optimizer.SaveState(state);
        Numbers.AssertNear<float>(Numbers.ToDouble<float>(Flat(item.Outputs.Skip(tensors))), state, Tolerances.OnnxOptimizer, "state");
    }

    private static double Rate(OnnxCase item) => item.Inputs[0].Values[0];

    private static double Decay(OnnxCase item) => item.Number("norm_coefficient", 0);

    private static float[] Flat(IEnumerable<NamedTensor> tensors) => [.. tensors.SelectMany(tensor => tensor.Values).Select(value => (float)value)];
}
