namespace ReluGen.Tests.Training.Losses;

/// <summary>The losses as PyTorch's documentation writes them, in double, without any care for overflow or cancellation.</summary>
internal static class ReferenceLosses
{
    public static double SquaredError(double[] outputs, double[] targets) =>
        outputs.Zip(targets, (y, t) => Math.Pow(y - t, 2)).Sum();

    public static double AbsoluteError(double[] outputs, double[] targets) =>
        outputs.Zip(targets, (y, t) => Math.Abs(y - t)).Sum();

    public static double Huber(double[] outputs, double[] targets, double delta) => outputs.Zip(targets, (y, t) =>
        Math.Abs(y - t) < delta ? 0.5 * Math.Pow(y - t, 2) : delta * (Math.Abs(y - t) - (0.5 * delta))).Sum();

    public static double Binary(double[] logits, double[] targets, double[] positiveWeights) => logits.Select((z, i) =>
    {
        double sigmoid = 1 / (1 + Math.Exp(-z));
        double weight = positiveWeights[i % positiveWeights.Length];
        return -((weight * targets[i] * Math.Log(sigmoid)) + ((1 - targets[i]) * Math.Log(1 - sigmoid)));
    }).Sum();

    /// <summary>Σ over rows and classes of w · t · −ln softmax, with t smoothed.</summary>
    public static double CrossEntropy(double[] logits, double[] distributions, int classes, double[] weights, double smoothing)
    {
        double sum = 0;
        for (int first = 0; first < logits.Length; first += classes)
        {
            double exponentials = logits.Skip(first).Take(classes).Sum(Math.Exp);
            for (int k = 0; k < classes; k++)
            {
                double target = ((1 - smoothing) * distributions[first + k]) + (smoothing / classes);
                sum -= weights[k] * target * Math.Log(Math.Exp(logits[first + k]) / exponentials);
            }
        }

        return sum;
    }

    /// <summary>Rows with a 1 at the label.</summary>
    public static double[] OneHot(int[] labels, int classes)
    {
        var rows = new double[labels.Length * classes];
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] >= 0)
            {
                rows[(row * classes) + labels[row]] = 1;
            }
        }

        return rows;
    }
}
