using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>
/// Both forms of a batch on networks that the cost model would give only one of them, and single samples with loops and
/// without: sums in one, two and four chains and across lanes, with every kind of last term.
/// </summary>
public sealed class KernelFormParityTests
{
    private static readonly int[][] Shapes =
    [
        [4, 16, 16, 2], [4, 32, 16, 4], [24, 8, 2], [5, 50, 50, 5], [3, 33, 1], [70, 20, 10], [131, 1], [97, 18, 66], [200, 10], [1, 7, 1],
    ];

    private static readonly (NetworkCase Case, PlanOptions? Options)[] Cases = Shapes.SelectMany((sizes, i) =>
        from element in Enum.GetValues<ElementKind>()
        from form in new[] { BatchForm.Samples, BatchForm.Outputs, BatchForm.Groups }
        select (Case(sizes, i, element, form), (PlanOptions?)Options(form))).ToArray();

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(Cases));

    /// <summary>What a batch is done in.</summary>
    private enum BatchForm
    {
        /// <summary>Samples in lanes.</summary>
        Samples,

        /// <summary>Outputs in lanes, one group of samples through all layers.</summary>
        Outputs,

        /// <summary>Outputs in lanes, several groups one after the other in each layer.</summary>
        Groups,
    }

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Case.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Form_has_the_interpreters_bits(string name)
    {
        if (Cases.Single(c => c.Case.Name == name).Case.Element == ElementKind.Float)
        {
            Parity.Check(Networks.Value.Get<float>(name));
        }
        else
        {
            Parity.Check(Networks.Value.Get<double>(name));
        }
    }

    [Fact]
    public void Shapes_take_every_kind_of_sum_and_of_single_sample()
    {
        NetworkPlan[] plans = [.. Cases.Select(c => Planner.Plan(c.Case.Build(), c.Options))];
        int[] chains = [.. plans.SelectMany(plan => plan.Layers).Select(layer => layer.Dense.ForwardOrder.Chains).Distinct().Order()];

        Assert.Equal([1, 2, 4, 16], chains);
        Assert.Contains(plans, plan => plan.Widths[0].IsUnrolled);
        Assert.Contains(plans, plan => !plan.Widths[0].IsUnrolled);
        Assert.All(plans, plan => Assert.Equal(plan.Widths[0].Block is null, Cases.Single(c => c.Case.Name == plan.Model.Type.Name).Options!.Batch == BatchLanes.Outputs));
    }

    private static PlanOptions Options(BatchForm form) => NetworkSet.AllWidths with
    {
        Batch = form == BatchForm.Samples ? BatchLanes.Samples : BatchLanes.Outputs,
        RowGroups = form == BatchForm.Groups ? 4 : 1,
    };

    private static NetworkCase Case(int[] sizes, int index, ElementKind element, BatchForm form)
    {
        // A pass, none, and a softmax on the last layer in turn.
        ActivationKind[] last = [ActivationKind.Identity, ActivationKind.Sigmoid, ActivationKind.Softmax, ActivationKind.Relu];
        ActivationKind[] hidden = [ActivationKind.Relu, ActivationKind.Tanh, ActivationKind.LeakyRelu];
        return new NetworkCase(
            $"Shape{string.Join("x", sizes)}{element}{form}",
            sizes,
            [.. Enumerable.Range(0, sizes.Length - 2).Select(layer => hidden[(index + layer) % hidden.Length]), last[index % last.Length]],
            7000 + index)
        {
            Element = element,
            UseBias = index % 3 != 2,
            Arithmetic = (ArithmeticKind)(index / 2 % 2),
        };
    }
}
