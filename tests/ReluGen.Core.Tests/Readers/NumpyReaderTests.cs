using ReluGen.Readers;
using ReluGen.Readers.Numpy;
using static ReluGen.Tests.Core.Readers.Fixtures.ArrayFixtures;

namespace ReluGen.Tests.Core.Readers;

public class NumpyReaderTests
{
    [Theory]
    [InlineData("<f2", "003E00C0", TensorFormat.Float16)]
    [InlineData(">f2", "3E00C000", TensorFormat.Float16)]
    [InlineData("<f4", "0000C03F000000C0", TensorFormat.Float32)]
    [InlineData(">f4", "3FC00000C0000000", TensorFormat.Float32)]
    [InlineData("<f8", "000000000000F83F00000000000000C0", TensorFormat.Float64)]
    [InlineData(">f8", "3FF8000000000000C000000000000000", TensorFormat.Float64)]
    public void Floating_point_numbers_of_both_byte_orders_are_read(string format, string hex, TensorFormat expected)
    {
        NamedTensor tensor = Good(Npy(format, false, "(2,)", Convert.FromHexString(hex)));

        Assert.Equal((expected, "t"), (tensor.Format, tensor.Name));
        Assert.Equal([1.5, -2], tensor.Values);
    }

    [Theory]
    [InlineData("|i1", "FF02", new long[] { -1, 2 })]
    [InlineData("|u1", "FF02", new long[] { 255, 2 })]
    [InlineData("<i2", "FEFF0200", new long[] { -2, 2 })]
    [InlineData(">u2", "FFFE0002", new long[] { 65534, 2 })]
    [InlineData(">i4", "FFFFFFFE00000002", new long[] { -2, 2 })]
    [InlineData("<u4", "FEFFFFFF02000000", new long[] { 4294967294, 2 })]
    [InlineData("<i8", "FEFFFFFFFFFFFFFF0200000000000000", new long[] { -2, 2 })]
    [InlineData(">u8", "7FFFFFFFFFFFFFFF0000000000000002", new[] { long.MaxValue, 2 })]
    [InlineData("|b1", "0100", new long[] { 1, 0 })]
    public void Integers_are_read(string format, string hex, long[] expected) =>
        Assert.Equal(expected, Good(Npy(format, false, "(2,)", Convert.FromHexString(hex))).Integers);

    [Fact]
    public void Fortran_order_becomes_row_major()
    {
        // Element [i, j, k] of (2, 3, 2) is stored at i + 2j + 6k.
        float[] stored = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        NamedTensor tensor = Good(Npy("<f4", true, "(2, 3, 2)", Floats(stored)));

        Assert.Equal([2, 3, 2], tensor.Shape);
        Assert.Equal([0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11], tensor.Values);
    }

    [Theory]
    [InlineData("()", 1, new int[] { })]
    [InlineData("(1,)", 1, new[] { 1 })]
    [InlineData("( 1 , 1 )", 1, new[] { 1, 1 })]
    [InlineData("(1L, 1L)", 1, new[] { 1, 1 })]
    [InlineData("(0, 3)", 0, new[] { 0, 3 })]
    public void Shapes_are_tuples(string shape, int count, int[] expected)
    {
        NamedTensor tensor = Good(Npy("<f4", false, shape, new byte[4 * count]));

        Assert.Equal(expected, tensor.Shape);
        Assert.Equal(count, tensor.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_version_is_read(byte version) =>
        Assert.Equal([1], Good(Npy("<f4", false, "(1,)", Floats(1), version)).Values);

    [Theory]
    [InlineData("<c8", "complex numbers")]
    [InlineData(">c16", "complex numbers")]
    [InlineData("|O", "Python objects")]
    [InlineData("<U5", "text")]
    [InlineData("<M8[ns]", "times")]
    [InlineData("<f16", "floating-point numbers of an unusual size")]
    [InlineData("", "unknown")]
    public void Other_formats_are_refused_by_name(string format, string expected) =>
        Assert.Equal($"The array 't' is of the format '{format}' ({expected}), which is not read; save it as float32 or float64.", Problem(Npy(format, false, "(1,)", new byte[16])));

    [Theory]
    [InlineData("{'descr': [('a', '<f4'), ('b', '<i4')], 'fortran_order': False, 'shape': (1,), }", "is an array of records")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, }", "has a header that cannot be read")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }", "has a header that cannot be read")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "has a header that cannot be read")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}", "has a header that cannot be read")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "has a header that cannot be read")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "has a header that cannot be read")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x", "has a header that cannot be read")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1", "has a header that cannot be read")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", "more than 2147483647 elements")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", "has 4 bytes of values; its shape [2] needs 8")]
    [InlineData("{'descr': '|b1', 'fortran_order': False, 'shape': (4,)}", "holds 98 as a truth value; only 0 and 1 are")]
    public void Broken_arrays_are_told(string dictionary, string expected) =>
        Assert.Contains(expected, Problem(Npy(dictionary, "\0\u0001b\0"u8.ToArray())));

    [Fact]
    public void A_file_cut_or_lengthened_is_a_problem()
    {
        byte[] bytes = Npy("<f4", false, "(2,)", Floats(1, 2));
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.NotEmpty(NpyReader.Read("t", bytes[..length]).Problems);
        }

        Assert.Contains("has 9 bytes of values; its shape [2] needs 8", Problem([.. bytes, 0]));
    }

    [Fact]
    public void Archives_are_read_in_order_stored_and_deflated()
    {
        ReadResult<TensorFile> read = NpzReader.Read(GoodNpz());

        Assert.Empty(read.Problems);
        Assert.Equal(["W1", "b1"], read.Value!.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([1, 2, 3, 4], read.Value.Tensors[0].Values);
        Assert.Equal([0.25, -0.25], read.Value.Tensors[1].Values);
    }

    [Fact]
    public void All_faults_of_an_archive_are_told()
    {
        byte[] good = Npy("<f4", false, "(1,)", Floats(1));
        IReadOnlyList<string> problems = NpzReader.Read(Npz(("a.npy", good), ("a.npy", good), ("b.txt", [1, 2]), ("c.npy", good[..^1]), ("d.npy", good[..20]))).Problems;

        Assert.Equal(4, problems.Count);
        Assert.Contains("'a' is there twice", problems[0]);
        Assert.Contains("'b.txt' does not start as numpy.save writes it", problems[1]);
        Assert.Contains("'c' has 3 bytes of values; its shape [1] needs 4", problems[2]);
        Assert.Contains("'d' ends in its header", problems[3]);
    }

    [Fact]
    public void No_more_is_unpacked_than_the_header_says()
    {
        // 200 MB of zeros behind an array of one number pack into 200 KB.
        byte[] bomb = Npz(("a.npy", Npy("<f4", false, "(1,)", new byte[200_000_000])));
        long before = GC.GetAllocatedBytesForCurrentThread();
        string problem = Assert.Single(NpzReader.Read(bomb).Problems);

        Assert.Contains("has 5 bytes of values; its shape [1] needs 4", problem);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void No_memory_is_taken_for_what_is_not_there()
    {
        byte[] bytes = Npz(("a.npy", Npy("<f8", false, "(100000000,)", new byte[8])));
        long before = GC.GetAllocatedBytesForCurrentThread();
        string problem = Assert.Single(NpzReader.Read(bytes).Problems);

        Assert.Contains("has 8 bytes of values; its shape [100000000] needs 800000000", problem);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Theory]
    [InlineData("PK\u0003\u0004 and then nothing", "no zip archive")]
    [InlineData("\u0080\u0002pickle", "pickle")]
    public void Files_that_are_no_archives_are_told(string content, string expected) =>
        Assert.Contains(expected, Assert.Single(NpzReader.Read([.. content.Select(c => (byte)c)]).Problems));

    [Fact]
    public void A_file_of_pytorch_is_told_from_an_archive_of_arrays() =>
        Assert.Contains("saved by PyTorch", Assert.Single(NpzReader.Read(Npz(("model/data.pkl", [0x80, 2]), ("model/data/0", [0]))).Problems));

    private static NamedTensor Good(byte[] bytes)
    {
        ReadResult<NamedTensor> read = NpyReader.Read("t", bytes);
        Assert.Empty(read.Problems);
        return read.Value!;
    }

    private static string Problem(byte[] bytes) => Assert.Single(NpyReader.Read("t", bytes).Problems);
}
