namespace ReluGen.Tests.Core.Readers.Fixtures;

/// <summary>Breaks files, in the ways that files break and in those that attackers like.</summary>
internal static class Mutator
{
    private static readonly byte[] Interesting = [0, 1, 0x7F, 0x80, 0xFF, (byte)'0', (byte)'9', (byte)'-', (byte)'"', (byte)'[', (byte)'{', (byte)',', (byte)'\n'];

    /// <summary>The file with one to four faults.</summary>
    public static byte[] Mutate(byte[] file, Random random)
    {
        var bytes = new List<byte>(file);
        for (int faults = 1 + random.Next(4); faults > 0; faults--)
        {
            Break(bytes, random);
        }

        return [.. bytes];
    }

    private static void Break(List<byte> bytes, Random random)
    {
        int place = random.Next(bytes.Count + 1);
        int length = Math.Min(1 + random.Next(8), bytes.Count - place);
        switch (random.Next(9))
        {
            case 0 when place < bytes.Count:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when place < bytes.Count:
                bytes[place] = (byte)random.Next(256);
                break;
            case 2 when place < bytes.Count:
                bytes[place] = Interesting[random.Next(Interesting.Length)];
                break;
            case 3:
                bytes.RemoveRange(place, random.Next(4) == 0 ? bytes.Count - place : length);
                break;
            case 4:
                bytes.InsertRange(place, Enumerable.Range(0, 1 + random.Next(8)).Select(_ => (byte)random.Next(256)));
                break;
            case 5:
                bytes.InsertRange(place, bytes.GetRange(place, length));
                break;
            case 6:
                // A length or a count: a little more or less than it was.
                if (place < bytes.Count)
                {
                    bytes[place] += (byte)(random.Next(2) == 0 ? 1 : -1);
                }

                break;
            case 7:
                // A varint of the largest kind, or four bytes of ones.
                bytes.RemoveRange(place, Math.Min(1, bytes.Count - place));
                bytes.InsertRange(place, random.Next(2) == 0 ? [0xFF, 0xFF, 0xFF, 0xFF, 0x07] : [0xFF, 0xFF, 0xFF, 0x7F]);
                break;
            default:
                bytes.InsertRange(place, Enumerable.Repeat(Interesting[random.Next(Interesting.Length)], random.Next(200)));
                break;
        }
    }
}
