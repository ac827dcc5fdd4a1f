using System.Security.Cryptography;

namespace ReluGen.Model;

/// <summary>Constant values in row-major order: the weights or the bias of a layer.</summary>
/// <remarks>
/// Two tensors are equal when their content hashes are, so that the incremental pipeline never compares weights one by
/// one. The hash covers count and bits: 0 and −0 differ.
/// </remarks>
public sealed class Tensor : IEquatable<Tensor>
{
    private readonly double[] _values;

    /// <summary>Takes over <paramref name="values"/>, which nobody may change afterwards.</summary>
    public Tensor(params double[] values)
    {
        _values = values;
        Hash = ComputeHash(values);
    }

    /// <summary>The values.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The number of values.</summary>
    public int Count => _values.Length;

    /// <summary>The SHA-256 of the values' little-endian bits, 64 hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>The value at <paramref name="index"/>.</summary>
    public double this[int index] => _values[index];

    /// <inheritdoc/>
    public bool Equals(Tensor? other) => other is not null && Count == other.Count && Hash == other.Hash;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Tensor);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Hash);

    private static string ComputeHash(double[] values)
    {
        var bytes = new byte[values.Length * sizeof(double)];
        for (int i = 0; i < values.Length; i++)
        {
            long bits = BitConverter.DoubleToInt64Bits(values[i]);
            for (int b = 0; b < sizeof(double); b++)
            {
                bytes[(i * sizeof(double)) + b] = (byte)(bits >> (8 * b));
            }
        }

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
