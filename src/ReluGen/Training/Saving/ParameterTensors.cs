using System.Numerics;
using System.Runtime.InteropServices;

namespace ReluGen.Training;

/// <summary>The parameters of a network as tensors with names: <c>name.weight</c> [units, inputs] and <c>name.bias</c> [units].</summary>
/// <remarks>
/// Weights that two layers use as they are stand under both names, as in PyTorch's state dict of modules that share a parameter. Weights that one of
/// them uses transposed are one parameter there, under the name of the layer that owns it.
/// </remarks>
internal static class ParameterTensors
{
    /// <summary>Whether a file has weights under the layer's name.</summary>
    public static bool HasWeights(LayerParameters layer) => !layer.IsTransposed;

    /// <summary>Adds all layers to a file.</summary>
    public static void Add<T>(SafetensorsWriter writer, ReadOnlySpan<LayerParameters> layers, ReadOnlySpan<T> parameters, Func<int, string> name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int index = 0; index < layers.Length; index++)
        {
            LayerParameters layer = layers[index];
            if (HasWeights(layer))
            {
                writer.Add(name(index) + ".weight", [layer.Units, layer.Inputs], layer.WeightsOf(parameters));
            }

            if (layer.HasBias)
            {
                writer.Add(name(index) + ".bias", [layer.Units], layer.BiasOf(parameters));
            }
        }
    }

    /// <summary>Reads all layers from a file.</summary>
    /// <exception cref="KeyNotFoundException">A tensor is missing.</exception>
    /// <exception cref="InvalidDataException">A tensor has another shape, or tied weights are there twice and not equal.</exception>
    public static void Read<T>(SafetensorsFile file, ReadOnlySpan<LayerParameters> layers, Span<T> parameters, Func<int, string> name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int index = 0; index < layers.Length; index++)
        {
            LayerParameters layer = layers[index];
            string weights = name(index) + ".weight";
            if (!layer.IsTied)
            {
                file.CopyTo(weights, [layer.Units, layer.Inputs], layer.WeightsOf(parameters));
            }
            else if (file.Names.Contains(weights))
            {
                CheckTied(file, weights, layer, layer.WeightsOf(parameters));
            }

            if (layer.HasBias)
            {
                file.CopyTo(name(index) + ".bias", [layer.Units], layer.BiasOf(parameters));
            }
        }
    }

    private static void CheckTied<T>(SafetensorsFile file, string name, LayerParameters layer, ReadOnlySpan<T> owned)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var weights = new T[layer.WeightCount];
        file.CopyTo<T>(name, [layer.Units, layer.Inputs], weights);
        for (int i = 0; i < weights.Length; i++)
        {
            T expected = owned[layer.IsTransposed ? (i % layer.Inputs * layer.Units) + (i / layer.Inputs) : i];
            if (!MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in weights[i])).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in expected))))
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"'{name}'[{i / layer.Inputs}, {i % layer.Inputs}] is {weights[i]}, but the weights of '{layer.TiedTo}', which the layer uses{(layer.IsTransposed ? " transposed" : "")}, have {expected} there; leave '{name}' out, or save weights that are equal."));
            }
        }
    }
}
