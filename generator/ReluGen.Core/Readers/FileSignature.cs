using System.Text;

namespace ReluGen.Readers;

/// <summary>What files that are mistaken for models look like, so that a message can say what to do.</summary>
internal static class FileSignature
{
    /// <summary>
    /// What <paramref name="bytes"/> are, where they are nothing that any reader reads, and the remedy: sentences, or
    /// null where nothing is known about them.
    /// </summary>
    public static string? DescribeForeign(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return "The file is empty. Export the model again, or fetch the file again.";
        }

        if (StartsWith(bytes, "version https://git-lfs"))
        {
            return "The file is a Git LFS pointer, not the model itself. Run 'git lfs pull'.";
        }

        if (IsMarkup(bytes))
        {
            return "The file is a web page, not a model. Download the file itself, not the page that shows it.";
        }

        if (IsPickle(bytes))
        {
            return "The file is a Python pickle, as PyTorch and scikit-learn save it, which cannot be read without running it. "
                + "Save the weights as .safetensors or .npz, or export the model to ONNX.";
        }

        if (StartsWith(bytes, "\u0089HDF\r\n"))
        {
            return "The file is HDF5, as Keras saves it. Export the model to ONNX (tf2onnx), or save its weights as .npz.";
        }

        if (bytes.Length >= 8 && Encoding.ASCII.GetString(bytes, 4, 4) == "TFL3")
        {
            return "The file is a TensorFlow Lite model. Convert it to ONNX (tf2onnx).";
        }

        return StartsWith(bytes, "\u001f\u008b")
            ? "The file is compressed with gzip. Decompress it first."
            : null;
    }

    /// <summary>Whether the file starts with the characters of <paramref name="text"/>, each a byte.</summary>
    public static bool StartsWith(byte[] bytes, string text)
    {
        if (bytes.Length < text.Length)
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (bytes[i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the file is a zip archive.</summary>
    public static bool IsZip(byte[] bytes) => StartsWith(bytes, "PK\u0003\u0004") || StartsWith(bytes, "PK\u0005\u0006");

    /// <summary>Whether the file is an array of NumPy.</summary>
    public static bool IsNpy(byte[] bytes) => StartsWith(bytes, "\u0093NUMPY");

    /// <summary>Whether the file is safetensors: eight bytes of a length, then a JSON object.</summary>
    public static bool IsSafetensors(byte[] bytes) => bytes.Length > 8 && bytes[8] == '{' && bytes[5] == 0 && bytes[6] == 0 && bytes[7] == 0;

    /// <summary>The first character of a text that is no white space and no byte order mark, or NUL where there is none.</summary>
    public static char FirstCharacter(byte[] bytes)
    {
        if (!IsText(bytes))
        {
            return '\0';
        }

        int start = StartsWith(bytes, "\u00ef\u00bb\u00bf") ? 3 : 0;
        while (start < bytes.Length && bytes[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            start++;
        }

        return start < bytes.Length ? (char)bytes[start] : '\0';
    }

    /// <summary>Whether the file starts as text does. Protocol buffers start with small numbers, which are control characters.</summary>
    private static bool IsText(byte[] bytes) =>
        bytes.Take(512).All(c => c >= ' ' || c is (byte)'\t' or (byte)'\r' or (byte)'\n');

    private static bool IsMarkup(byte[] bytes) => FirstCharacter(bytes) == '<';

    private static bool IsPickle(byte[] bytes) => bytes.Length > 2 && bytes[0] == 0x80 && bytes[1] is >= 2 and <= 5;
}
