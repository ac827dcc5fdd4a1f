using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ReluGen.Training;

/// <summary>A tensor of a network's parameters, as files have it.</summary>
/// <param name="Name"><c>name.weight</c> or <c>name.bias</c>.</param>
/// <param name="Shape">[units, inputs] or [units].</param>
/// <param name="Start">Where it starts in the vector of all parameters.</param>
/// <param name="Count">The number of its elements.</param>
/// <param name="Tied">The layer, where the weights are those of an earlier one; else <see langword="null"/>.</param>
internal sealed record ParameterTensor(string Name, int[] Shape, int Start, int Count, LayerParameters? Tied = null)
{
    /// <summary>Whether files get it: weights that two layers use as they are under both names, those that one uses transposed under the owner's alone, as in PyTorch's state dicts.</summary>
    public bool IsSaved => Tied is not { IsTransposed: true };

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}

/// <summary>The parameters of a network as tensors with names.</summary>
internal static class ParameterTensors
{
    private const int MostFaults = 20;
    private const int LongestName = 100;

    /// <summary>The tensors of all layers, in their order.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="name">What the layer of an index is called.</param>
    public static IReadOnlyList<ParameterTensor> Of(ReadOnlySpan<LayerParameters> layers, Func<int, string> name)
    {
        var tensors = new List<ParameterTensor>();
        for (int index = 0; index < layers.Length; index++)
        {
            LayerParameters layer = layers[index];
            tensors.Add(new ParameterTensor(
                name(index) + ".weight", [layer.Units, layer.Inputs], layer.WeightsOffset, layer.WeightCount, layer.IsTied ? layer : null));
            if (layer.HasBias)
            {
                tensors.Add(new ParameterTensor(name(index) + ".bias", [layer.Units], layer.BiasOffset, layer.Units));
            }
        }

        return tensors;
    }

    /// <summary>The tensors under their layers' own names.</summary>
    public static IReadOnlyList<ParameterTensor> Of<TNetwork, T>()
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(TNetwork.Layers, index => TNetwork.Layers[index].Name);

    /// <summary>The tensors under the names that a file has for them: the layers' own, or numbers in ascending order, as <c>Sequential</c> counts its modules.</summary>
    public static IReadOnlyList<ParameterTensor> In<TNetwork, T>(ITensorFile file)
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IReadOnlyList<ParameterTensor> own = Of<TNetwork, T>();
        int[] numbers = [.. file.Names
            .Where(name => name.EndsWith(".weight", StringComparison.Ordinal) || name.EndsWith(".bias", StringComparison.Ordinal))
            .Select(name => int.TryParse(name.AsSpan(0, name.LastIndexOf('.')), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)
            .Where(number => number >= 0)
            .Distinct()
            .Order()];
        return numbers.Length == 0 || own.Any(tensor => file.Names.Contains(tensor.Name))
            ? own
            : Of(TNetwork.Layers, index => (index < numbers.Length ? numbers[index] : numbers[^1] + index - numbers.Length + 1).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads all tensors.</summary>
    /// <param name="file">Where from; it may have others.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="parameters">Receives the parameters; of no use where there are faults.</param>
    /// <returns>A sentence for each that is missing, of another shape, damaged, or tied and not equal to what it is tied to. Tied weights need not be there.</returns>
    public static IReadOnlyList<string> Read<T>(ITensorFile file, IReadOnlyList<ParameterTensor> tensors, Span<T> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var faults = new List<string>();
        foreach (ParameterTensor tensor in tensors)
        {
            bool isThere = file.Names.Contains(tensor.Name);
            if (!isThere && tensor.Tied is not null)
            {
                continue;
            }

            if (!isThere)
            {
                faults.Add($"Tensor '{tensor.Name}' [{string.Join(", ", tensor.Shape)}] is missing.");
                continue;
            }

            try
            {
                Span<T> place = parameters.Slice(tensor.Start, tensor.Count);
                if (tensor.Tied is { } layer)
                {
                    CheckTied<T>(file, tensor, layer, place);
                }
                else
                {
                    file.CopyTo(tensor.Name, tensor.Shape, place);
                }
            }
            catch (InvalidDataException fault)
            {
                faults.Add(fault.Message);
            }
        }

        return faults;
    }

    private static void CheckTied<T>(ITensorFile file, ParameterTensor tensor, LayerParameters layer, ReadOnlySpan<T> owned)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var weights = new T[tensor.Count];
        file.CopyTo<T>(tensor.Name, tensor.Shape, weights);
        for (int i = 0; i < weights.Length; i++)
        {
            T expected = owned[layer.IsTransposed ? (i % layer.Inputs * layer.Units) + (i / layer.Inputs) : i];
            if (!MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in weights[i])).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in expected))))
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"'{tensor.Name}'[{i / layer.Inputs}, {i % layer.Inputs}] is {weights[i]}, but the weights of '{layer.TiedTo}', which the layer uses{(layer.IsTransposed ? " transposed" : "")}, have {expected} there; leave '{tensor.Name}' out, or save weights that are equal."));
            }
        }
    }

    /// <summary>A sentence for each tensor of a file that is none of the network's.</summary>
    public static IEnumerable<string> Extra(ITensorFile file, IReadOnlyList<ParameterTensor> tensors) => file.Names
        .Except(tensors.Select(tensor => tensor.Name))
        .Order(StringComparer.Ordinal)
        .Select(name => $"Tensor '{Shown(name)}' is none of the network's.");

    /// <summary>All faults as one text, the first of them where there are many.</summary>
    public static string Text(IReadOnlyList<string> faults) => string.Join(" ", faults.Take(MostFaults))
        + (faults.Count > MostFaults ? $" There are {faults.Count - MostFaults} faults more." : "");

    /// <summary>A name from a file, shortened and without characters that do not print.</summary>
    private static string Shown(string name) =>
        string.Concat((name.Length <= LongestName ? name : name[..LongestName] + "…").Select(c => char.IsControl(c) ? '?' : c));
}
