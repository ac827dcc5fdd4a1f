using System.IO.Compression;
using ReluGen.Tests.Shared;
using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Data;

/// <summary>IDX files: every number type, packed, mapped, hostile; and the real ones.</summary>
public sealed class IdxFileTests
{
    /// <summary>Two items of 2×3 unsigned bytes.</summary>
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255];

    public static TheoryData<byte, byte[], double> NumberTypes => new()
    {
        { 0x08, [200], 200 },
        { 0x09, [200], -56 },
        { 0x0B, [0xFF, 0xFE], -2 },
        { 0x0C, [0x00, 0x01, 0x00, 0x02], 65538 },
        { 0x0D, [0x3F, 0xC0, 0x00, 0x00], 1.5 },
        { 0x0E, [0xC0, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00], -2.5 },
    };

    public static TheoryData<string, byte[]> Hostile => new()
    {
        { "two zero bytes", [] },
        { "two zero bytes", [0, 1, 8, 1, 0, 0, 0, 0] },
        { "two zero bytes", [0, 0, 8] },
        { "0x0A", [0, 0, 0x0A, 1, 0, 0, 0, 0] },
        { "0 dimensions", [0, 0, 8, 0] },
        { "255 dimensions", [0, 0, 8, 255] },
        { "ends in its header", [0, 0, 8, 2, 0, 0, 0, 1, 0, 0] },
        { "Dimension 0 of the IDX file is -1", [0, 0, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF] },
        { "Dimension 1 of the IDX file is 0", [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 0] },
        { "too large", [0, 0, 8, 4, 0, 0, 0, 1, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF] },
        { "Map the file", [0, 0, 8, 2, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 1, 0] },
        { "ends after 1 bytes", [0, 0, 8, 1, 0x7F, 0, 0, 0, 1] },
        { "goes on after the 1 bytes", [0, 0, 8, 1, 0, 0, 0, 1, 1, 2] },
    };

    [Theory]
    [MemberData(nameof(NumberTypes))]
    public void Every_number_type_is_read(byte type, byte[] number, double expected)
    {
        using IdxFile file = IdxFile.Read(new MemoryStream([0, 0, type, 1, 0, 0, 0, 2, .. number, .. number]));
        var values = new double[2];
        file.CopyTo(0, values.AsSpan(), 1.0);
        Assert.Equal([expected, expected], values);
        if (type < 0x0D)
        {
            Assert.Equal([(int)expected, (int)expected], file.ToLabels());
        }
        else
        {
            Assert.Throws<InvalidDataException>(file.ToLabels);
        }
    }

    [Fact]
    public void Items_are_read_from_memory_packed_and_mapped()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, Images);
            using IdxFile mapped = IdxFile.Map(path);
            using IdxFile read = IdxFile.Read(path);
            using IdxFile packed = IdxFile.Read(new MemoryStream(Packed(Images)));
            foreach (IdxFile file in new[] { mapped, read, packed })
            {
                Assert.Equal((2, 6, IdxElement.UnsignedByte), (file.Count, file.ItemSize, file.Element));
                Assert.Equal([2, 2, 3], file.Shape.ToArray());
                var all = new float[12];
                file.CopyTo(0, all.AsSpan(), 1f / 255);
                Assert.Equal(Images.Skip(16).Select(pixel => pixel * (1f / 255)), all);
                var second = new float[6];
                file.CopyTo(1, second.AsSpan(), 1f);
                Assert.Equal([7f, 8, 9, 10, 11, 255], second);
                Assert.Equal([7f, 8, 9, 10, 11, 255, 1, 2, 3, 4, 5, 6], file.Gather([1, 0], all.AsSpan(), 1f).ToArray());
                int[] items = [0];
                Assert.Equal(0, Allocation.OfSecondCall(() => file.Gather(items, all.AsSpan(), 1f)));
                Assert.Throws<ArgumentException>(() => file.Gather([0, 1, 0], all.AsSpan(), 1f).Length);
                Assert.Throws<ArgumentOutOfRangeException>(() => file.Gather([2], all.AsSpan(), 1f).Length);
                Assert.Throws<ArgumentOutOfRangeException>(() => file.CopyTo(1, all.AsSpan(), 1f));
                Assert.Throws<ArgumentOutOfRangeException>(() => file.CopyTo(-1, second.AsSpan(), 1f));
                Assert.Throws<ArgumentException>(() => file.CopyTo(0, new float[5].AsSpan(), 1f));
                Assert.Throws<InvalidDataException>(file.ToLabels);
            }

            mapped.Dispose();
            Assert.Throws<ObjectDisposedException>(() => mapped.CopyTo(0, new float[6].AsSpan(), 1f));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_files_are_refused_before_memory_is_taken(string part, byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => IdxFile.Read(new MemoryStream(bytes)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => IdxFile.Read(new MemoryStream(Packed(bytes))));
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, bytes);
            fault = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path));
            Assert.StartsWith($"'{path}' cannot be read. ", fault.Message, StringComparison.Ordinal);
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
            fault = Assert.Throws<InvalidDataException>(() => IdxFile.Map(path));
            Assert.StartsWith($"'{path}' cannot be read. ", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Faults_name_their_files()
    {
        string folder = Directory.CreateTempSubdirectory("relugen-idx-").FullName;
        string images = Path.Combine(folder, "images");
        string labels = Path.Combine(folder, "labels");
        string packed = Path.Combine(folder, "packed.gz");
        try
        {
            File.WriteAllBytes(images, Images);
            File.WriteAllBytes(labels, [0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3]);
            File.WriteAllBytes(packed, Packed(Images));
            using IdxFile two = IdxFile.Read(images);
            using IdxFile three = IdxFile.Map(labels);
            Assert.Equal(
                $"'{labels}' has 3 labels; '{images}' has 2 images. Join files of one data set. (Parameter 'labels')",
                Assert.Throws<ArgumentException>(() => new IdxData<float>(two, three)).Message);
            Assert.Equal(
                $"'{images}' holds items of 6 numbers of type UnsignedByte; labels are one integer each.",
                Assert.Throws<InvalidDataException>(() => new IdxData<float>(two, two)).Message);
            Assert.Equal(
                $"'{packed}' cannot be read. It is packed by gzip and cannot be mapped; use Read, or unpack it.",
                Assert.Throws<InvalidDataException>(() => IdxFile.Map(packed)).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_digits_are_read()
    {
        using IdxFile images = IdxFile.Read(SharedData.Find("data/mnist/test-images-idx3-ubyte.gz"));
        using IdxFile labels = IdxFile.Read(SharedData.Find("data/mnist/test-labels-idx1-ubyte.gz"));
        Assert.Equal((images.Count, 784, 1), (labels.Count, images.ItemSize, labels.ItemSize));
        Assert.All(labels.ToLabels(), label => Assert.InRange(label, 0, 9));
    }

    private static byte[] Packed(byte[] bytes)
    {
        var target = new MemoryStream();
        using (var packer = new GZipStream(target, CompressionLevel.Fastest))
        {
            packer.Write(bytes);
        }

        return target.ToArray();
    }
}
