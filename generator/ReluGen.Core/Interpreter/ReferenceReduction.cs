using ReluGen.Model;

namespace ReluGen.Interpreter;

/// <summary>Reductions of a row in double, from their definitions.</summary>
internal static class ReferenceReduction
{
    /// <summary>What <paramref name="row"/> is reduced to.</summary>
    public static double Value(ReduceKind kind, double[] row)
    {
        switch (kind)
        {
            case ReduceKind.Sum:
            case ReduceKind.Mean:
                double sum = 0;
                foreach (double element in row)
                {
                    sum += element;
                }

                return kind == ReduceKind.Sum ? sum : sum / row.Length;
            case ReduceKind.Maximum:
            case ReduceKind.Minimum:
                return row[Extreme(kind, row)];
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a reduction.");
        }
    }

    /// <summary>The gradient of each element of <paramref name="row"/> for a gradient of 1.</summary>
    public static double[] Gradient(ReduceKind kind, double[] row)
    {
        int extreme = Extreme(kind, row);
        return kind switch
        {
            ReduceKind.Sum => row.Select(_ => 1.0).ToArray(),
            ReduceKind.Mean => row.Select(_ => 1.0 / row.Length).ToArray(),
            _ => row.Select((_, i) => i == extreme ? 1.0 : 0).ToArray(),
        };
    }

    /// <summary>The place of the largest or smallest element; NaN counts as beyond all numbers.</summary>
    public static int Place(double[] row, bool isMinimum, bool takesLast)
    {
        int place = 0;
        for (int i = 1; i < row.Length; i++)
        {
            bool isBeyond = isMinimum ? row[i] < row[place] : row[i] > row[place];
            bool isEqual = row[i] == row[place];
            if (double.IsNaN(row[i]) ? !double.IsNaN(row[place]) || takesLast : isBeyond || (isEqual && takesLast))
            {
                place = i;
            }
        }

        return place;
    }

    private static int Extreme(ReduceKind kind, double[] row) => Place(row, kind == ReduceKind.Minimum, takesLast: false);
}
