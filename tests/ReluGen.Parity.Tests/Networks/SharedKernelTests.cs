using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Networks of one shape run the kernels of the first, each with its own parameters.</summary>
public sealed class SharedKernelTests
{
    private static readonly NetworkCase[] Cases =
    [
        .. from element in Enum.GetValues<ElementKind>()
           from isTrainable in new[] { false, true }
           from seed in new[] { 1, 2, 3 }
           select new NetworkCase($"Shared{element}{(isTrainable ? "Trained" : "")}{seed}", [5, 19, 3], [ActivationKind.Tanh, ActivationKind.Identity], seed)
           {
               Element = element,
               IsTrainable = isTrainable,
           },
    ];

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(Cases, NetworkSet.AllWidths));

    public static TheoryData<string> Names => [.. Cases.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_has_its_own_bits(string name)
    {
        if (name.Contains("Float", StringComparison.Ordinal))
        {
            Parity.Check(Networks.Value.Get<float>(name));
        }
        else
        {
            Parity.Check(Networks.Value.Get<double>(name));
        }
    }

    [Fact]
    public void Kernels_are_compiled_once_a_shape() =>
        Assert.Equal(4, Networks.Value.TypeOf(Cases[0].Name).Assembly.GetTypes().Count(type => type.Name == "Kernels512"));
}
