using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace ReluGen.Training;

/// <summary>What layers are called in a file.</summary>
public enum TensorNaming
{
    /// <summary>Their names in the table of layers: <c>hidden.weight</c>.</summary>
    Layers,

    /// <summary>Their numbers from 0 on, as PyTorch's <c>Sequential</c> of linear layers: <c>0.weight</c>.</summary>
    Numbers,
}

/// <summary>
/// Saves the parameters of trainable networks, and loads them. A saved file is also what <c>[Network(…, Weights = "…")]</c> makes a frozen network of, with
/// the same bits.
/// </summary>
public static class ParameterFile
{
    /// <summary>Saves the parameters in the format of the file's extension: <c>.safetensors</c>, <c>.npz</c>, or <c>.json</c> with a nested array for each tensor.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; replaced where it exists, when the new one is complete.</param>
    /// <param name="naming">What the layers are called in it.</param>
    /// <exception cref="ArgumentException">The extension is none of these.</exception>
    public static void Save<TNetwork, T>(this ITrainableNetwork<TNetwork, T> network, string path, TensorNaming naming = TensorNaming.Layers)
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(path);
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".SAFETENSORS":
                var writer = new SafetensorsWriter();
                ParameterTensors.Add(writer, TNetwork.Layers, network.ParameterValues, Names<TNetwork, T>(naming));
                CompleteFile.Write(path, writer.WriteTo);
                break;
            case ".NPZ":
                SaveNpz(network, path, Names<TNetwork, T>(naming));
                break;
            case ".JSON":
                CompleteFile.Write(path, stream => WriteJson(network, stream, Names<TNetwork, T>(naming)));
                break;
            default:
                throw new ArgumentException($"'{path}' has no extension that says a format; use .safetensors, .npz or .json.", nameof(path));
        }
    }

    /// <summary>Loads the parameters from a safetensors file, whose layers have names or numbers.</summary>
    /// <param name="network">The network; unchanged where the file does not fit.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no safetensors file, or a tensor is missing or has another shape, or tied weights are there twice and not equal.</exception>
    public static void Load<TNetwork, T>(this ITrainableNetwork<TNetwork, T> network, string path)
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        SafetensorsFile file = SafetensorsFile.Read(path);
        TensorNaming naming = file.Names.Contains("0.weight") ? TensorNaming.Numbers : TensorNaming.Layers;
        var parameters = new T[TNetwork.ParameterCount];
        try
        {
            ParameterTensors.Read<T>(file, TNetwork.Layers, parameters, Names<TNetwork, T>(naming));
        }
        catch (KeyNotFoundException missing)
        {
            throw new InvalidDataException($"'{path}' does not fit the network: {missing.Message}", missing);
        }

        parameters.CopyTo(network.Parameters);
    }

    private static Func<int, string> Names<TNetwork, T>(TensorNaming naming)
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        naming == TensorNaming.Numbers ? index => index.ToString(CultureInfo.InvariantCulture) : index => TNetwork.Layers[index].Name;

    private static void SaveNpz<TNetwork, T>(ITrainableNetwork<TNetwork, T> network, string path, Func<int, string> name)
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var writer = new NpzWriter();
        for (int index = 0; index < TNetwork.Layers.Length; index++)
        {
            LayerParameters layer = TNetwork.Layers[index];
            if (ParameterTensors.HasWeights(layer))
            {
                writer.Add(name(index) + ".weight", [layer.Units, layer.Inputs], layer.WeightsOf(network.ParameterValues));
            }

            if (layer.HasBias)
            {
                writer.Add(name(index) + ".bias", [layer.Units], layer.BiasOf(network.ParameterValues));
            }
        }

        CompleteFile.Write(path, writer.WriteTo);
    }

    private static void WriteJson<TNetwork, T>(ITrainableNetwork<TNetwork, T> network, Stream stream, Func<int, string> name)
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        for (int index = 0; index < TNetwork.Layers.Length; index++)
        {
            LayerParameters layer = TNetwork.Layers[index];
            if (ParameterTensors.HasWeights(layer))
            {
                WriteMatrix(json, name(index) + ".weight", layer.WeightsOf(network.ParameterValues), layer.Inputs);
            }

            if (layer.HasBias)
            {
                json.WriteStartArray(name(index) + ".bias");
                WriteNumbers(json, layer.BiasOf(network.ParameterValues));
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }

    private static void WriteMatrix<T>(Utf8JsonWriter json, string name, ReadOnlySpan<T> values, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        json.WriteStartArray(name);
        for (; !values.IsEmpty; values = values[columns..])
        {
            json.WriteStartArray();
            WriteNumbers(json, values[..columns]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Shortest digits that read back to the same bits.</summary>
    private static void WriteNumbers<T>(Utf8JsonWriter json, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T value in values)
        {
            json.WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture));
        }
    }
}
