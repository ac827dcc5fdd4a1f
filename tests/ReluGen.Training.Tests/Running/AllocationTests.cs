namespace ReluGen.Tests.Training.Running;

/// <summary>The measurement that the allocation tests rest on.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Allocation_is_noticed() => Assert.NotEqual(0, Allocation.OfSecondCall(() => GC.KeepAlive(new object())));
}
