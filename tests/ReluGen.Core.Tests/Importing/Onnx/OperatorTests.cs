using ReluGen.Importing;
using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Readers;
using ReluGen.Readers.Onnx;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>Each operator against ONNX Runtime, and its gradient against central differences.</summary>
public sealed class OperatorTests
{
    public static TheoryData<string> Operators() => [.. OperatorCases.All().Select(item => item.Operator).Distinct()];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Operator_gives_what_the_runtime_gives(string name)
    {
        foreach (OperatorCase item in OperatorCases.All().Where(item => item.Operator == name))
        {
            byte[] file = item.ToFile();
            NetworkModel model = Import(item, file);
            double[] input = Samples(item, model);
            double[] actual = new ReferenceInterpreter(model).Forward(input);
            int start = 0;
            foreach (((int[] shape, double[] expected), int id) in RuntimeSession.Run(file, input).Zip(model.Outputs))
            {
                Assert.True(shape.SequenceEqual(model.Values[id].Shape.Dimensions), $"{item}: shape [{string.Join(" ", model.Values[id].Shape.Dimensions)}]");
                for (int i = 0; i < expected.Length; i++)
                {
                    double error = Math.Abs(actual[start + i] - expected[i]);
                    Assert.True(
                        actual[start + i].Equals(expected[i]) || error <= Tolerances.Conformance * (1 + Math.Abs(expected[i])),
                        FormattableString.Invariant($"{item}: element {i} is {actual[start + i]:R} instead of {expected[i]:R}."));
                }

                start += expected.Length;
            }

            Assert.Equal(start, actual.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void Gradient_is_that_of_central_differences(string name)
    {
        foreach (OperatorCase item in OperatorCases.All().Where(item => item.Operator == name && !item.Jumps))
        {
            NetworkModel model = Import(item, item.ToFile());
            var interpreter = new ReferenceInterpreter(model);
            double[] input = Samples(item, model);
            double[] cotangent = Enumerable.Range(1, model.OutputSize).Select(i => Math.Cos(i)).ToArray();
            double[] gradient = interpreter.Backward(input, cotangent).Input;
            for (int i = 0; i < Math.Min(input.Length, 24); i++)
            {
                double Loss(double step)
                {
                    double[] moved = [.. input];
                    moved[i] += step;
                    return interpreter.Forward(moved).Zip(cotangent, (y, c) => y * c).Sum();
                }

                const double Step = Tolerances.CentralDifferenceStep;
                double expected = IsFloat(item, model, i) ? (Loss(Step) - Loss(-Step)) / (2 * Step) : gradient[i];
                Assert.True(
                    Math.Abs(gradient[i] - expected) <= 10 * Tolerances.CentralDifference * (1 + Math.Abs(expected)),
                    FormattableString.Invariant($"{item}: d input[{i}] is {gradient[i]:R} instead of {expected:R}."));
            }
        }
    }

    private static NetworkModel Import(OperatorCase item, byte[] file)
    {
        ReadResult<OnnxModel> read = OnnxReader.Read(file);
        Assert.True(read.Value is not null, $"{item}: {string.Join(" ", read.Problems)}");
        ImportResult result = OnnxImporter.Import(read.Value, new ImportOptions(), "case.onnx", "");
        Assert.True(
            result.Model is not null && result.Refused.Count == 0,
            $"{item}: {string.Join(" ", result.Problems)} {string.Join(" ", result.Unsupported.Select(node => node.Reason))}");
        return result.Model;
    }

    private static double[] Samples(OperatorCase item, NetworkModel model)
    {
        var random = new Random(7);
        return Enumerable.Range(0, model.InputSize).Select(i =>
        {
            double value = (float)((random.NextDouble() * 4) - 2 + item.Shift);
            return IsFloat(item, model, i) ? value : TypeOf(item, model, i) == 9 ? random.Next(2) : random.Next(-9, 10);
        }).ToArray();
    }

    private static bool IsFloat(OperatorCase item, NetworkModel model, int element) => TypeOf(item, model, element) == 1;

    private static int TypeOf(OperatorCase item, NetworkModel model, int element)
    {
        foreach (int id in model.Inputs)
        {
            element -= model.Values[id].Shape.ElementCount;
            if (element < 0)
            {
                return item.Inputs[int.Parse(model.Values[id].SourceName![1..], System.Globalization.CultureInfo.InvariantCulture)] is Typed typed ? typed.Type : 1;
            }
        }

        return 1;
    }
}
