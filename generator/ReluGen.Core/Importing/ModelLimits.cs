using ReluGen.Emit;
using ReluGen.Model;

namespace ReluGen.Importing;

/// <summary>How large a model from a file may be: more would keep a compiler busy for minutes, or take more scratch memory than there can be.</summary>
public static class ModelLimits
{
    /// <summary>The most nodes, in a file as in a model.</summary>
    public const int MostNodes = 10_000;

    /// <summary>The bytes of a row in scratch memory, which values are rounded up to.</summary>
    private const int RowBytes = 64;

    /// <summary>What each value may take at most in scratch memory: itself or a copy, sums, a gradient, a contribution on its way.</summary>
    private const int Copies = 4;

    /// <summary>The most rows of a sample: a chunk of the backward pass stays below <see cref="int.MaxValue"/> bytes.</summary>
    private const int MostRows = int.MaxValue / (NetworkModel.GradientChunk * Copies * RowBytes);

    /// <summary>What is too large in <paramref name="model"/>, and what to do about it; null where nothing is.</summary>
    public static string? Check(NetworkModel model)
    {
        if (CheckNodes(model.Nodes.Count) is { } problem)
        {
            return problem;
        }

        int line = RowBytes / (model.Element == ElementKind.Float ? sizeof(float) : sizeof(double));
        long rows = model.Values.Sum(value => ((long)value.Shape.ElementCount + line - 1) / line);
        return rows <= MostRows ? null : NumberText.Text(
            $"The values of a sample have {rows * line} elements together, each value rounded up to a multiple of {line}; {(long)MostRows * line} are possible. Reduce the model, or select outputs that need less of it.");
    }

    /// <summary>The same for a number of nodes.</summary>
    public static string? CheckNodes(int count) => count <= MostNodes ? null : NumberText.Text(
        $"The model has {count} nodes; {MostNodes} are possible. Simplify it before the export, or select outputs that need fewer.");
}
