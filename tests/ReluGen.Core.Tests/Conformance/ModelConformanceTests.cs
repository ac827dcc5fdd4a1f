using ReluGen.Importing;
using ReluGen.Interpreter;
using ReluGen.Readers.Onnx;
using ReluGen.Tests.Core.Importing.Onnx;
using ReluGen.Tests.Shared;
using ReluGen.Tests.Shared.Conformance;

namespace ReluGen.Tests.Core.Conformance;

/// <summary>Trained models of others: outputs, gradients of inputs and of initializers on the reference interpreter.</summary>
public sealed class ModelConformanceTests
{
    private static readonly string[] Later = ["Conv", "MaxPool"];

    /// <summary>
    /// Its gradients were taken at an input that is not in the file: at the one that is, other ReLUs are active, and central
    /// differences agree with the interpreter.
    /// </summary>
    private const string GradientsOfAnotherInput = "s01_acasxu_1_1";

    [Fact]
    public void Feed_forward_models_give_the_reference_outputs_and_others_are_refused()
    {
        string folder = SharedData.Find("conformance/models");
        int passed = 0;
        foreach (ConformanceCase item in ModelCases.Load(folder))
        {
            ConformanceOutcome outcome = ConformanceOutcome.Of(item, (model, input) => new ReferenceInterpreter(model).Forward(input));
            bool isLater = item.Operators.Intersect(Later).Any();
            Assert.True(
                outcome.Verdict == (isLater ? ConformanceVerdict.Refused : ConformanceVerdict.Passed), $"{item.Name}: {outcome.Verdict}. {outcome.Reason}");
            passed += isLater ? 0 : 1;
        }

        Assert.True(passed > 0, $"No case in {folder}.");
    }

    [Fact]
    public void Imported_models_agree_with_onnx_runtime()
    {
        const int Samples = 5;
        int compared = 0;
        foreach (string file in Directory.EnumerateFiles(SharedData.Find("conformance/models"), "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            byte[] bytes = File.ReadAllBytes(file);
            if (OnnxImporter.Import(OnnxReader.Read(bytes).Value!, new ImportOptions(), "model.onnx", "").Model is not { } model)
            {
                continue;
            }

            var interpreter = new ReferenceInterpreter(model);
            var random = new Random(1);
            for (int sample = 0; sample < Samples; sample++)
            {
                double[] input = [.. Enumerable.Range(0, model.InputSize).Select(_ => (double)(float)((2 * random.NextDouble()) - 1))];
                double[] expected = [.. RuntimeSession.Run(bytes, input).SelectMany(output => output.Elements)];
                double[] actual = interpreter.Forward(input);
                Assert.Equal(expected.Length, actual.Length);
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.True(
                        Math.Abs(actual[i] - expected[i]) <= Tolerances.Conformance * (1 + Math.Abs(expected[i])),
                        FormattableString.Invariant($"{file}, sample {sample}: element {i} is {actual[i]:R} instead of {expected[i]:R}."));
                    compared++;
                }
            }
        }

        Assert.True(compared > 0, "No model was compared.");
    }

    [Fact]
    public void Gradients_of_inputs_and_initializers_are_those_of_the_file()
    {
        string folder = SharedData.Find("conformance/models");
        int compared = 0;
        foreach (ConformanceCase item in ModelCases.Load(folder).Where(item => item.Gradient is not null && !item.Name.StartsWith(GradientsOfAnotherInput, StringComparison.Ordinal)))
        {
            ImportResult result = OnnxImporter.Import(item.Model, new ImportOptions(), "model.onnx", "");
            if (result.Model is not { } model)
            {
                continue;
            }

            ConformanceGradient expected = item.Gradient!;
            double[] cotangent = model.Outputs
                .SelectMany(id => ConformanceOutcome.Numbers(expected.Cotangents[model.Values[id].SourceName!])).ToArray();
            ReferenceGradients gradients = new ReferenceInterpreter(model).Backward(ConformanceOutcome.Input(model, item), cotangent);
            foreach ((string name, int element, double value) in expected.Inputs)
            {
                int id = model.Inputs.Single(id => model.Values[id].SourceName == name);
                AssertNear(value, gradients.Values[id][element], $"{item.Name}: d {name}[{element}]");
                compared++;
            }

            foreach ((string name, int element, double value) in expected.Initializers)
            {
                if (result.Origins.Any(origin => origin.Initializer == name))
                {
                    AssertNear(value, Total(result.Origins, gradients.Parameters, name, element), $"{item.Name}: d {name}[{element}]");
                    compared++;
                }
                else
                {
                    // What is no parameter is a statistic of batch normalisation, folded at import.
                    Assert.Contains("BatchNormalization", item.Operators);
                }
            }
        }

        Assert.True(compared > 0, $"No gradient in {folder}.");
    }

    /// <summary>The gradient of one element of an initializer: all parameters that hold it.</summary>
    private static double Total(IReadOnlyList<ParameterOrigin> origins, double[] parameters, string name, int element) => origins
        .Where(origin => origin.Initializer == name)
        .Sum(origin => Enumerable.Range(0, origin.Map.Count)
            .Where(i => origin.Map[i] == element)
            .Sum(i => origin.Factor * parameters[origin.ParameterOffset + i]));

    private static void AssertNear(double expected, double actual, string what) => Assert.True(
        Math.Abs(expected - actual) <= Tolerances.ConformanceGradient * (1 + Math.Abs(expected)),
        FormattableString.Invariant($"{what} is {actual:R} instead of {expected:R}."));
}
