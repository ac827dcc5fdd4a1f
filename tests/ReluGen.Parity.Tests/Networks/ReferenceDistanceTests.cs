using System.Numerics;
using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>
/// How far generated code is from the double reference: within the error that the roundings of each network explain.
/// The bits alone would not show that both exact engines compute the wrong thing.
/// </summary>
public sealed class ReferenceDistanceTests
{
    private const int Rows = 40;

    private static readonly NetworkCase[] Cases = Enum.GetValues<ActivationKind>().SelectMany((kind, i) => new[]
    {
        Case(kind, ElementKind.Float, i),
        Case(kind, ElementKind.Double, i),
    }).ToArray();

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(Cases, options: null));

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Distance_to_the_double_reference_is_explained_by_roundings(string name)
    {
        if (Cases.Single(c => c.Name == name).Element == ElementKind.Float)
        {
            Check(Networks.Value.Get<float>(name));
        }
        else
        {
            Check(Networks.Value.Get<double>(name));
        }
    }

    private static void Check<T>(CompiledNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NetworkModel model = network.Model;
        double[] inputs = network.Case.Samples(Rows, model.InputSize, stream: 1);
        double[] outputGradients = network.Case.Samples(Rows, model.OutputSize, stream: 2);
        var parameterSum = new double[model.ParameterCount];
        var parameterBound = new double[model.ParameterCount];
        var parameterMagnitude = new double[model.ParameterCount];
        RunningError analysis = null!;

        for (int row = 0; row < Rows; row++)
        {
            double[] input = inputs[(row * model.InputSize)..((row + 1) * model.InputSize)];
            double[] gradient = outputGradients[(row * model.OutputSize)..((row + 1) * model.OutputSize)];
            analysis = new RunningError(model, input, gradient);

            var output = new T[model.OutputSize];
            var inputGradient = new T[model.InputSize];
            var parameterGradient = new T[model.ParameterCount];
            network.Public.Forward(Parity.Convert<T>(input), output);
            network.Public.Backward(Parity.Convert<T>(input), Parity.Convert<T>(gradient), inputGradient, parameterGradient, 1);

            AssertWithin(network, $"output of sample {row}", analysis.Output, output, analysis.OutputErrors);
            AssertWithin(network, $"input gradient of sample {row}", analysis.Reference.Input, inputGradient, analysis.InputErrors);
            AssertWithin(network, $"parameter gradient of sample {row}", analysis.Reference.Parameters, parameterGradient, analysis.ParameterErrors);
            for (int i = 0; i < parameterSum.Length; i++)
            {
                parameterSum[i] += analysis.Reference.Parameters[i];
                parameterBound[i] += analysis.ParameterErrors[i];
                parameterMagnitude[i] += analysis.ParameterMagnitudes[i];
            }
        }

        var batch = new T[model.ParameterCount];
        network.Public.Backward(Parity.Convert<T>(inputs), Parity.Convert<T>(outputGradients), default, batch, Rows);
        double[] bounds = parameterBound.Select((bound, i) => bound + analysis.SampleSumError(Rows, parameterMagnitude[i])).ToArray();
        AssertWithin(network, $"parameter gradient of {Rows} samples against the sum of single ones", parameterSum, batch, bounds);
    }

    private static void AssertWithin<T>(CompiledNetwork<T> network, string what, double[] expected, T[] actual, double[] bounds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double distance = Math.Abs(double.CreateTruncating(actual[i]) - expected[i]);
            if (!(distance <= bounds[i]))
            {
                Assert.Fail($"{network.Case}\n{what}, element {i}: {Ulp.Describe(T.CreateTruncating(expected[i]), actual[i])}, {distance:g3} apart, {bounds[i]:g3} explained");
            }
        }
    }

    private static NetworkCase Case(ActivationKind kind, ElementKind element, int seed)
    {
        ActivationKind hidden = kind is ActivationKind.Softmax or ActivationKind.LogSoftmax ? ActivationKind.Relu : kind;
        return new NetworkCase($"{kind}{element}", [5, 24, 7], [hidden, kind], 4000 + seed) { Element = element };
    }
}
