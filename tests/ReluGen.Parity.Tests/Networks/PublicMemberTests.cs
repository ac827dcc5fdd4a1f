using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>What the public members promise beside their results: agreeing overloads, thread safety, checked arguments.</summary>
public sealed class PublicMemberTests
{
    private static readonly NetworkCase[] Cases =
    [
        new("Lesson", [1, 2, 1], [ActivationKind.Relu, ActivationKind.Relu], 6000),
        new("OneOutput", [40, 12, 1], [ActivationKind.Tanh, ActivationKind.Sigmoid], 6001),
        new("OneInput", [1, 70, 3], [ActivationKind.SoftPlus, ActivationKind.Softmax], 6002),
        new("Wide", [300, 600, 10], [ActivationKind.Relu, ActivationKind.LogSoftmax], 6003),
        new("OneOne", [1, 80, 1], [ActivationKind.Gelu, ActivationKind.Identity], 6004) { Element = ElementKind.Double },
    ];

    private static readonly Lazy<NetworkSet> Networks = new(() => NetworkSet.Compile(Cases, options: null));

    public static TheoryData<string> Floats => [.. Cases.Where(c => c.Element == ElementKind.Float).Select(c => c.Name)];

    [Fact]
    public void Scalar_overloads_agree_with_spans()
    {
        Type lesson = TypeOf("Lesson");
        var forward = lesson.GetMethod("Forward", [typeof(float)])!.CreateDelegate<Func<float, float>>();
        var backward = lesson.GetMethod("Backward", [typeof(float), typeof(float)])!.CreateDelegate<Func<float, float, float>>();
        var oneOutput = TypeOf("OneOutput").GetMethod("Forward", [typeof(ReadOnlySpan<float>)])!.CreateDelegate<SpanToNumber>();
        var oneInput = TypeOf("OneInput").GetMethod("Forward", [typeof(float), typeof(Span<float>)])!.CreateDelegate<NumberToSpan>();
        var oneOne = TypeOf("OneOne").GetMethod("Forward", [typeof(double)])!.CreateDelegate<Func<double, double>>();
        var oneOneBackward = TypeOf("OneOne").GetMethod("Backward", [typeof(double), typeof(double)])!.CreateDelegate<Func<double, double, double>>();

        CompiledNetwork<float> network = Networks.Value.Get<float>("Lesson");
        var output = new float[1];
        network.Public.Forward([0.3f], output);
        Assert.Equal(output[0], forward(0.3f));
        network.Public.Backward([0.3f], [2f], output, default, 1);
        Assert.Equal(output[0], backward(0.3f, 2f));

        var forty = new float[40];
        Networks.Value.Get<float>("OneOutput").Public.Forward(forty, output);
        Assert.Equal(output[0], oneOutput(forty));

        var three = new float[3];
        var expected = new float[3];
        Networks.Value.Get<float>("OneInput").Public.Forward([0.3f], expected);
        oneInput(0.3f, three);
        Assert.Equal(expected, three);

        var wide = new double[1];
        Networks.Value.Get<double>("OneOne").Public.Forward([0.3], wide);
        Assert.Equal(wide[0], oneOne(0.3));
        Networks.Value.Get<double>("OneOne").Public.Backward([0.3], [2.0], wide, default, 1);
        Assert.Equal(wide[0], oneOneBackward(0.3, 2));
    }

    [Theory]
    [MemberData(nameof(Floats))]
    public void Threads_get_the_same_bits_from_one_network(string name)
    {
        CompiledNetwork<float> network = Networks.Value.Get<float>(name);
        const int Count = 35;
        float[] inputs = Parity.Convert<float>(network.Case.Samples(Count, network.Model.InputSize, 1));
        float[] gradients = Parity.Convert<float>(network.Case.Samples(Count, network.Model.OutputSize, 2));
        float[][] results = new float[8][];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = results.Length }, thread =>
        {
            for (int round = 0; round < 20; round++)
            {
                var outputs = new float[gradients.Length];
                var inputGradients = new float[inputs.Length];
                var parameterGradient = new float[network.Model.ParameterCount];
                network.Public.ForwardBatch(inputs, outputs, Count);
                network.Public.Backward(inputs, gradients, inputGradients, parameterGradient, Count);
                float[] result = [.. outputs, .. inputGradients, .. parameterGradient];
                Assert.True(results[thread] is null || results[thread].AsSpan().SequenceEqual(result));
                results[thread] = result;
            }
        });
        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    [Fact]
    public void Wrong_length_is_refused_with_the_name_and_both_numbers()
    {
        Engine<float> network = Networks.Value.Get<float>("Wide").Public;
        int parameters = Networks.Value.Get<float>("Wide").Model.ParameterCount;
        Refused("input", 299, 300, () => network.Forward(new float[299], new float[10]));
        Refused("output", 11, 10, () => network.Forward(new float[300], new float[11]));
        Refused("inputs", 601, 300, () => network.ForwardBatch(new float[601], new float[20], 2));
        Refused("outputs", 19, 20, () => network.ForwardBatch(new float[600], new float[19], 2));
        Refused("input", 301, 300, () => network.Backward(new float[301], new float[10], new float[300], default, 1));
        Refused("outputGradient", 9, 10, () => network.Backward(new float[300], new float[9], new float[300], default, 1));
        Refused("inputGradient", 0, 300, () => network.Backward(new float[300], new float[10], default, default, 1));
        Refused("inputGradient", 1, 300, () => network.Backward(new float[300], new float[10], new float[1], new float[parameters], 1));
        Refused("parameterGradient", 7, parameters, () => network.Backward(new float[300], new float[10], default, new float[7], 1));
        Refused("inputs", 599, 300, () => network.Backward(new float[599], new float[20], new float[600], default, 2));
        Refused("outputGradients", 10, 20, () => network.Backward(new float[600], new float[10], new float[600], default, 2));
        Refused("inputGradients", 300, 600, () => network.Backward(new float[600], new float[20], new float[300], default, 2));
        Refused("inputGradients", 300, 600, () => network.Backward(new float[600], new float[20], new float[300], new float[parameters], 2));
        Refused("parameterGradient", 7, parameters, () => network.Backward(new float[600], new float[20], default, new float[7], 2));
    }

    [Fact]
    public void Overlapping_result_is_refused()
    {
        Engine<float> network = Networks.Value.Get<float>("Wide").Public;
        int parameters = Networks.Value.Get<float>("Wide").Model.ParameterCount;
        var memory = new float[parameters + 1000];
        Refused("output", "input", () => network.Forward(memory.AsSpan(0, 300), memory.AsSpan(299, 10)));
        Refused("outputs", "inputs", () => network.ForwardBatch(memory.AsSpan(0, 600), memory.AsSpan(10, 20), 2));
        Refused("inputGradient", "input", () => network.Backward(memory.AsSpan(0, 300), new float[10], memory.AsSpan(0, 300), default, 1));
        Refused("inputGradient", "outputGradient", () => network.Backward(new float[300], memory.AsSpan(0, 10), memory.AsSpan(9, 300), default, 1));
        Refused("parameterGradient", "input", () => network.Backward(memory.AsSpan(0, 300), new float[10], default, memory.AsSpan(5, parameters), 1));
        Refused("parameterGradient", "outputGradients", () => network.Backward(new float[600], memory.AsSpan(0, 20), default, memory.AsSpan(5, parameters), 2));
        Refused("parameterGradient", "inputGradients", () => network.Backward(new float[600], new float[20], memory.AsSpan(0, 600), memory.AsSpan(5, parameters), 2));
        Refused("inputGradients", "inputs", () => network.Backward(memory.AsSpan(0, 600), new float[20], memory.AsSpan(1, 600), new float[parameters], 2));
    }

    private delegate float SpanToNumber(ReadOnlySpan<float> input);

    private delegate void NumberToSpan(float input, Span<float> output);

    private static Type TypeOf(string name) => Networks.Value.TypeOf(name);

    private static void Refused(string name, int length, int expected, Action call)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(call);
        Assert.Equal(name, fault.ParamName);
        Assert.Contains($"'{name}' has {length} elements", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected.ToString(System.Globalization.CultureInfo.InvariantCulture), fault.Message, StringComparison.Ordinal);
    }

    private static void Refused(string result, string other, Action call)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(call);
        Assert.Equal(result, fault.ParamName);
        Assert.StartsWith($"'{result}' overlaps '{other}'", fault.Message, StringComparison.Ordinal);
    }
}
