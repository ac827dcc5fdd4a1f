using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Readers;

namespace ReluGen.Tests.Shared.Conformance;

/// <summary>How a case ended.</summary>
public enum ConformanceVerdict
{
    /// <summary>All outputs are right.</summary>
    Passed,

    /// <summary>The importer said why it cannot be.</summary>
    Refused,

    /// <summary>Anything else.</summary>
    Failed,
}

/// <summary>How a case ended, and why.</summary>
/// <param name="Verdict">How it ended.</param>
/// <param name="Reason">Why it was refused or failed; empty where it passed.</param>
public sealed record ConformanceOutcome(ConformanceVerdict Verdict, string Reason)
{
    /// <summary>Runs a case.</summary>
    /// <param name="item">The case.</param>
    /// <param name="forward">From a model and its inputs, one after the other, to its outputs, one after the other.</param>
    public static ConformanceOutcome Of(ConformanceCase item, Func<NetworkModel, double[], double[]> forward)
    {
        var options = new ImportOptions(new EquatableArray<string>(item.Outputs.Keys));
        ImportResult result = OnnxImporter.Import(item.Model, options, "model.onnx", new string('0', 64));
        if (result.Problems.Count > 0 || result.Model is null || result.Refused.Count > 0)
        {
            string[] reasons = [.. result.Problems, .. result.Unsupported.Select(node => $"{node.Operator}: {node.Reason} {node.Remedy}")];
            return reasons.Length > 0
                ? new ConformanceOutcome(ConformanceVerdict.Refused, string.Join(" ", reasons))
                : new ConformanceOutcome(ConformanceVerdict.Failed, "Refused without a reason.");
        }

        double[] outputs = forward(result.Model, Input(result.Model, item));
        string difference = Difference(result.Model, item, outputs);
        return new ConformanceOutcome(difference.Length == 0 ? ConformanceVerdict.Passed : ConformanceVerdict.Failed, difference);
    }

    /// <summary>The case's inputs in the model's order, one after the other.</summary>
    public static double[] Input(NetworkModel model, ConformanceCase item) =>
        model.Inputs.SelectMany(id => Numbers(item.Inputs[model.Values[id].SourceName!])).ToArray();

    /// <summary>A tensor's elements as numbers.</summary>
    public static IEnumerable<double> Numbers(NamedTensor tensor) =>
        tensor.IsInteger ? tensor.Integers.Select(value => (double)value) : tensor.Values;

    private static string Difference(NetworkModel model, ConformanceCase item, double[] outputs)
    {
        int start = 0;
        foreach ((int id, string name) in model.Outputs.Zip(item.Outputs.Keys))
        {
            Value value = model.Values[id];
            NamedTensor expected = item.Outputs[name];
            if (!value.Shape.Dimensions.SequenceEqual(expected.Shape))
            {
                return $"{name} is of shape [{string.Join(", ", value.Shape.Dimensions)}] instead of [{string.Join(", ", expected.Shape)}].";
            }

            double[] numbers = Numbers(expected).ToArray();
            for (int i = 0; i < numbers.Length; i++)
            {
                double actual = outputs[start + i];
                if (!IsNear(actual, numbers[i]))
                {
                    return FormattableString.Invariant($"{name}[{i}] is {actual:R} instead of {numbers[i]:R}.");
                }
            }

            start += numbers.Length;
        }

        return "";
    }

    private static bool IsNear(double actual, double expected) =>
        actual.Equals(expected) || Math.Abs(actual - expected) <= Tolerances.Conformance * (1 + Math.Abs(expected));
}
