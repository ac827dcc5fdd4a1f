using System.Numerics;
using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Tool.Verifying.Errors;

namespace ReluGen.Tool.Verifying;

/// <summary>The checks of backward passes.</summary>
/// <typeparam name="T">The model's element type.</typeparam>
/// <param name="run">The network.</param>
/// <param name="budget">How much is checked.</param>
internal sealed class GradientChecks<T>(NetworkRun<T> run, Budget budget)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The samples whose gradients are looked at one by one.</summary>
    private const int Samples = 3;

    private NetworkModel Model => run.Model;

    /// <summary>Gradients of single samples and of a batch against the exact interpreter, with and without those of the inputs.</summary>
    public Check Bits()
    {
        foreach (int rows in new[] { 1, 2, budget.BackwardRows })
        {
            run.Cancellation.ThrowIfCancellationRequested();
            T[] inputs = NetworkRun<T>.Rows(run.Inputs, rows);
            T[] gradients = NetworkRun<T>.Rows(run.OutputGradients, rows);
            ExactGradients<T> exact = run.Exact.Backward(inputs, gradients);
            var inputGradient = new T[rows * Model.InputSize];
            var parameterGradient = new T[Model.ParameterCount];
            var alone = new T[Model.ParameterCount];
            if (rows == 1)
            {
                run.Calls.Backward(inputs, gradients, inputGradient, parameterGradient);
                run.Calls.Backward(inputs, gradients, default, alone);
            }
            else
            {
                run.Calls.BackwardBatch(inputs, gradients, inputGradient, parameterGradient);
                run.Calls.BackwardBatch(inputs, gradients, default, alone);
            }

            Check? fault = Compare(rows, "input gradient", exact.Inputs, inputGradient)
                ?? Compare(rows, "parameter gradient", exact.Parameters, parameterGradient)
                ?? Compare(rows, "parameter gradient without that of the input", exact.Parameters, alone);
            if (fault is not null)
            {
                return fault;
            }
        }

        return new Check(CheckNames.GradientBits, true, FormattableString.Invariant($"batches of 1, 2, {budget.BackwardRows}"));
    }

    /// <summary>All gradients of a few samples against the double reference.</summary>
    public Check AgainstReference(double? tolerance)
    {
        var errors = new ErrorStatistics(tolerance);
        for (int sample = 0; sample < Math.Min(Samples, run.Inputs.Count); sample++)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            SampleGradients gradients = Gradients(sample);
            Add(errors, $"sample {sample}, input gradient", gradients.Reference.Input, gradients.Input, gradients.InputErrors);
            Add(errors, $"sample {sample}, parameter gradient", gradients.Reference.Parameters, gradients.Parameters, gradients.ParameterErrors);
        }

        return errors.ToCheck(CheckNames.Gradients, FormattableString.Invariant($"{errors.Compared} elements"));
    }

    /// <summary>A seeded choice of gradients against central differences of the double reference.</summary>
    public Check AgainstDifferences(int seed)
    {
        var random = new Random(seed);
        int compared = 0;
        int bends = 0;
        for (int sample = 0; sample < Math.Min(2, run.Inputs.Count); sample++)
        {
            SampleGradients gradients = Gradients(sample);
            var differences = new CentralDifferences(Model, NetworkRun<T>.Rounded(run.Inputs[sample]), NetworkRun<T>.Rounded(run.OutputGradients[sample]));
            for (int i = 0; i < budget.Derivatives; i++)
            {
                run.Cancellation.ThrowIfCancellationRequested();
                if (Model.InputSize > 0)
                {
                    int element = random.Next(Model.InputSize);
                    if (Judge(differences.OfInput(element), gradients.Input[element], gradients.InputErrors[element]) is { } fault)
                    {
                        return new Check(CheckNames.Differences, false, FormattableString.Invariant($"sample {sample}, input {run.NameOfInput(element)}: {fault}"));
                    }
                }

                if (ParameterChoice.Draw(Model, random) is { } parameter)
                {
                    if (Judge(differences.OfParameter(parameter), gradients.Parameters[parameter.Index], gradients.ParameterErrors[parameter.Index]) is { } fault)
                    {
                        return new Check(CheckNames.Differences, false, FormattableString.Invariant($"sample {sample}, parameter {parameter.Index} ({parameter.Node.Name}): {fault}"));
                    }
                }
            }
        }

        return new Check(CheckNames.Differences, true, FormattableString.Invariant($"{compared} derivatives, {bends} more at a bend"));

        string? Judge(Difference? difference, T actual, double bound)
        {
            if (difference is not { } expected)
            {
                bends++;
                return null;
            }

            compared++;
            double value = double.CreateTruncating(actual);
            double distance = Math.Abs(value - expected.Value);
            double allowed = bound + expected.Error;
            return distance <= allowed || double.IsPositiveInfinity(allowed)
                ? null
                : FormattableString.Invariant($"central difference {expected.Value:g9}, gradient {value:g9}, {distance:g3} apart, {allowed:g3} allowed");
        }
    }

    private SampleGradients Gradients(int sample)
    {
        double[] input = NetworkRun<T>.Rounded(run.Inputs[sample]);
        double[] outputGradient = NetworkRun<T>.Rounded(run.OutputGradients[sample]);
        ReferenceGradients reference = run.Reference.Backward(input, outputGradient);
        (double[] inputErrors, double[] parameterErrors) = new ErrorAnalysis(Model, input).Backward(reference);
        var inputGradient = new T[Model.InputSize];
        var parameterGradient = new T[Model.ParameterCount];
        run.Calls.Backward(Floats.Of<T>(input), Floats.Of<T>(outputGradient), inputGradient, parameterGradient);
        return new SampleGradients(reference, inputGradient, parameterGradient, inputErrors, parameterErrors);
    }

    private static void Add(ErrorStatistics errors, string what, double[] expected, T[] actual, double[] bounds)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            int element = i;
            errors.Add(() => FormattableString.Invariant($"{what}, element {element}"), expected[i], actual[i], bounds[i]);
        }
    }

    private static Check? Compare(int rows, string what, T[] exact, T[] actual)
    {
        int index = Floats.FirstDifference<T>(exact, actual);
        return index < 0 ? null : new Check(CheckNames.GradientBits, false, FormattableString.Invariant(
            $"batch of {rows}, {what}, element {index}: the exact interpreter gives {exact[index]:R}, the generated code {actual[index]:R}"));
    }

    private sealed record SampleGradients(
        ReferenceGradients Reference, T[] Input, T[] Parameters, double[] InputErrors, double[] ParameterErrors);
}
