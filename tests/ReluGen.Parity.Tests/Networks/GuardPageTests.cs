using System.Numerics;
using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>
/// All spans flush against inaccessible memory, before and behind: an element touched outside of a span ends the
/// process.
/// </summary>
public sealed class GuardPageTests
{
    private static readonly ITestNetwork[] Cases = [.. Chains(), .. Graphs()];

    private static NetworkCase[] Chains() => new[] { 1, 3, 7, 16, 17, 31, 33 }.SelectMany(size => new[]
    {
        new NetworkCase($"Relu{size}", [size, 40, 34 - size], [ActivationKind.Relu, ActivationKind.Sigmoid], 5000 + size),
        new NetworkCase($"Softmax{size}", [34 - size, 5, size], [ActivationKind.Gelu, ActivationKind.Softmax], 5100 + size) { Element = ElementKind.Double },
        new NetworkCase($"LogSoftmax{size}", [34 - size, size], [ActivationKind.LogSoftmax], 5200 + size),
        new NetworkCase($"Identity{size}", [size, 34 - size], [ActivationKind.Identity], 5300 + size) { UseBias = false, Element = ElementKind.Double },
    }).ToArray();

    private static readonly Lazy<NetworkSet> Vector = new(() => NetworkSet.Compile(Cases, NetworkSet.AllWidths));

    /// <summary>The runtime routines that read and write the caller's memory, or rows with nothing between them.</summary>
    private static IEnumerable<GraphCase> Graphs() => Enum.GetValues<ElementKind>().SelectMany(GraphNodeCases.All).Where(network => new[]
    {
        "Negate", "Exponential", "TanhAlone", "Add", "MultiplyRepeated", "Select", "SoftmaxRows", "LogSoftmaxRows", "ReduceMean", "ReduceMaximum", "Place",
        "Concatenate", "Slice", "Transpose", "PadAndTile", "Irregular", "DenseRows", "DenseAcrossLanes", "MatrixProduct", "TwoHeads", "OddOutputs",
    }.Any(kind => network.Name == $"{kind}1{network.Element}"));

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_outside_the_spans_is_touched(string name)
    {
        if (Cases.Single(c => c.Name == name).Element == ElementKind.Float)
        {
            Check(Vector.Value.Get<float>(name));
        }
        else
        {
            Check(Vector.Value.Get<double>(name));
        }
    }

    private static void Check<T>(CompiledNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // One by one, padded, in groups, and in groups of which the last reaches back.
        foreach (int count in new[] { 3, 8, 11, 13, 45 })
        {
            Check(network, count);
        }
    }

    private static void Check<T>(CompiledNetwork<T> network, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NetworkModel model = network.Model;
        T[] inputs = Parity.Convert<T>(network.Case.Samples(count, model.InputSize, 1));
        T[] gradients = Parity.Convert<T>(network.Case.Samples(count, model.OutputSize, 2));
        var exact = new ExactInterpreter<T>(model);
        T[] outputs = Enumerable.Range(0, count).SelectMany(row => exact.Forward(inputs.AsSpan(row * model.InputSize, model.InputSize))).ToArray();
        ExactGradients<T> expected = exact.Backward(inputs, gradients);

        using var input = new GuardedBuffer<T>(inputs.Length);
        using var output = new GuardedBuffer<T>(outputs.Length);
        using var outputGradient = new GuardedBuffer<T>(gradients.Length);
        using var inputGradient = new GuardedBuffer<T>(inputs.Length);
        using var parameterGradient = new GuardedBuffer<T>(model.ParameterCount);
        foreach (Engine<T> engine in network.Engines)
        {
            foreach (GuardedEnd end in Enum.GetValues<GuardedEnd>())
            {
                Span<T> one = output.Take(model.OutputSize, end);
                engine.Forward(input.Copy(inputs.AsSpan(0, model.InputSize), end), one);
                Parity.AssertSame(network, engine, $"output at the {end}", outputs.AsSpan(0, model.OutputSize), one);

                Span<T> all = output.Take(outputs.Length, end);
                engine.ForwardBatch(input.Copy(inputs, end), all, count);
                Parity.AssertSame(network, engine, $"outputs at the {end}", outputs, all);

                Span<T> towardsInput = inputGradient.Take(inputs.Length, end);
                Span<T> towardsParameters = parameterGradient.Take(model.ParameterCount, end);
                engine.Backward(input.Copy(inputs, end), outputGradient.Copy(gradients, end), towardsInput, towardsParameters, count);
                Parity.AssertSame(network, engine, $"input gradients at the {end}", expected.Inputs, towardsInput);
                Parity.AssertSame(network, engine, $"parameter gradient at the {end}", expected.Parameters, towardsParameters);

                engine.Backward(
                    input.Copy(inputs.AsSpan(0, model.InputSize), end),
                    outputGradient.Copy(gradients.AsSpan(0, model.OutputSize), end),
                    inputGradient.Take(model.InputSize, end),
                    parameterGradient.Take(model.ParameterCount, end),
                    1);
            }
        }
    }
}
