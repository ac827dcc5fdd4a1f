using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace Spirals;

/// <summary>What the network says of every point of the plane, with the spirals on it: a panel for each look at it.</summary>
internal sealed class RegionPicture(float[] points, float[] sides)
{
    private const int Side = 200;
    private const double Bound = 1.1;
    private const int PanelSize = 480;

    private readonly List<Plot> _panels = [];

    /// <summary>Adds a panel with the network as it is.</summary>
    public void Look(SpiralNetwork network, string title)
    {
        var inputs = new float[Side * Side * 2];
        for (int index = 0; index < Side * Side; index++)
        {
            inputs[2 * index] = (float)(Bound * ((2 * (index % Side) + 1.0) / Side - 1));
            inputs[(2 * index) + 1] = (float)(Bound * (1 - ((2 * (index / Side)) + 1.0) / Side));
        }

        var outputs = new float[Side * Side];
        network.ForwardBatch(inputs, outputs);
        var values = new double[Side, Side];
        for (int index = 0; index < outputs.Length; index++)
        {
            // The probability of the first spiral.
            values[index / Side, index % Side] = 1 / (1 + Math.Exp(-outputs[index]));
        }

        var plot = new Plot();
        ScottPlot.Plottables.Heatmap map = plot.Add.Heatmap(values);
        map.Position = new CoordinateRect(-Bound, Bound, -Bound, Bound);
        map.Colormap = new ScottPlot.Colormaps.Balance();
        map.ManualRange = new ScottPlot.Range(0, 1);
        AddPoints(plot, side: 1, Colors.Red);
        AddPoints(plot, side: 0, Colors.Blue);
        plot.Title(title);
        plot.Axes.SetLimits(-Bound, Bound, -Bound, Bound);
        _panels.Add(plot);
    }

    /// <summary>Writes all panels side by side as PNG.</summary>
    public void Save(string path)
    {
        var picture = new Multiplot { Layout = new Grid(1, _panels.Count) };
        picture.Subplots.RemoveAt(0);
        _panels.ForEach(panel => picture.AddPlot(panel));
        using Image image = picture.Render(_panels.Count * PanelSize, PanelSize);
        File.WriteAllBytes(path, image.GetImageBytes(ImageFormat.Png, quality: 100));
    }

    private void AddPoints(Plot plot, float side, Color color)
    {
        Coordinates[] chosen = [.. Enumerable.Range(0, sides.Length)
            .Where(index => sides[index] == side)
            .Select(index => new Coordinates(points[2 * index], points[(2 * index) + 1]))];
        ScottPlot.Plottables.Scatter scatter = plot.Add.ScatterPoints(chosen, color);
        scatter.MarkerSize = 6;
        scatter.MarkerStyle.OutlineColor = Colors.White;
        scatter.MarkerStyle.OutlineWidth = 1;
    }
}
