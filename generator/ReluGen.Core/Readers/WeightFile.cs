using ReluGen.Readers.Json;
using ReluGen.Readers.Nnet;
using ReluGen.Readers.Numpy;
using ReluGen.Readers.Onnx;
using ReluGen.Readers.Safetensors;

namespace ReluGen.Readers;

/// <summary>Files of any format as named tensors: the weights of a network that is declared elsewhere.</summary>
public static class WeightFile
{
    /// <summary>Reads the weights of a file.</summary>
    /// <param name="fileName">The file's name, whose extension says the format.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="externalData">See <see cref="OnnxReader.Read"/>.</param>
    public static ReadResult<TensorFile> Read(string fileName, byte[] bytes, Func<string, byte[]?>? externalData = null)
    {
        ReadResult<ModelFileFormat> format = ModelFileFormat.Recognize(fileName, bytes);
        return format.Value?.Kind switch
        {
            null => new ReadResult<TensorFile>(null, format.Problems),
            ModelFileKind.Onnx => Convert(OnnxReader.Read(bytes, externalData), model => new TensorFile([.. model.Graph.Initializers.Values], model.Graph.Unreadable)),
            ModelFileKind.OnnxTensor => Convert(OnnxReader.ReadTensor(bytes), tensor => TensorFile.Of([tensor])),
            ModelFileKind.Safetensors => SafetensorsReader.Read(bytes),
            ModelFileKind.Npy => Convert(NpyReader.Read(NameOf(fileName), bytes), tensor => TensorFile.Of([tensor])),
            ModelFileKind.Npz => NpzReader.Read(bytes),
            ModelFileKind.Json => Convert(JsonModelReader.Read(bytes), model => TensorFile.Of(model.Tensors)),
            _ => ReadNnet(bytes),
        };
    }

    /// <summary>A network's weights alone would leave out what happens before and behind them.</summary>
    private static ReadResult<TensorFile> ReadNnet(byte[] bytes)
    {
        ReadResult<LayerList> read = NnetReader.Read(bytes);
        return read.Value is { HasScaling: true }
            ? ReadResult<TensorFile>.Failed("The file scales its inputs or outputs, which weights alone would leave out. Use it as a whole model.")
            : Convert(read, layers => TensorFile.Of(layers.ToTensors()));
    }

    private static ReadResult<TensorFile> Convert<T>(ReadResult<T> read, Func<T, TensorFile> convert)
        where T : class =>
        read.Value is null ? new ReadResult<TensorFile>(null, read.Problems) : ReadResult<TensorFile>.Of(convert(read.Value));

    private static string NameOf(string fileName)
    {
        string name = fileName.Substring(fileName.LastIndexOfAny(['/', '\\']) + 1);
        int dot = name.LastIndexOf('.');
        return dot > 0 ? name.Substring(0, dot) : name;
    }
}
