using ScottPlot;
using ScottPlot.Plottables;

namespace DrugDosage.Figures;

/// <summary>Draws one panel: curves, points, titles, legend.</summary>
internal static class PanelDrawing
{
    private const float TextSize = 16;

    // Left alone, the library takes a serif font where its own favourites are missing.
    private static readonly string? Font = new[] { "Open Sans", "Segoe UI", "Helvetica", "Arial", "Liberation Sans", "DejaVu Sans" }
        .FirstOrDefault(name => Fonts.GetTypeface(name, bold: false, italic: false)?.FamilyName == name);

    /// <summary>Draws the panel.</summary>
    public static Plot Draw(Panel panel)
    {
        var plot = new Plot();
        double[] dosages = Array.ConvertAll(LessonFigures.Dosages, dosage => (double)dosage);
        foreach (Curve curve in panel.Curves)
        {
            Scatter line = plot.Add.ScatterLine(dosages, curve.Values, curve.Color);
            line.LineWidth = 3;
            line.LinePattern = curve.IsDashed ? LinePattern.Dashed : LinePattern.Solid;
            line.LegendText = curve.Name;
        }

        if (panel.Points.Length > 0)
        {
            Scatter points = plot.Add.ScatterPoints(panel.Points, Colors.Black);
            points.MarkerSize = 11;
            points.LegendText = "Measured";
        }

        Label(plot, panel);
        return plot;
    }

    private static void Label(Plot plot, Panel panel)
    {
        plot.Title(panel.Title, size: TextSize + 2);
        plot.XLabel("Dosage", size: TextSize);
        plot.YLabel(panel.VerticalTitle, size: TextSize);
        plot.Axes.Bottom.TickLabelStyle.FontSize = TextSize - 2;
        plot.Axes.Left.TickLabelStyle.FontSize = TextSize - 2;
        plot.Axes.SetLimits(-0.04, 1.04, panel.Range.Bottom, panel.Range.Top);

        // The same frame for all, so that panels line up.
        plot.Layout.Fixed(new PixelPadding(left: 80, right: 20, bottom: 62, top: 46));

        plot.ShowLegend(panel.Legend);
        plot.Legend.FontSize = TextSize - 1;
        plot.Legend.ShadowColor = Colors.Transparent;
        if (Font is not null)
        {
            plot.Font.Set(Font);
        }
    }
}
