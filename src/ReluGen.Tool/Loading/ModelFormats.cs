using ReluGen.Readers;

namespace ReluGen.Tool.Loading;

/// <summary>The formats that models come in, as <c>--format</c> names them.</summary>
internal static class ModelFormats
{
    /// <summary>The names: extensions without their dot.</summary>
    public static IEnumerable<string> Names => ModelFileFormat.All
        .Where(format => format.Kind != ModelFileKind.OnnxTensor)
        .Select(format => format.Extension[1..]);

    /// <summary>Whether files of the kind hold layers, not weights alone.</summary>
    public static bool HoldsLayers(ModelFileKind kind) => kind is ModelFileKind.Onnx or ModelFileKind.Json or ModelFileKind.Nnet;

    /// <summary>Whether a file in a folder of models may be one.</summary>
    public static bool IsModelName(string path) => ModelFileFormat.All.Any(format =>
        HoldsLayers(format.Kind) && path.EndsWith(format.Extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name under which content without one is read: by the given format, or by what the content looks like.</summary>
    /// <param name="bytes">The content.</param>
    /// <param name="format">What the user says it is, or null.</param>
    public static string NameFor(byte[] bytes, string? format)
    {
        if (format is not null)
        {
            return "model." + format;
        }

        // What has nothing to know it by is ONNX, or .nnet if it is text.
        string[] recognised = Names.Where(name => name is not ("onnx" or "nnet"))
            .Select(name => "model." + name)
            .Where(name => ModelFileFormat.Recognize(name, bytes).Value is not null)
            .ToArray();
        return recognised.Length == 1 ? recognised[0] : IsText(bytes) ? "model.nnet" : "model.onnx";
    }

    private static bool IsText(byte[] bytes) =>
        bytes.Length > 0 && bytes.AsSpan(0, Math.Min(bytes.Length, 256)).IndexOfAnyExceptInRange((byte)'\t', (byte)'~') < 0;
}
