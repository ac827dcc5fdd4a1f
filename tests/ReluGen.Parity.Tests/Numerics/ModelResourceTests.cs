using System.Reflection;
using System.Runtime.InteropServices;
using ReluGen.Numerics;

namespace ReluGen.Tests.Parity.Numerics;

/// <summary>Weights in a resource: in place where they can be, else from a copy; what is missing or short is named.</summary>
public sealed class ModelResourceTests
{
    private static readonly float[] Values = [.. Enumerable.Range(0, 100).Select(i => i / 8f)];

    [Fact]
    public unsafe void Memory_that_is_aligned_is_read_in_place()
    {
        fixed (float* start = Values)
        {
            var assembly = new ResourceAssembly(new UnmanagedMemoryStream((byte*)start, 400));
            ReadOnlySpan<float> read = ModelResource.Open<float>(assembly, "weights", 100).Read<float>(16, 4);
            Assert.Equal(Values.AsSpan(16, 4), read);
            Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(ref MemoryMarshal.GetReference(read), ref Values[16]));
        }
    }

    [Fact]
    public unsafe void Memory_that_is_not_aligned_is_copied()
    {
        // Arrays start on multiples of 8.
        byte[] bytes = [0, .. MemoryMarshal.AsBytes<float>(Values)];
        fixed (byte* start = bytes)
        {
            var assembly = new ResourceAssembly(new UnmanagedMemoryStream(start + 1, 400));
            ReadOnlySpan<float> read = ModelResource.Open<float>(assembly, "weights", 100).Read<float>(0, 100);
            Assert.Equal(Values, read);
            fixed (float* copy = read)
            {
                Assert.Equal(0, (nint)copy % 4);
            }
        }
    }

    [Fact]
    public void Stream_that_is_no_memory_is_copied()
    {
        var assembly = new ResourceAssembly(new MemoryStream(MemoryMarshal.AsBytes<float>(Values).ToArray()));
        Assert.Equal(Values.AsSpan(90, 10), ModelResource.Open<float>(assembly, "weights", 100).Read<float>(90, 10));
    }

    [Fact]
    public void Missing_resource_is_named()
    {
        string message = Assert.Throws<InvalidOperationException>(() => ModelResource.Open<float>(new ResourceAssembly(null), "weights", 1)).Message;
        Assert.StartsWith("The resource 'weights' with the network's weights is missing from Fake", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Short_resource_is_refused_with_both_numbers()
    {
        string message = Assert.Throws<InvalidOperationException>(() => ModelResource.Open<float>(new ResourceAssembly(new MemoryStream(new byte[399])), "weights", 100)).Message;
        Assert.StartsWith("The resource 'weights' has 399 bytes; the network needs 400.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_behind_the_end_is_refused()
    {
        ModelResource resource = ModelResource.Open<float>(new ResourceAssembly(new MemoryStream(new byte[400])), "weights", 100);
        Assert.Throws<ArgumentOutOfRangeException>(() => resource.Read<float>(98, 3).Length);
    }

    private sealed class ResourceAssembly(Stream? stream) : Assembly
    {
        public override Stream? GetManifestResourceStream(string name) => stream;

        public override AssemblyName GetName() => new("Fake");
    }
}
