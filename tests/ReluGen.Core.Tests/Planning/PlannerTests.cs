using ReluGen.Emit;
using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Core.Planning;

/// <summary>The planner's choices: they show in the time alone, so no other test would see a bad one.</summary>
public class PlannerTests
{
    public static TheoryData<LaneWidth, ElementKind> Widths =>
        new(from width in Enum.GetValues<LaneWidth>() from element in Enum.GetValues<ElementKind>() select (width, element));

    [Theory]
    [MemberData(nameof(Widths))]
    public void Tiles_of_every_shape_fit_in_the_registers(LaneWidth width, ElementKind element)
    {
        var lanes = new Lanes(width, element);
        int[] sizes = [1, 2, 5, 10, 15, 16, 17, 33, 50, 64, 128, 784];
        foreach (int outputs in sizes)
        {
            foreach (int terms in sizes)
            {
                var order = SumOrder.For(outputs, terms);
                foreach (DenseTiles tiles in new[] { TilePlanner.Single(lanes, outputs, order), TilePlanner.Rows(lanes, outputs, order) })
                {
                    int registers = Registers(lanes, order, tiles);
                    Assert.True(registers <= lanes.Registers || !lanes.IsVector, $"{outputs} outputs, {terms} terms: {tiles} takes {registers} registers");
                    Assert.Equal(0, TilePlanner.RowSamples % tiles.Samples);
                }
            }
        }
    }

    [Fact]
    public void Wide_layers_take_six_samples_by_as_many_vectors_as_fit()
    {
        var order = new SumOrder(784, 1);

        Assert.Equal(new OutputTiles(6, new Tiling(4, 4, 0)), TilePlanner.Rows(new Lanes(LaneWidth.Bits512, ElementKind.Float), 256, order));
        Assert.Equal(new OutputTiles(6, new Tiling(16, 2, 0)), TilePlanner.Rows(new Lanes(LaneWidth.Bits256, ElementKind.Float), 256, order));
    }

    [Theory]
    [InlineData(LaneWidth.Bits512, ElementKind.Float, 10, 2, 10)]
    [InlineData(LaneWidth.Bits512, ElementKind.Float, 4, 6, 4)]
    [InlineData(LaneWidth.Bits512, ElementKind.Float, 20, 3, 8)]
    [InlineData(LaneWidth.Bits512, ElementKind.Double, 10, 3, 4)]
    [InlineData(LaneWidth.Bits256, ElementKind.Float, 10, 1, 6)]
    [InlineData(LaneWidth.Bits256, ElementKind.Float, 1, 6, 1)]
    [InlineData(LaneWidth.Bits128, ElementKind.Double, 10, 1, 1)]
    public void Sums_across_lanes_share_the_inputs_of_as_many_samples_as_pay(LaneWidth width, ElementKind element, int outputs, int samples, int tile)
    {
        var order = SumOrder.For(outputs, 784);

        Assert.True(order.IsAcrossLanes);
        Assert.Equal(new TermTiles(samples, tile), TilePlanner.Rows(new Lanes(width, element), outputs, order));
    }

    [Theory]
    [InlineData(48, 2, 5, 50, 50, 50, 50, 5)]
    [InlineData(64, 0, 5, 50, 50, 5)]
    [InlineData(64, 0, 5, 53, 53, 53, 53, 5)]
    public void Padding_is_left_out_where_it_crowds_the_cache(int stride, int tail, params int[] sizes)
    {
        LayerPlan hidden = Plan(sizes).Layers[1];

        Assert.Equal((stride, tail), (hidden.PanelStride, hidden.TailUnits));
    }

    [Theory]
    [InlineData(NetworkForm.StraightLine, 8, 8)]
    [InlineData(NetworkForm.Vector, 13, 5)]
    public void Form_follows_the_number_of_weights(NetworkForm form, int inputs, int units) =>
        Assert.Equal(form, Plan(inputs, units).Form);

    [Theory]
    [InlineData(true, 5, 50, 50, 5)]
    [InlineData(true, 4, 16, 16, 2)]
    [InlineData(false, 64, 64, 64, 10)]
    [InlineData(false, 784, 256, 256, 10)]
    [InlineData(false, 784, 10)]
    public void Samples_lie_in_lanes_where_that_saves_a_tenth(bool inLanes, params int[] sizes) =>
        Assert.Equal(inLanes, Plan(sizes).Widths[0].Block is not null);

    [Theory]
    [InlineData(1, 784, 128, 10)]
    [InlineData(4, 784, 256, 256, 10)]
    public void Groups_of_samples_share_weights_that_crowd_the_second_level_cache(int groups, params int[] sizes) =>
        Assert.Equal(groups, Plan(sizes).RowGroups);

    [Theory]
    [InlineData("while (count > 2)", 784, 128, 10)]
    [InlineData("while (count > 1)", 784, 256, 256, 10)]
    public void Last_two_samples_reach_back_where_weights_are_far(string loop, params int[] sizes) =>
        Assert.Contains(loop, NetworkEmitter.Emit(Plan(sizes)).Single(file => file.Concern == "Batch").Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(true, 4, 32, 16, 4)]
    [InlineData(false, 64, 64)]
    public void Single_sample_is_unrolled_up_to_the_limit(bool isUnrolled, params int[] sizes) =>
        Assert.Equal(isUnrolled, Plan(sizes).Widths[0].IsUnrolled);

    private static NetworkPlan Plan(params int[] sizes) => Planner.Plan(
        new NetworkCase("Net", sizes, [.. Enumerable.Repeat(ActivationKind.Relu, sizes.Length - 1)], 1).Build());

    /// <summary>Sums, and what they are computed from: several samples share weights; a single one reads them from memory.</summary>
    private static int Registers(Lanes lanes, SumOrder order, DenseTiles tiles) => tiles switch
    {
        OutputTiles { Samples: 1 } outputs => (outputs.Columns.Size * order.Chains) + 1,
        OutputTiles outputs => (outputs.Samples * outputs.Columns.Size * order.Chains) + outputs.Columns.Size + 1,
        TermTiles terms => (SumOrder.LaneChains / lanes.Count * terms.Samples * terms.Outputs) + 1,
        _ => throw new ArgumentOutOfRangeException(nameof(tiles)),
    };
}
