using static System.FormattableString;

namespace ReluGen.Readers.Onnx;

/// <summary>The number formats of ONNX tensors, by the numbers that the format gives them (<c>TensorProto.DataType</c>).</summary>
internal static class OnnxDataType
{
    private static readonly (string Name, NumberStorage? Storage)[] Types =
    [
        ("undefined", null),
        ("float", NumberStorage.Float32),
        ("uint8", NumberStorage.Unsigned(1)),
        ("int8", NumberStorage.Signed(1)),
        ("uint16", NumberStorage.Unsigned(2)),
        ("int16", NumberStorage.Signed(2)),
        ("int32", NumberStorage.Signed(4)),
        ("int64", NumberStorage.Signed(8)),
        ("string", null),
        ("bool", NumberStorage.Boolean),
        ("float16", NumberStorage.Float16),
        ("double", NumberStorage.Float64),
        ("uint32", NumberStorage.Unsigned(4)),
        ("uint64", NumberStorage.Unsigned(8)),
        ("complex64", null),
        ("complex128", null),
        ("bfloat16", NumberStorage.BFloat16),
        ("float8e4m3fn", null),
        ("float8e4m3fnuz", null),
        ("float8e5m2", null),
        ("float8e5m2fnuz", null),
        ("uint4", null),
        ("int4", null),
        ("float4e2m1", null),
        ("float8e8m0", null),
        ("uint2", null),
        ("int2", null),
    ];

    /// <summary>What the format calls the type.</summary>
    public static string Name(long type) => IsKnown(type) ? Types[(int)type].Name : Invariant($"data type {type}");

    /// <summary>How its numbers are stored, or null for one that is not read.</summary>
    public static NumberStorage? Storage(long type) => IsKnown(type) ? Types[(int)type].Storage : null;

    private static bool IsKnown(long type) => type >= 0 && type < Types.Length;
}
