using System.Globalization;
using System.Text;
using ReluGen.Emit;
using ReluGen.Model;

namespace ReluGen.Manifest;

/// <summary>
/// Maps as text: runs apart by a space. <c>5</c> is one place, <c>5+3*4</c> the four places 5, 8, 11 and 14. A transposition
/// takes a run a row, a slice or a concatenation a run or two.
/// </summary>
internal static class IndexRuns
{
    /// <summary>The text of <paramref name="map"/>.</summary>
    public static string Write(IndexMap map)
    {
        var text = new StringBuilder();
        int start = 0;
        while (start < map.Count)
        {
            int step = start + 1 < map.Count ? map[start + 1] - map[start] : 0;
            int end = start + 1;
            while (end < map.Count && map[end] - map[end - 1] == step)
            {
                end++;
            }

            // Two places are no run: the second may begin a longer one.
            int count = end - start;
            if (count == 2)
            {
                count = 1;
            }

            text.Append(start == 0 ? "" : " ").Append(count == 1
                ? NumberText.Integer(map[start])
                : NumberText.Text($"{map[start]}{(step < 0 ? "" : "+")}{step}*{count}"));
            start += count;
        }

        return text.ToString();
    }

    /// <summary>The map of <paramref name="text"/> with <paramref name="count"/> places, or null where it is none.</summary>
    public static IndexMap? Read(string text, int count)
    {
        var places = new int[count];
        int filled = 0;
        foreach (string run in text.Length == 0 ? [] : text.Split(' '))
        {
            if (!TryReadRun(run, out long start, out long step, out long length) || length > count - filled)
            {
                return null;
            }

            for (long i = 0; i < length; i++)
            {
                long place = start + (i * step);
                if (place is < IndexMap.Filled or > int.MaxValue)
                {
                    return null;
                }

                places[filled++] = (int)place;
            }
        }

        return filled == count ? new IndexMap(places) : null;
    }

    private static bool TryReadRun(string run, out long start, out long step, out long length)
    {
        step = 0;
        length = 1;
        int star = run.IndexOf('*');
        if (star < 0)
        {
            return TryRead(run, out start);
        }

        int sign = run.IndexOfAny(['+', '-'], Math.Min(1, run.Length));
        start = 0;
        return sign > 0 && sign < star
            && TryRead(run.Substring(0, sign), out start)
            && TryRead(run.Substring(sign, star - sign), out step)
            && TryRead(run.Substring(star + 1), out length)
            && length > 0;
    }

    private static bool TryRead(string text, out long number)
    {
        bool isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value);
        number = value;
        return isNumber;
    }
}
