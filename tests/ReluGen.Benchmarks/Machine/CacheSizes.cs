using System.Globalization;

namespace ReluGen.Benchmarks.Machine;

/// <summary>The sizes of the data caches of levels 1 to 3, in bytes.</summary>
/// <param name="Sizes">By level.</param>
/// <param name="AreRead">Whether the system told them; else they are guesses.</param>
internal sealed record CacheSizes(IReadOnlyList<long> Sizes, bool AreRead)
{
    private const string Folder = "/sys/devices/system/cpu/cpu0/cache";

    /// <summary>What a processor of these years has at least.</summary>
    private static readonly long[] _defaults = [32 << 10, 512 << 10, 16 << 20];

    /// <summary>What the system says, or guesses where it does not.</summary>
    public static CacheSizes Read()
    {
        var sizes = new long[_defaults.Length];
        try
        {
            foreach (var index in Directory.EnumerateDirectories(Folder, "index*"))
            {
                var level = int.Parse(Text(index, "level"), CultureInfo.InvariantCulture);
                if (Text(index, "type") != "Instruction" && level <= sizes.Length)
                {
                    sizes[level - 1] = Parse(Text(index, "size"));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return new CacheSizes(_defaults, false);
        }

        return sizes.Contains(0) ? new CacheSizes(_defaults, false) : new CacheSizes(sizes, true);
    }

    private static string Text(string folder, string file) => File.ReadAllText(Path.Combine(folder, file)).Trim();

    private static long Parse(string size) => size[^1] switch
    {
        'K' => long.Parse(size.AsSpan(0, size.Length - 1), CultureInfo.InvariantCulture) << 10,
        'M' => long.Parse(size.AsSpan(0, size.Length - 1), CultureInfo.InvariantCulture) << 20,
        _ => long.Parse(size, CultureInfo.InvariantCulture),
    };
}
