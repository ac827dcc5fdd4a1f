namespace ReluGen.Tests.Training.Running;

/// <summary>Counts what calls allocate.</summary>
internal static class Allocation
{
    /// <summary>The bytes that a second call allocates on this thread.</summary>
    public static long OfSecondCall(Action call)
    {
        call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
