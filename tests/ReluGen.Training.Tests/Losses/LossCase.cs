using System.Numerics;
using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Losses;

/// <summary>A loss with data: what it gives, what it must give.</summary>
/// <param name="Outputs">Rows of outputs.</param>
/// <param name="Evaluate">Value of outputs; writes the gradient where there is room for it.</param>
/// <param name="Expected">The value by definition, in double.</param>
internal sealed record LossCase<T>(T[] Outputs, Func<T[], T[], VectorWidth, T> Evaluate, Func<double[], double> Expected);

/// <summary>Every loss with every option, on random rows.</summary>
internal static class LossCases
{
    public static readonly string[] Names =
    [
        "squared", "squared sum", "absolute", "absolute sum", "Huber", "Huber sum", "binary", "binary weights sum", "labels", "labels sum",
        "labels weights", "labels smoothing", "labels weights smoothing", "labels weights smoothing sum", "labels ignored", "distribution",
        "distribution sum", "distribution weights smoothing", "distribution smoothing",
    ];

    /// <summary>The class of a case's loss.</summary>
    public static string TypeName(string name) => name.Split(' ')[0] switch
    {
        "squared" => nameof(MeanSquaredError<float>),
        "absolute" => nameof(MeanAbsoluteError<float>),
        "Huber" => nameof(HuberLoss<float>),
        "binary" => nameof(BinaryCrossEntropy<float>),
        "labels" => nameof(SoftmaxCrossEntropy<float>),
        _ => nameof(DistributionCrossEntropy<float>),
    };

    public static LossCase<T> Create<T>(string name, int rows, int size, ulong seed = 100)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] outputs = Numbers.Random<T>(rows * size, seed, 3);
        T[] targets = Numbers.Random<T>(rows * size, seed + 1, 3);
        T[] weights = [.. Numbers.Random<T>(size, seed + 2).Select(weight => T.Abs(weight) + T.CreateTruncating(0.25))];
        double[] ones = [.. Enumerable.Repeat(1.0, size)];
        bool isSum = name.EndsWith("sum", StringComparison.Ordinal);
        LossReduction reduction = isSum ? LossReduction.Sum : LossReduction.Mean;
        bool hasWeights = name.Contains("weights", StringComparison.Ordinal);
        double smoothing = name.Contains("smoothing", StringComparison.Ordinal) ? 0.15 : 0;
        double[] wide = Numbers.ToDouble<T>(hasWeights ? weights : [.. ones.Select(T.CreateTruncating)]);
        double[] wideTargets = Numbers.ToDouble<T>(targets);
        double count = isSum ? 1 : outputs.Length;
        switch (name.Split(' ')[0])
        {
            case "squared":
                var squared = new MeanSquaredError<T>(reduction);
                return new(outputs, Run(squared, targets, size, width => squared.Width = width), y => ReferenceLosses.SquaredError(y, wideTargets) / count);
            case "absolute":
                var absolute = new MeanAbsoluteError<T>(reduction);
                return new(outputs, Run(absolute, targets, size, width => absolute.Width = width), y => ReferenceLosses.AbsoluteError(y, wideTargets) / count);
            case "Huber":
                var huber = new HuberLoss<T>(1.25, reduction);
                return new(outputs, Run(huber, targets, size, width => huber.Width = width), y => ReferenceLosses.Huber(y, wideTargets, 1.25) / count);
            case "binary":
                T[] shares = [.. targets.Select(target => T.Abs(target) / T.CreateTruncating(3))];
                double[] wideShares = Numbers.ToDouble<T>(shares);
                BinaryCrossEntropy<T> binary = hasWeights ? new(weights, reduction) : new(reduction);
                return new(outputs, Run(binary, shares, size, width => binary.Width = width), y => ReferenceLosses.Binary(y, wideShares, wide) / count);
            case "labels":
                int[] labels = Numbers.Labels(rows, size, seed + 3);
                if (name == "labels ignored")
                {
                    labels[0] = labels[rows / 2] = -100;
                }

                var entropy = new SoftmaxCrossEntropy<T>(hasWeights ? weights : default, smoothing, reduction);
                double divisor = isSum ? 1 : labels.Where(label => label >= 0).Sum(label => wide[label]);
                return new(
                    outputs,
                    Run(entropy, labels, size, width => entropy.Width = width),
                    y => ReferenceLosses.CrossEntropy(y, ReferenceLosses.OneHot(labels, size), size, wide, smoothing) / divisor);
            default:
                T[] rest = [.. targets.Select(T.Abs)];
                double[] wideRest = Numbers.ToDouble<T>(rest);
                var distribution = new DistributionCrossEntropy<T>(hasWeights ? weights : default, smoothing, reduction);
                return new(
                    outputs,
                    Run(distribution, rest, size, width => distribution.Width = width),
                    y => ReferenceLosses.CrossEntropy(y, wideRest, size, wide, smoothing) / (isSum ? 1 : rows));
        }
    }

    private static Func<T[], T[], VectorWidth, T> Run<T, TTarget>(
        ILoss<T, TTarget> loss, TTarget[] targets, int size, Action<VectorWidth> setWidth)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => (outputs, gradients, width) =>
    {
        setWidth(width);
        return loss.Evaluate<T, TTarget>(outputs, targets, gradients, size);
    };
}
