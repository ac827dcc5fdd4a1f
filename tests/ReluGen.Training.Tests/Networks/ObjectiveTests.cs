using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>
/// The gradient that an optimiser gets, of network, loss and penalties, against central differences of the value by definition: random networks of every activation with every loss with every penalty.
/// </summary>
public sealed class ObjectiveTests
{
    /// <summary>More than a chunk.</summary>
    private const int Rows = 37;
    private const int Outputs = 4;

    /// <summary>
    /// The error of a central difference with a step of h is about h² of the third derivative and 1e-16/h of rounding: 1e-10 of each. Within a step of a bend it is anything; the second
    /// step is so small that no bend of these networks lies within it, and its rounding still so.
    /// </summary>
    private static readonly double[] Steps = [1e-5, 1e-8];

    private const double Tolerance = 1e-7;

    private static readonly string[] Losses =
    [
        "squared", "squared sum", "absolute", "absolute sum", "Huber", "Huber sum", "binary", "binary sum", "binary weights", "labels", "labels sum",
        "labels weights smoothing", "labels ignored", "distribution", "distribution sum", "distribution weights smoothing",
    ];

    private static readonly TrainingStepOptions[] AllPenalties =
        [new(), new() { L1 = 0.003 }, new() { L2 = 0.002 }, new() { L1 = 0.003, L2 = 0.002 }];

    private static readonly double[] ClassWeights = [0.5, 2, 1, 0.75];

    public static TheoryData<Activation, string> Cases =>
        [.. from activation in Enum.GetValues<Activation>() from loss in Losses select (activation, loss)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_is_that_of_the_objective(Activation activation, string loss)
    {
        // Another network for each loss.
        ulong seed = 500 + (100 * (ulong)activation) + (ulong)Array.IndexOf(Losses, loss);
        ActivationNetworks.Visit(activation, seed, new Check(seed, loss));
    }

    public static TheoryData<string, string> OtherCases =>
        [.. from network in new[] { nameof(Folded), nameof(DroppedSmooth) } from loss in Losses select (network, loss)];

    [Theory]
    [MemberData(nameof(OtherCases))]
    public void Gradient_of_tied_weights_and_with_dropout_is_that_of_the_objective(string network, string loss)
    {
        ulong seed = 9000 + (ulong)Array.IndexOf(Losses, loss);
        if (network == nameof(Folded))
        {
            new Check(seed, loss).Visit(new Folded(seed));
        }
        else
        {
            new Check(seed, loss, drops: true).Visit(new DroppedSmooth(seed));
        }
    }

    /// <summary>A loss with random targets.</summary>
    private sealed class Check(ulong seed, string name, bool drops = false) : INetworkVisitor
    {
        /// <summary>What networks with dropout drop: the same in every evaluation.</summary>
        private readonly DropoutKey _key = drops ? DropoutKey.ForStep(3, 14) : default;

        public void Visit<TNetwork>(TNetwork network)
            where TNetwork : class, ITrainableNetwork<TNetwork, double>
        {
            using TNetwork owned = network;
            StartBiases<TNetwork>(network.Parameters);
            LossReduction reduction = name.EndsWith("sum", StringComparison.Ordinal) ? LossReduction.Sum : LossReduction.Mean;
            double[] weights = name.Contains("weights", StringComparison.Ordinal) ? ClassWeights : [];
            double smoothing = name.Contains("smoothing", StringComparison.Ordinal) ? 0.2 : 0;
            double[] targets = Numbers.Random<double>(Rows * Outputs, seed + 1, 2);
            double[] shares = [.. targets.Select(target => Math.Abs(target) / 2)];
            switch (name.Split(' ')[0])
            {
                case "squared":
                    Run(network, new MeanSquaredError<double>(reduction), targets);
                    break;
                case "absolute":
                    Run(network, new MeanAbsoluteError<double>(reduction), targets);
                    break;
                case "Huber":
                    Run(network, new HuberLoss<double>(0.3, reduction), targets);
                    break;
                case "binary":
                    Run(network, weights.Length > 0 ? new BinaryCrossEntropy<double>(weights, reduction) : new BinaryCrossEntropy<double>(reduction), shares);
                    break;
                case "labels":
                    int[] labels = Numbers.Labels(Rows, Outputs, seed + 2);
                    if (name.Contains("ignored", StringComparison.Ordinal))
                    {
                        labels[3] = labels[34] = -100;
                    }

                    Run(network, new SoftmaxCrossEntropy<double>(weights, smoothing, reduction), labels);
                    break;
                default:
                    Run(network, new DistributionCrossEntropy<double>(weights, smoothing, reduction), shares);
                    break;
            }
        }

        /// <summary>Biases of 0 would put units whose inputs are all 0 exactly at a bend.</summary>
        private void StartBiases<TNetwork>(Span<double> parameters)
            where TNetwork : class, ITrainableNetwork<TNetwork, double>
        {
            foreach (LayerParameters layer in TNetwork.Layers)
            {
                Span<double> bias = layer.BiasOf(parameters);
                Numbers.Random<double>(bias.Length, seed + 4, 0.5).CopyTo(bias);
            }
        }

        private void Run<TNetwork, TTarget>(TNetwork network, ILoss<double, TTarget> loss, TTarget[] targets)
            where TNetwork : class, ITrainableNetwork<TNetwork, double>
            where TTarget : unmanaged
        {
            double[] inputs = Numbers.Random<double>(Rows * TNetwork.InputSize, seed + 3, 2);
            double[] outputs = new double[Rows * Outputs];
            double[] workspace = new double[TNetwork.WorkspaceLength];
            using var pass = new GradientPass<TNetwork, double>(network);
            foreach (TrainingStepOptions penalties in AllPenalties)
            {
                // A learning rate of 0 leaves the parameters where they are.
                var step = new TrainingStep<double>(new Sgd<double>(TNetwork.ParameterCount), LearningRateSchedule.Constant(0), penalties);
                double value = step.Take(network.Parameters, network.Gradient, pass.Run(loss, inputs, targets, _key)).Loss;
                Numbers.AssertNear(Value(), value, 1e-13, $"{penalties}");
                double[] gradient = network.Gradient.ToArray();
                foreach (double[] direction in Directions(gradient.Length, isEach: penalties == AllPenalties[^1] && name == Losses[0]))
                {
                    double slope = gradient.Zip(direction, (g, d) => g * d).Sum();
                    Assert.True(
                        Steps.Any(size => Math.Abs(Difference(direction, size) - slope) <= Tolerance * (1 + Math.Abs(slope))),
                        FormattableString.Invariant(
                            $"{penalties}, direction {string.Join(' ', direction)}: slope {slope:R}, difference {Difference(direction, Steps[0]):R}"));
                }

                double Value()
                {
                    Forward();
                    double sum = loss.Evaluate<double, TTarget>(outputs, targets, [], Outputs);
                    foreach (double parameter in network.ParameterValues)
                    {
                        sum += (penalties.L1 * Math.Abs(parameter)) + (penalties.L2 * parameter * parameter);
                    }

                    return sum;
                }

                void Forward()
                {
                    if (!drops)
                    {
                        network.ForwardBatch(inputs, outputs);
                        return;
                    }

                    for (int row = 0; row < Rows; row++)
                    {
                        network.ForwardChunk(
                            inputs.AsSpan(row * TNetwork.InputSize, TNetwork.InputSize), outputs.AsSpan(row * Outputs, Outputs), workspace, _key.AtRow(row));
                    }
                }

                double Difference(double[] direction, double size)
                {
                    double[] origin = network.ParameterValues.ToArray();
                    double above = At(size);
                    double below = At(-size);
                    origin.CopyTo(network.Parameters);
                    return (above - below) / (2 * size);

                    double At(double distance)
                    {
                        origin.Zip(direction, (p, d) => p + (distance * d)).ToArray().CopyTo(network.Parameters);
                        return Value();
                    }
                }
            }
        }

        /// <summary>Directions of length 1: along each parameter, to see which one is wrong, or some at random, along which any of them shows.</summary>
        private IEnumerable<double[]> Directions(int count, bool isEach)
        {
            const int AtRandom = 4;
            for (int index = 0; index < (isEach ? count : AtRandom); index++)
            {
                double[] direction = isEach ? new double[count] : Numbers.Random<double>(count, seed + 5 + (ulong)index);
                if (isEach)
                {
                    direction[index] = 1;
                }

                double length = Math.Sqrt(direction.Sum(d => d * d));
                yield return [.. direction.Select(d => d / length)];
            }
        }
    }
}
