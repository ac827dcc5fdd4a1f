using ReluGen.Timing;
using ReluGen.Training;

namespace ReluGen.Benchmarks.Training;

/// <summary>What was measured of a training.</summary>
/// <param name="Name">The network.</param>
/// <param name="Work">What a call does: <c>train</c> or <c>gradient</c>.</param>
/// <param name="Rows">The samples of a call.</param>
/// <param name="Flops">The floating-point operations of a call: two a weight each for sums, parameter gradient and, but in the first layer, input gradient.</param>
/// <param name="LimitMicroseconds">The time that a call may take.</param>
/// <param name="Ours">The generated code.</param>
/// <param name="Peer">The same on primitives.</param>
internal sealed record TrainingResult(
    string Name, string Work, int Rows, double Flops, double? LimitMicroseconds, Measurement Ours, Measurement Peer)
{
    /// <summary>Floating-point operations a nanosecond at the shortest time.</summary>
    public double Gflops => Flops / (Ours.Minimum * Rows);
}

/// <summary>Training steps of generated networks, one thread, against the same on primitives; gradients are compared before they are timed.</summary>
internal static class TrainingCases
{
    /// <summary>Both sum in other orders: 1e-4 of the largest element.</summary>
    private const double Tolerance = 1e-4;

    private const float Rate = 1e-4f;

    /// <summary>Runs all trainings, each for about <paramref name="budget"/>.</summary>
    public static IReadOnlyList<TrainingResult> Run(TimeSpan budget)
    {
        Console.Error.WriteLine("training");
        var squares = new MeanSquaredError<float>();
        var entropy = new SoftmaxCrossEntropy<float>();
        return
        [
            Run(new SmallTanh(1), squares, 10_000, "4-32-16-4 tanh", 700, true, budget),
            Run(new SmallRelu(1), squares, 32, "4-32-16-4 relu", 6, true, budget),
            Run(new WideRelu(1), entropy, 32, "64-128-128-10 relu", 60, true, budget),
            Run(new WideRelu(1), entropy, 256, "64-128-128-10 relu", null, true, budget),
            Run(new MnistRelu(1), entropy, 64, "784-128-10 relu", 330, true, budget),
            Run(new PolicyTanh(1), squares, 200, "24-8-2 tanh", 4, false, budget),
        ];
    }

    private static TrainingResult Run<TNetwork, TTarget>(
        TNetwork network, ILoss<float, TTarget> loss, int rows, string name, double? limit, bool takesSteps, TimeSpan budget)
        where TNetwork : class, ITrainableNetwork<TNetwork, float>
        where TTarget : unmanaged
    {
        var random = new RandomSource(1);
        var inputs = new float[rows * TNetwork.InputSize];
        foreach (ref var value in inputs.AsSpan())
        {
            value = (2 * random.NextSingle()) - 1;
        }

        var numbers = new float[rows * TNetwork.OutputSize];
        foreach (ref var value in numbers.AsSpan())
        {
            value = random.NextSingle();
        }

        var labels = new int[typeof(TTarget) == typeof(int) ? rows : 0];
        foreach (ref var label in labels.AsSpan())
        {
            label = random.NextInteger(TNetwork.OutputSize);
        }

        var targets = labels.Length > 0 ? (TTarget[])(object)labels : (TTarget[])(object)numbers;
        using var owned = network;
        using var pass = new GradientPass<TNetwork, float>(network);
        var step = new TrainingStep<float>(new Adam<float>(TNetwork.ParameterCount), LearningRateSchedule.Constant(Rate));
        var peer = new TensorsTraining(TNetwork.Layers, network.ParameterValues);
        pass.Run<TTarget>(loss, inputs, targets);
        peer.Run(inputs, numbers, labels);
        Compare(name, network.Gradient, peer.Gradient);

        Subject[] subjects =
        [
            new("ReluGen", rows, 1, () =>
            {
                var value = pass.Run<TTarget>(loss, inputs, targets);
                if (takesSteps)
                {
                    step.Take(network.Parameters, network.Gradient, value);
                }
            }),
            new("tensors", rows, 1, () =>
            {
                peer.Run(inputs, numbers, labels);
                if (takesSteps)
                {
                    peer.Step(Rate);
                }
            }),
        ];
        Warmup.Run(subjects);
        var measurements = InterleavedTimer.Run(subjects, budget);
        var weights = TNetwork.Layers.ToArray().Sum(layer => (double)layer.WeightCount);
        var flops = rows * ((6 * weights) - (2.0 * TNetwork.Layers[0].WeightCount));
        return new TrainingResult(name, takesSteps ? "train" : "gradient", rows, flops, limit, measurements[0], measurements[1]);
    }

    private static void Compare(string name, ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs)
    {
        var largest = 0f;
        foreach (var value in ours)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (var index = 0; index < ours.Length; index++)
        {
            if (!(Math.Abs(ours[index] - theirs[index]) <= Tolerance * largest))
            {
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"Wrong result: training of {name}, gradient of parameter {index}: {ours[index]:R} and {theirs[index]:R}."));
            }
        }
    }
}
