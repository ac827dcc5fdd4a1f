using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>The gradient of the whole objective, network, loss and penalties, against central differences of its value.</summary>
public sealed class ObjectiveTests
{
    private const int Rows = 37;
    private const int Outputs = 4;

    /// <summary>The error of a central difference with steps of 1e-5 is about h² of the third derivative and 1e-16/h of rounding: 1e-10 of each.</summary>
    private const double Step = 1e-5;
    private const double Tolerance = 1e-7;

    /// <summary>What networks with dropout drop: the same in every evaluation.</summary>
    private static readonly DropoutKey Dropout = DropoutKey.ForStep(3, 14);

    private static readonly double[] Weights = [0.5, 2, 1, 0.75];

    public static TheoryData<string, string> Cases =>
    [
        .. from network in new[] { nameof(Smooth), nameof(Squashed), nameof(Probabilities), nameof(Folded), nameof(DroppedSmooth) }
           from loss in new[] { "squared", "squared sum", "absolute", "Huber", "binary", "labels", "labels all", "distribution", "distribution all" }
           select (network, loss),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_is_that_of_the_objective(string network, string loss)
    {
        switch (network)
        {
            case nameof(Smooth):
                Check(new Smooth(seed: 5), loss);
                break;
            case nameof(Squashed):
                Check(new Squashed(seed: 6), loss);
                break;
            case nameof(Folded):
                Check(new Folded(seed: 8), loss);
                break;
            case nameof(DroppedSmooth):
                Check(new DroppedSmooth(seed: 8), loss);
                break;
            default:
                Check(new Probabilities(seed: 7), loss);
                break;
        }
    }

    private static void Check<TNetwork>(TNetwork network, string loss)
        where TNetwork : class, ITrainableNetwork<TNetwork, double>
    {
        double[] shares = [.. Numbers.Random<double>(Rows * Outputs, 50).Select(Math.Abs)];
        switch (loss)
        {
            case "squared":
                Check(network, new MeanSquaredError<double>(), shares);
                break;
            case "squared sum":
                Check(network, new MeanSquaredError<double>(LossReduction.Sum), shares);
                break;
            case "absolute":
                Check(network, new MeanAbsoluteError<double>(), [.. shares.Select(share => share + 3)]);
                break;
            case "Huber":
                Check(network, new HuberLoss<double>(0.3), shares);
                break;
            case "binary":
                Check(network, new BinaryCrossEntropy<double>(Weights), shares);
                break;
            case "labels":
                Check(network, new SoftmaxCrossEntropy<double>(), Numbers.Labels(Rows, Outputs, 51));
                break;
            case "labels all":
                Check(network, new SoftmaxCrossEntropy<double>(Weights, 0.2), Numbers.Labels(Rows, Outputs, 51));
                break;
            case "distribution":
                Check(network, new DistributionCrossEntropy<double>(), shares);
                break;
            default:
                Check(network, new DistributionCrossEntropy<double>(Weights, 0.2), shares);
                break;
        }
    }

    private static void Check<TNetwork, TTarget>(TNetwork network, ILoss<double, TTarget> loss, TTarget[] targets)
        where TNetwork : class, ITrainableNetwork<TNetwork, double>
        where TTarget : unmanaged
    {
        using TNetwork owned = network;
        using var pass = new GradientPass<TNetwork, double>(network, 2);
        double[] inputs = Numbers.Random<double>(Rows * TNetwork.InputSize, 52, 2);
        var workspace = new double[TNetwork.WorkspaceLength];
        double value = Objective(gradient: true);
        double[] gradient = network.Gradient.ToArray();
        Numbers.AssertNear(Objective(gradient: false), value, 1e-14);
        for (int index = 0; index < gradient.Length; index++)
        {
            double parameter = network.ParameterValues[index];
            network.Parameters[index] = parameter + Step;
            double above = Objective(gradient: false);
            network.Parameters[index] = parameter - Step;
            double below = Objective(gradient: false);
            network.Parameters[index] = parameter;
            Numbers.AssertNear((above - below) / (2 * Step), gradient[index], Tolerance, $"parameter {index}");
        }

        double Objective(bool gradient)
        {
            double value;
            if (gradient)
            {
                value = pass.Run(loss, inputs, targets, Dropout);
            }
            else
            {
                var outputs = new double[Rows * Outputs];
                for (int row = 0; row < Rows; row++)
                {
                    network.ForwardChunk(
                        inputs.AsSpan(row * TNetwork.InputSize, TNetwork.InputSize), outputs.AsSpan(row * Outputs, Outputs), workspace, Dropout.AtRow(row));
                }

                value = loss.Evaluate<double, TTarget>(outputs, targets, [], Outputs);
            }

            Span<double> into = gradient ? network.Gradient : [];
            value += Penalties.AddL1(network.ParameterValues, into, 0.003);
            return value + Penalties.AddL2(network.ParameterValues, into, 0.002);
        }
    }
}
