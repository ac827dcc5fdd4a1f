using ScottPlot;
using ScottPlot.MultiplotLayouts;
using SkiaSharp;

namespace DrugDosage.Figures;

/// <summary>Draws figures and writes each as SVG and PNG.</summary>
internal static class FigureWriter
{
    private const int PanelWidth = 560;
    private const int PanelHeight = 380;

    /// <summary>Writes the figures into a folder.</summary>
    /// <returns>The names of the files.</returns>
    public static IReadOnlyList<string> Write(string folder, IEnumerable<Figure> figures)
    {
        var names = new List<string>();
        foreach (Figure figure in figures)
        {
            int width = figure.Panels.GetLength(1) * PanelWidth;
            int height = figure.Panels.GetLength(0) * PanelHeight;
            Multiplot picture = Draw(figure);
            names.Add(Save(folder, $"{figure.Name}.svg", Svg(picture, width, height)));
            using Image image = picture.Render(width, height);
            names.Add(Save(folder, $"{figure.Name}.png", image.GetImageBytes(ImageFormat.Png, quality: 100)));
        }

        return names;
    }

    private static Multiplot Draw(Figure figure)
    {
        var picture = new Multiplot { Layout = new Grid(figure.Panels.GetLength(0), figure.Panels.GetLength(1)) };
        picture.Subplots.RemoveAt(0);
        foreach (Panel panel in figure.Panels)
        {
            picture.AddPlot(PanelDrawing.Draw(panel));
        }

        return picture;
    }

    private static string Save(string folder, string name, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(folder, name), content);
        return name;
    }

    private static byte[] Svg(Multiplot picture, int width, int height)
    {
        using var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), stream))
        {
            picture.Render(canvas, new PixelRect(0, width, height, 0));
        }

        return stream.ToArray();
    }
}
