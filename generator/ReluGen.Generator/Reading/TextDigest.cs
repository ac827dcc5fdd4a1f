using System.Security.Cryptography;
using System.Text;

namespace ReluGen.Generator.Reading;

/// <summary>Long text to short text that no other text has.</summary>
internal static class TextDigest
{
    /// <summary>The SHA-256 of the UTF-16 code units.</summary>
    public static string Of(StringBuilder text)
    {
        var bytes = new byte[text.Length * sizeof(char)];
        char[] characters = text.ToString().ToCharArray();
        Buffer.BlockCopy(characters, 0, bytes, 0, bytes.Length);
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(bytes));
    }
}
