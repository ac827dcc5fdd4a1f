namespace ReluGen.Timing;

/// <summary>Order statistics.</summary>
internal static class Statistics
{
    /// <summary>The middle value, or the mean of the two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
