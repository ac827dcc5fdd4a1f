using System.Globalization;
using static System.FormattableString;

namespace ReluGen.Readers.Onnx;

/// <summary>
/// Tensor data in files beside the model. A file is named by the model, which is not trusted: the name must lead to the
/// model's folder or below it.
/// </summary>
/// <param name="open">The content of a file by its name relative to the model's folder, parts divided by <c>/</c>; null where there is none.</param>
internal sealed class ExternalData(Func<string, byte[]?>? open)
{
    private readonly Dictionary<string, byte[]?> _files = new(StringComparer.Ordinal);

    /// <summary>The bytes of a tensor.</summary>
    /// <param name="entries">What the model says: <c>location</c>, <c>offset</c>, <c>length</c>.</param>
    /// <param name="needed">The number of bytes that the tensor's shape needs.</param>
    /// <param name="data">The bytes.</param>
    /// <returns>What is wrong, to be put behind the tensor's name, or null.</returns>
    public string? Find(IReadOnlyDictionary<string, string> entries, long needed, out ByteRange data)
    {
        data = default;
        if (!entries.TryGetValue("location", out string? location))
        {
            return "is said to be in another file, but no file is named; export the model again";
        }

        if (Clean(location) is not { } name)
        {
            return $"is said to be in the file {QuotedText.Quote(location)}; only a file in the model's folder or below is read, named by a relative path without '..', '\\', ':' and '|'";
        }

        if (Open(name) is not { } file)
        {
            return $"is in the file {QuotedText.Quote(name)}, which is missing; put it beside the model, or export the model as a single file";
        }

        if (!TryNumber(entries, "offset", 0, out long offset) || !TryNumber(entries, "length", needed, out long length))
        {
            return $"is in the file {QuotedText.Quote(name)} at an offset or of a length that is no whole number";
        }

        if (length != needed)
        {
            return Invariant($"takes {length} bytes in the file {QuotedText.Quote(name)}; its shape needs {needed}");
        }

        if (offset > file.Length || needed > file.Length - offset)
        {
            return Invariant($"takes {needed} bytes from byte {offset} on in the file {QuotedText.Quote(name)}, which has {file.Length}; fetch the file again");
        }

        data = new ByteRange(file, (int)offset, (int)needed);
        return null;
    }

    /// <summary>The relative path in its simplest form, or null where it is none or leads out of the folder.</summary>
    internal static string? Clean(string location)
    {
        // A colon is a drive, a scheme or a stream of another file; a backslash divides on some systems and not on others;
        // a bar divides the names that the build keeps.
        if (location.Any(c => c is ':' or '\\' or '|' || char.IsControl(c)) || location.StartsWith("/", StringComparison.Ordinal))
        {
            return null;
        }

        // Some systems ignore dots and blanks at the end of a name, so that '.. ' would be '..'.
        string[] parts = [.. location.Split('/').Where(part => part is not ("" or "."))];
        return parts.Length == 0 || parts.Any(part => part.TrimEnd('.', ' ').Length == 0) ? null : string.Join("/", parts);
    }

    private byte[]? Open(string name)
    {
        if (!_files.TryGetValue(name, out byte[]? file))
        {
            file = open?.Invoke(name);
            _files.Add(name, file);
        }

        return file;
    }

    private static bool TryNumber(IReadOnlyDictionary<string, string> entries, string key, long standard, out long number)
    {
        number = standard;
        return !entries.TryGetValue(key, out string? text)
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 0);
    }
}
