using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Core.Planning;

/// <summary>Which networks run the same kernels.</summary>
public class KernelSharingTests
{
    private static readonly NetworkCase Network = new("B", [9, 9, 2], [ActivationKind.LeakyRelu, ActivationKind.Identity], 1);

    [Fact]
    public void First_network_of_a_shape_by_name_has_the_kernels() =>
        Assert.Equal(["C of A", "B of A"], Shared(Network with { Name = "C", Seed = 3 }, Network, Network with { Name = "A", Seed = 2 }).Order().Reverse());

    public static TheoryData<string, NetworkCase> Others => new()
    {
        { "sizes", Network with { Sizes = [9, 10, 2] } },
        { "activation", Network with { Activations = [ActivationKind.Relu, ActivationKind.Identity] } },
        { "slope", Network with { Options = [new("Slope", 0.3)] } },
        { "softmax", Network with { Activations = [ActivationKind.LeakyRelu, ActivationKind.Softmax] } },
        { "element", Network with { Element = ElementKind.Double } },
        { "arithmetic", Network with { Arithmetic = ArithmeticKind.Separate } },
        { "bend", Network with { DerivativeAtZero = 0 } },
        { "bias", Network with { UseBias = false } },
        { "training", Network with { IsTrainable = true } },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Network_that_differs_has_kernels_of_its_own(string what, NetworkCase other)
    {
        Assert.NotEmpty(what);
        Assert.Empty(Shared(Network, other with { Name = "A" }));
    }

    [Fact]
    public void Tied_networks_share_where_their_ties_are_the_same()
    {
        NetworkCase square = Network with { Sizes = [9, 9, 9] };
        NetworkCase tied = square with { Ties = [new TiedLayer(1, "hidden")] };
        NetworkCase transposed = square with { Ties = [new TiedLayer(1, "hidden", Transposed: true)] };

        Assert.Equal(["B of A"], Shared(transposed, transposed with { Name = "A", Seed = 2 }));
        Assert.Empty(Shared(square, tied with { Name = "C" }, transposed with { Name = "D" }));
    }

    [Fact]
    public void Trainable_networks_share_whatever_they_start_from() =>
        Assert.Equal(["B of A"], Shared(Network with { IsTrainable = true }, Network with { Name = "A", Seed = 2, IsTrainable = true }));

    [Fact]
    public void Trainable_networks_share_where_they_drop_alike()
    {
        NetworkCase dropped = Network with { IsTrainable = true, Dropout = [null, 0.5] };

        Assert.Equal(["B of A"], Shared(dropped, dropped with { Name = "A", Seed = 2 }));
        Assert.Empty(Shared(dropped, dropped with { Name = "A", Dropout = [null, 0.25] }));
        Assert.Empty(Shared(dropped, dropped with { Name = "A", Dropout = [] }));
    }

    [Fact]
    public void Straight_line_code_shares_nothing()
    {
        NetworkCase small = Network with { Sizes = [2, 3, 2] };

        Assert.Empty(Shared(small, small with { Name = "A" }));
    }

    [Fact]
    public void Graphs_share_whatever_their_constants_are()
    {
        NetworkPlan[] plans = [.. new[] { 1, 2 }.Select(seed => Planner.Plan((Network with { Name = $"N{seed}", Seed = seed }).Build(), PlanOptions.For(NetworkForm.Graph, LaneWidth.Bits512)))];

        Assert.Single(KernelSharing.Find(plans.Select(KernelSharing.ShapeOf).OfType<KernelShape>()));
    }

    private static IEnumerable<string> Shared(params NetworkCase[] networks)
    {
        NetworkPlan[] plans = [.. networks.Select(network => Planner.Plan(network.Build()))];
        EquatableArray<SharedKernels> shared = KernelSharing.Find(plans.Select(KernelSharing.ShapeOf).OfType<KernelShape>());
        return plans.Select(plan => KernelSharing.Apply(plan, shared))
            .Where(plan => plan.KernelOwner != plan.Model.Type)
            .Select(plan => $"{plan.Model.Type.Name} of {plan.KernelOwner.Name}");
    }
}
