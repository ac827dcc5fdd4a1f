using System.Globalization;
using System.Numerics;

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
    private const string Formats = "use .safetensors, .npz or .json";

    /// <summary>Saves the parameters in the format of the file's extension: <c>.safetensors</c>, <c>.npz</c>, or <c>.json</c> with a nested array for each tensor.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; replaced where it exists, when the new one is complete.</param>
    /// <param name="naming">What the layers are called in it.</param>
    /// <exception cref="ArgumentException">The extension is none of these.</exception>
    /// <exception cref="InvalidDataException">A parameter is NaN or infinite, which JSON cannot say.</exception>
    public static void Save<TNetwork, T>(this ITrainableNetwork<TNetwork, T> network, string path, TensorNaming naming = TensorNaming.Layers)
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(path);
        IReadOnlyList<ParameterTensor> all = naming == TensorNaming.Layers
            ? ParameterTensors.Of<TNetwork, T>()
            : ParameterTensors.Of(TNetwork.Layers, index => index.ToString(CultureInfo.InvariantCulture));
        ParameterTensor[] tensors = [.. all.Where(tensor => tensor.IsSaved)];
        ReadOnlySpan<T> parameters = network.ParameterValues;
        switch (Extension(path))
        {
            case ".SAFETENSORS":
                var safetensors = new SafetensorsWriter();
                foreach (ParameterTensor tensor in tensors)
                {
                    safetensors.Add(tensor.Name, tensor.Shape, parameters.Slice(tensor.Start, tensor.Count));
                }

                CompleteFile.Write(path, safetensors.WriteTo);
                break;
            case ".NPZ":
                var npz = new NpzWriter();
                foreach (ParameterTensor tensor in tensors)
                {
                    npz.Add(tensor.Name, tensor.Shape, parameters.Slice(tensor.Start, tensor.Count));
                }

                CompleteFile.Write(path, npz.WriteTo);
                break;
            case ".JSON":
                JsonTensorWriter.Check(tensors, parameters);
                CompleteFile.Write(path, stream => JsonTensorWriter.Write(stream, tensors, network.ParameterValues));
                break;
            default:
                throw new ArgumentException($"'{path}' has no extension that says a format; {Formats}.", nameof(path));
        }
    }

    /// <summary>
    /// Loads the parameters from a file that <see cref="Save"/> or another program wrote, in the format of its extension. Layers have their names in it, or
    /// numbers in ascending order; it has no other tensors.
    /// </summary>
    /// <param name="network">The network; unchanged where the file does not fit.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The extension is none of <c>.safetensors</c>, <c>.npz</c> and <c>.json</c>.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or damaged, or its tensors are not the network's; the message names each that is wrong.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static void Load<TNetwork, T>(this ITrainableNetwork<TNetwork, T> network, string path)
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(path);
        ITensorFile file = Open(path);
        IReadOnlyList<ParameterTensor> tensors = ParameterTensors.In<TNetwork, T>(file);
        var parameters = new T[TNetwork.ParameterCount];
        string[] faults = [.. ParameterTensors.Read<T>(file, tensors, parameters), .. ParameterTensors.Extra(file, tensors)];
        if (faults.Length > 0)
        {
            throw new InvalidDataException(
                $"'{path}' does not fit the network. {ParameterTensors.Text(faults)} The network has {string.Join(", ", tensors)}; load what a network of the same layers saved.");
        }

        parameters.CopyTo(network.Parameters);
    }

    private static string Extension(string path) => Path.GetExtension(path).ToUpperInvariant();

    private static ITensorFile Open(string path)
    {
        Func<byte[], ITensorFile> read = Extension(path) switch
        {
            ".SAFETENSORS" => bytes => new SafetensorsFile(bytes),
            ".NPZ" => bytes => new NpzFile(bytes),
            ".JSON" => bytes => new JsonTensorFile(bytes),
            _ => throw new ArgumentException($"'{path}' has no extension that says a format; {Formats}.", nameof(path)),
        };
        byte[] content = File.ReadAllBytes(path);
        try
        {
            return read(content);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"'{path}' cannot be loaded. {fault.Message}", fault);
        }
    }
}
