using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>What a network of several inputs and outputs promises beside its results.</summary>
public sealed class GraphMemberTests
{
    private static readonly GraphCase Case = new("Policy", ElementKind.Float, 13000, (graph, _) =>
    {
        int observation = graph.Input("observation", 21);
        int state = graph.Input("Recurrent State", 3);
        int hidden = graph.Activation(graph.Dense(graph.Concatenate(observation, state), 20), ActivationKind.Relu);
        return [graph.Softmax(graph.Dense(hidden, 4)), graph.Dense(hidden, 1)];
    });

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile([Case], options: null));

    private delegate void ForwardParts(ReadOnlySpan<float> observation, ReadOnlySpan<float> recurrentState, Span<float> softmax, Span<float> dense);

    private static ForwardParts Forward => Networks.Value.TypeOf("Policy")
        .GetMethod("Forward", [typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<float>), typeof(Span<float>), typeof(Span<float>)])!
        .CreateDelegate<ForwardParts>();

    [Fact]
    public void Parts_have_names_places_and_sizes()
    {
        Type type = Networks.Value.TypeOf("Policy");
        (string Name, int Value)[] constants = [.. type.GetFields().Select(field => (field.Name, (int)field.GetRawConstantValue()!))];
        Assert.Equal(
            [
                ("InputSize", 24), ("OutputSize", 5), ("ParameterCount", 605),
                ("ObservationOffset", 0), ("ObservationSize", 21), ("RecurrentStateOffset", 21), ("RecurrentStateSize", 3),
                ("SoftmaxOffset", 0), ("SoftmaxSize", 4), ("DenseOffset", 4), ("DenseSize", 1),
            ],
            constants);
    }

    [Fact]
    public void A_span_for_each_part_gives_the_same_bits_and_allocates_nothing()
    {
        float[] input = Parity.Convert<float>(Case.Samples(1, 24, 1));
        var expected = new float[5];
        Networks.Value.Get<float>("Policy").Public.Forward(input, expected);
        var policy = new float[4];
        var value = new float[1];
        ForwardParts forward = Forward;
        forward(input.AsSpan(0, 21), input.AsSpan(21, 3), policy, value);
        float[] actual = [.. policy, .. value];
        Assert.Equal(expected, actual);

        long before = GC.GetAllocatedBytesForCurrentThread();
        forward(input.AsSpan(0, 21), input.AsSpan(21, 3), policy, value);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Wrong_part_is_refused_by_name()
    {
        ForwardParts forward = Forward;
        var memory = new float[30];
        Assert.Contains("'recurrentState' has 4 elements; the network needs 3", Fault(() => forward(memory.AsSpan(0, 21), new float[4], new float[4], new float[1])), StringComparison.Ordinal);
        Assert.Contains("'dense' has 2 elements; the network needs 1", Fault(() => forward(memory.AsSpan(0, 21), new float[3], new float[4], new float[2])), StringComparison.Ordinal);
        Assert.Contains("'softmax' overlaps 'observation'", Fault(() => forward(memory.AsSpan(0, 21), new float[3], memory.AsSpan(20, 4), new float[1])), StringComparison.Ordinal);
        Assert.Contains("'dense' overlaps 'softmax'", Fault(() => forward(new float[21], new float[3], memory.AsSpan(20, 4), memory.AsSpan(23, 1))), StringComparison.Ordinal);
    }

    private static string Fault(Action call) => Assert.Throws<ArgumentException>(call).Message;
}
