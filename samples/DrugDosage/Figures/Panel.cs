using ScottPlot;

namespace DrugDosage.Figures;

/// <summary>One curve over the dosages.</summary>
internal sealed record Curve(string Name, Color Color, double[] Values, bool IsDashed = false);

/// <summary>One pair of axes with its curves. The dosages are the same for all.</summary>
internal sealed record Panel(string Title, string VerticalTitle, Curve[] Curves)
{
    /// <summary>The measured effectiveness, where a panel shows it.</summary>
    public Coordinates[] Points { get; init; } = [];

    /// <summary>The vertical range; leaves room for the legend.</summary>
    public required (double Bottom, double Top) Range { get; init; }

    /// <summary>Where the legend hides no curve.</summary>
    public required Alignment Legend { get; init; }
}

/// <summary>Panels in rows, ReLU left and SoftPlus right.</summary>
internal sealed record Figure(string Name, Panel[,] Panels);
