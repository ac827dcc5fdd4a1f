using System.Numerics;

namespace ReluGen.Training;

/// <summary>The parameters of a network as tensors with names: <c>name.weight</c> [units, inputs] and <c>name.bias</c> [units].</summary>
internal static class ParameterTensors
{
    /// <summary>Adds all layers to a file.</summary>
    public static void Add<T>(SafetensorsWriter writer, ReadOnlySpan<LayerParameters> layers, ReadOnlySpan<T> parameters, Func<int, string> name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int index = 0; index < layers.Length; index++)
        {
            LayerParameters layer = layers[index];
            writer.Add(name(index) + ".weight", [layer.Units, layer.Inputs], layer.WeightsOf(parameters));
            if (layer.HasBias)
            {
                writer.Add(name(index) + ".bias", [layer.Units], layer.BiasOf(parameters));
            }
        }
    }

    /// <summary>Reads all layers from a file.</summary>
    /// <exception cref="KeyNotFoundException">A tensor is missing.</exception>
    /// <exception cref="InvalidDataException">A tensor has another shape.</exception>
    public static void Read<T>(SafetensorsFile file, ReadOnlySpan<LayerParameters> layers, Span<T> parameters, Func<int, string> name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int index = 0; index < layers.Length; index++)
        {
            LayerParameters layer = layers[index];
            file.CopyTo(name(index) + ".weight", [layer.Units, layer.Inputs], layer.WeightsOf(parameters));
            if (layer.HasBias)
            {
                file.CopyTo(name(index) + ".bias", [layer.Units], layer.BiasOf(parameters));
            }
        }
    }
}
