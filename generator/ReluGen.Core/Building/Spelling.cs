namespace ReluGen.Building;

/// <summary>Finds what somebody who misspelt a name may have meant.</summary>
public static class Spelling
{
    private const int LongestName = 256;

    /// <summary>The name nearest to <paramref name="written"/>, or null where none is near.</summary>
    /// <remarks>Case counts for nothing. Near is one letter changed, added or left out in every four, three at most. Of equals the first is taken.</remarks>
    /// <param name="written">What somebody wrote.</param>
    /// <param name="names">The names that there are.</param>
    public static string? Nearest(string written, IEnumerable<string> names)
    {
        string? nearest = null;
        int least = Math.Min(3, Math.Max(1, written.Length / 4)) + 1;
        foreach (string name in names.Where(name => Math.Max(name.Length, written.Length) <= LongestName))
        {
            int distance = Distance(written.ToUpperInvariant(), name.ToUpperInvariant());
            if (distance < least && distance < name.Length)
            {
                nearest = name;
                least = distance;
            }
        }

        return nearest;
    }

    /// <summary>Levenshtein's distance: the letters to change, add or leave out.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 0; i < a.Length; i++)
        {
            int diagonal = row[0]++;
            for (int j = 0; j < b.Length; j++)
            {
                int changed = diagonal + (a[i] == b[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(changed, Math.Min(row[j], row[j + 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
