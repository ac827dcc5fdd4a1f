using System.Reflection;
using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>
/// No public method of a generated type allocates after a thread's first call: every method that reflection finds, in float
/// and double, straight-line and vector form, on classes and static classes.
/// </summary>
public sealed class AllocationTests
{
    /// <summary>Rows beyond a chunk of 32 and a tile of 6.</summary>
    private const int Rows = 40;

    /// <summary>Sizes that together have every overload; the last needs more scratch memory than the stack gives.</summary>
    private static readonly int[][] Sizes = [[1, 2, 1], [3, 4, 1], [1, 5, 3], [2, 3, 2], [300, 600, 10]];

    private static readonly NetworkCase[] Cases =
    [
        .. from sizes in Sizes
           from element in Enum.GetValues<ElementKind>()
           from isStatic in new[] { false, true }
           let name = $"{(isStatic ? "Static" : "Class")}{element}{string.Join("x", sizes)}"
           let last = sizes[^1] == 1 ? ActivationKind.Gelu : ActivationKind.Softmax
           select new NetworkCase(name, sizes, [ActivationKind.Tanh, last], 8000) { Element = element, IsStatic = isStatic },
    ];

    private static readonly Lazy<NetworkSet> StraightLine =
        new(() => NetworkSet.Compile(Cases.Where(network => network.Sizes[0] < 100), NetworkSet.StraightLine));

    private static readonly Lazy<NetworkSet> Vector =
        new(() => NetworkSet.Compile(Cases, PlanOptions.Default with { Form = NetworkForm.Vector }));

    public static TheoryData<string, bool> Names =>
    [
        .. Cases.Select(network => (network.Name, true)),
        .. Cases.Where(network => network.Sizes[0] < 100).Select(network => (network.Name, false)),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_public_method_allocates(string name, bool isVector)
    {
        Type type = (isVector ? Vector : StraightLine).Value.TypeOf(name);
        if (Cases.Single(network => network.Name == name).Element == ElementKind.Float)
        {
            Check(type, MethodCalls<float>.Bind);
        }
        else
        {
            Check(type, MethodCalls<double>.Bind);
        }
    }

    [Fact]
    public void Allocation_is_noticed() => Assert.NotEqual(0, Measure(() => GC.KeepAlive(new object())));

    private static void Check(Type type, Func<MethodInfo, int, Action> bind)
    {
        // Get-accessors of constants in the contract are explicit implementations, which are private.
        MethodInfo[] methods = type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly);
        Assert.True(methods.Length >= 6, $"{methods.Length} methods");
        foreach (MethodInfo method in methods)
        {
            // The first call, with as little as can be, prepares for all that follow.
            int[] counts = method.Name.EndsWith("Batch", StringComparison.Ordinal) ? [0, 1, 2, 7, Rows] : [1];
            bind(method, counts[0])();
            foreach (int rows in counts)
            {
                Assert.True(Measure(bind(method, rows)) == 0, $"{method} with {rows} rows allocates");
            }
        }
    }

    /// <summary>What a call allocates on this thread.</summary>
    private static long Measure(Action call)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
