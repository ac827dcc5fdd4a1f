using System.Numerics;
using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Tool.Compiling;
using ReluGen.Tool.Loading;
using ReluGen.Tool.Verifying.Errors;

namespace ReluGen.Tool.Verifying;

/// <summary>A compiled network with the interpreters that it is held against, and what they gave for the random samples.</summary>
/// <typeparam name="T">The model's element type.</typeparam>
internal sealed class NetworkRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Runs the network on <paramref name="samples"/> random samples, one by one.</summary>
    public NetworkRun(NetworkModel model, NetworkCalls<T> calls, int seed, int samples, CancellationToken cancellation)
    {
        Model = model;
        Calls = calls;
        Cancellation = cancellation;
        Exact = new ExactInterpreter<T>(model);
        Reference = new ReferenceInterpreter(model);
        var random = new RandomSamples(seed);
        Inputs = Enumerable.Range(0, samples).Select(i => random.Row(model.InputSize, 2 * i)).ToArray();
        OutputGradients = Enumerable.Range(0, samples).Select(i => random.Row(model.OutputSize, (2 * i) + 1)).ToArray();
        Outputs = Inputs.Select(Forward).ToArray();
    }

    /// <summary>The model, its values in place.</summary>
    public NetworkModel Model { get; }

    /// <summary>The generated code.</summary>
    public NetworkCalls<T> Calls { get; }

    /// <summary>Says which bits are right.</summary>
    public ExactInterpreter<T> Exact { get; }

    /// <summary>Says what is right.</summary>
    public ReferenceInterpreter Reference { get; }

    /// <summary>Stops the checks.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The random samples.</summary>
    public IReadOnlyList<double[]> Inputs { get; }

    /// <summary>A gradient of the outputs for each of them.</summary>
    public IReadOnlyList<double[]> OutputGradients { get; }

    /// <summary>What the generated code gave for each of them, alone.</summary>
    public IReadOnlyList<T[]> Outputs { get; }

    /// <summary>The generated code's output for one sample.</summary>
    public T[] Forward(double[] input)
    {
        Cancellation.ThrowIfCancellationRequested();
        var output = new T[Model.OutputSize];
        Calls.Forward(Floats.Of<T>(input), output);
        return output;
    }

    /// <summary>The first samples one after the other, in the element type.</summary>
    public static T[] Rows(IReadOnlyList<double[]> samples, int count) =>
        Enumerable.Range(0, count).SelectMany(row => Floats.Of<T>(samples[row % samples.Count])).ToArray();

    /// <summary>The analysis of a sample as the network sees it, rounded to the element type.</summary>
    public ErrorAnalysis Analyse(double[] input) => new(Model, Rounded(input));

    /// <summary>The values as the network sees them.</summary>
    public static double[] Rounded(double[] values) => values.Select(value => double.CreateTruncating(T.CreateTruncating(value))).ToArray();

    /// <summary>Names an element of the outputs: <c>action[2]</c>.</summary>
    public string NameOfOutput(int index) => NameOf(Model.Outputs, index);

    /// <summary>Names an element of the inputs.</summary>
    public string NameOfInput(int index) => NameOf(Model.Inputs, index);

    private string NameOf(EquatableArray<int> ids, int index)
    {
        foreach (int id in ids)
        {
            int count = Model.Values[id].Shape.ElementCount;
            if (index < count)
            {
                return FormattableString.Invariant($"{LoadedModel.NameOf(Model.Values[id])}[{index}]");
            }

            index -= count;
        }

        throw new ArgumentOutOfRangeException(nameof(index));
    }
}
