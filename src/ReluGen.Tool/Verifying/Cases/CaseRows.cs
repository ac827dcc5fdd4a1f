using ReluGen.Model;
using ReluGen.Tool.Loading;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Verifying.Cases;

/// <summary>A case cut into samples: what the network reads, and what is known of what it must give.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Inputs">A row of input elements a sample.</param>
/// <param name="Outputs">A row of expected output elements a sample; null where nothing is expected.</param>
internal sealed record CaseRows(string Origin, IReadOnlyList<double[]> Inputs, IReadOnlyList<double?[]> Outputs)
{
    /// <summary>Cuts <paramref name="given"/> for <paramref name="model"/>: a batch of n holds n times a sample's elements.</summary>
    /// <exception cref="ToolException">An input is missing or of the wrong size.</exception>
    public static CaseRows Cut(NetworkModel model, ModelCase given)
    {
        int rows = model.Inputs.Concat(model.Outputs)
            .Select(id => model.Values[id])
            .Select(value => (Find(given.Inputs, value) ?? Find(given.Outputs, value)) is { } data ? Rows(given, value, data) : 1)
            .DefaultIfEmpty(1)
            .Max();
        return new CaseRows(
            given.Origin,
            Enumerable.Range(0, rows).Select(row => model.Inputs.SelectMany(id => Row(
                given, model.Values[id], Find(given.Inputs, model.Values[id]) ?? throw Missing(given, model.Values[id]), row, rows)).ToArray()).ToArray(),
            Enumerable.Range(0, rows).Select(row => model.Outputs.SelectMany(id => Find(given.Outputs, model.Values[id]) is { } data
                ? Row(given, model.Values[id], data, row, rows).Select(element => (double?)element)
                : Enumerable.Repeat((double?)null, model.Values[id].Shape.ElementCount)).ToArray()).ToArray());
    }

    private static double[]? Find(IReadOnlyDictionary<string, double[]> tensors, Value value) =>
        tensors.TryGetValue(LoadedModel.NameOf(value), out double[]? data) || tensors.TryGetValue(value.Name, out data) ? data : null;

    private static int Rows(ModelCase given, Value value, double[] data)
    {
        int count = value.Shape.ElementCount;
        return count > 0 && data.Length % count == 0 && data.Length > 0 ? data.Length / count : throw WrongSize(given, value, data);
    }

    private static ArraySegment<double> Row(ModelCase given, Value value, double[] data, int row, int rows)
    {
        int count = value.Shape.ElementCount;
        return data.Length == (long)rows * count
            ? new ArraySegment<double>(data, row * count, count)
            : throw WrongSize(given, value, data);
    }

    private static ToolException Missing(ModelCase given, Value value) =>
        new($"{given.Origin} gives no input '{PrintableText.Of(LoadedModel.NameOf(value))}'; it gives {string.Join(", ", given.Inputs.Keys.Select(PrintableText.Of))}.");

    private static ToolException WrongSize(ModelCase given, Value value, double[] data) =>
        new(FormattableString.Invariant($"{given.Origin} gives {data.Length} elements for '{PrintableText.Of(LoadedModel.NameOf(value))}', which has {value.Shape.ElementCount} a sample; as many samples must be given for every input and output."));
}
