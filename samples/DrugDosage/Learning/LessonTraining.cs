using DrugDosage.Figures;
using ReluGen;
using ReluGen.Training;

namespace DrugDosage.Learning;

/// <summary>How far a network was after some epochs.</summary>
/// <param name="Epoch">The number of epochs.</param>
/// <param name="Loss">The mean squared error over the three patients.</param>
/// <param name="Outputs">The outputs over the dosages of all figures.</param>
internal sealed record Stage(long Epoch, double Loss, double[] Outputs);

/// <summary>Gradient descent on the three patients, all of them in every step.</summary>
internal static class LessonTraining
{
    /// <summary>The epochs after which a network is looked at.</summary>
    public static readonly int[] Stages = [0, 50, 100, 200, 300, 1000];

    private const double LearningRate = 0.1;

    private const int LongestTraining = 3000;
    private const float LearnedLoss = 1e-3f;

    private static readonly float[] Dosages = [0, 0.5f, 1];
    private static readonly float[] Effectiveness = [0, 1, 0];

    /// <summary>Trains a network and looks at it on the way.</summary>
    /// <param name="network">The network, from its first values on.</param>
    /// <param name="optimizer">The optimiser.</param>
    public static IReadOnlyList<Stage> Run<TNetwork>(TNetwork network, Optimizer<float> optimizer)
        where TNetwork : class, ITrainableNetwork<TNetwork, float>
    {
        var loss = new MeanSquaredError<float>();
        var step = new TrainingStep<float>(optimizer, LearningRateSchedule.Constant(LearningRate));
        using var pass = new GradientPass<TNetwork, float>(network);
        var stages = new List<Stage>();
        for (int epoch = 0; epoch <= Stages[^1]; epoch++)
        {
            float value = pass.Run<float>(loss, Dosages, Effectiveness);
            if (Stages.Contains(epoch))
            {
                stages.Add(new Stage(epoch, value, Outputs(network)));
            }

            step.Take(network.Parameters, network.Gradient, value);
        }

        return stages;
    }

    /// <summary>How many of networks come to a mean squared error below 0.001 by plain gradient descent.</summary>
    /// <param name="seeds">The number of networks, from the seeds 0, 1, 2 and so on.</param>
    /// <param name="create">Creates a network from a seed.</param>
    public static int CountLearners<TNetwork>(int seeds, Func<ulong, TNetwork> create)
        where TNetwork : class, ITrainableNetwork<TNetwork, float>
    {
        int count = 0;
        for (int seed = 0; seed < seeds; seed++)
        {
            using TNetwork network = create((ulong)seed);
            count += Learns(network) ? 1 : 0;
        }

        return count;
    }

    private static bool Learns<TNetwork>(TNetwork network)
        where TNetwork : class, ITrainableNetwork<TNetwork, float>
    {
        var loss = new MeanSquaredError<float>();
        var step = new TrainingStep<float>(new Sgd<float>(TNetwork.ParameterCount), LearningRateSchedule.Constant(LearningRate));
        using var pass = new GradientPass<TNetwork, float>(network);
        for (int epoch = 0; epoch < LongestTraining; epoch++)
        {
            float value = pass.Run<float>(loss, Dosages, Effectiveness);
            if (value < LearnedLoss)
            {
                return true;
            }

            step.Take(network.Parameters, network.Gradient, value);
        }

        return false;
    }

    private static double[] Outputs<TNetwork>(TNetwork network)
        where TNetwork : class, ITrainableNetwork<TNetwork, float>
    {
        var outputs = new float[LessonFigures.Dosages.Length];
        network.ForwardBatch(LessonFigures.Dosages, outputs);
        return Array.ConvertAll(outputs, output => (double)output);
    }
}
