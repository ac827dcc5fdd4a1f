using System.Security.Cryptography;

namespace ReluGen.Model;

/// <summary>The hash that constant data compares by.</summary>
internal static class ContentHash
{
    /// <summary>The SHA-256 of the little-endian bits of <paramref name="values"/>, 64 hexadecimal digits.</summary>
    /// <param name="values">The values.</param>
    /// <param name="size">The number of bytes each takes.</param>
    /// <param name="bits">The bits of a value.</param>
    public static string Of<T>(IReadOnlyList<T> values, int size, Func<T, long> bits)
    {
        var bytes = new byte[values.Count * size];
        for (int i = 0; i < values.Count; i++)
        {
            long value = bits(values[i]);
            for (int b = 0; b < size; b++)
            {
                bytes[(i * size) + b] = (byte)(value >> (8 * b));
            }
        }

        return Of(bytes);
    }

    /// <summary>The SHA-256 of <paramref name="bytes"/>, 64 hexadecimal digits.</summary>
    public static string Of(byte[] bytes)
    {
        const string Digits = "0123456789abcdef";
        using var sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(bytes);
        var text = new char[2 * hash.Length];
        for (int i = 0; i < hash.Length; i++)
        {
            text[2 * i] = Digits[hash[i] >> 4];
            text[(2 * i) + 1] = Digits[hash[i] & 15];
        }

        return new string(text);
    }
}
