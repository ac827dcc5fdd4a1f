using ReluGen.Training;

namespace Spirals;

/// <summary>Two spirals of 97 points each, three turns around each other (Lang, Witbrock 1988), scaled to a radius of 1.</summary>
internal static class SpiralData
{
    private const int PointsOfEach = 97;
    private const int PointsOfHalfTurn = 16;

    /// <summary>The points with their side: 1 for the first spiral, 0 for the second.</summary>
    public static (float[] Points, float[] Sides) Create()
    {
        var points = new float[PointsOfEach * 4];
        var sides = new float[PointsOfEach * 2];
        for (int index = 0; index < PointsOfEach; index++)
        {
            (double sine, double cosine) = Math.SinCos(index * Math.PI / PointsOfHalfTurn);
            double radius = (104 - index) / 104.0;
            Span<float> pair = points.AsSpan(4 * index, 4);
            (pair[0], pair[1]) = ((float)(radius * cosine), (float)(radius * sine));
            (pair[2], pair[3]) = (-pair[0], -pair[1]);
            sides[2 * index] = 1;
        }

        return (points, sides);
    }

    /// <summary>The share of points on the right side.</summary>
    public static double Accuracy(SpiralNetwork network, float[] points, float[] sides)
    {
        var outputs = new float[sides.Length];
        network.ForwardBatch(points, outputs);
        var accuracy = new Accuracy();
        accuracy.AddBinary<float>(outputs, sides, threshold: 0);
        return accuracy.Value;
    }
}
