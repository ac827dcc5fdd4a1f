using System.Numerics;
using ReluGen.Tool.Verifying.Cases;
using ReluGen.Tool.Verifying.Errors;

namespace ReluGen.Tool.Verifying;

/// <summary>The checks of forward passes.</summary>
/// <typeparam name="T">The model's element type.</typeparam>
/// <param name="run">The network.</param>
internal sealed class ForwardChecks<T>(NetworkRun<T> run)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>None, one, what goes in pairs and sixes, one more, and a chunk of 32 with one more.</summary>
    private static readonly int[] BatchSizes = [0, 1, 2, 3, 5, 6, 7, 13, 33];

    /// <summary>The outputs of the random samples against the double reference.</summary>
    public ErrorStatistics AgainstReference(double? tolerance)
    {
        var errors = new ErrorStatistics(tolerance);
        for (int sample = 0; sample < run.Inputs.Count; sample++)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            ErrorAnalysis analysis = run.Analyse(run.Inputs[sample]);
            for (int i = 0; i < analysis.Output.Length; i++)
            {
                (int s, int element) = (sample, i);
                errors.Add(() => FormattableString.Invariant($"sample {s}, {run.NameOfOutput(element)}"), analysis.Output[i], run.Outputs[sample][i], analysis.OutputErrors[i]);
            }
        }

        return errors;
    }

    /// <summary>The outputs of the random samples against the exact interpreter.</summary>
    public Check Bits()
    {
        for (int sample = 0; sample < run.Inputs.Count; sample++)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            T[] exact = run.Exact.Forward(Floats.Of<T>(run.Inputs[sample]));
            int index = Floats.FirstDifference<T>(exact, run.Outputs[sample]);
            if (index >= 0)
            {
                return new Check(CheckNames.Bits, false, FormattableString.Invariant(
                    $"sample {sample}, {run.NameOfOutput(index)}: the exact interpreter gives {exact[index]:R}, the generated code {run.Outputs[sample][index]:R}"));
            }
        }

        return new Check(CheckNames.Bits, true, FormattableString.Invariant($"{run.Inputs.Count} samples"));
    }

    /// <summary>Batches against samples alone.</summary>
    public Check Batches()
    {
        int inputSize = run.Model.InputSize;
        int outputSize = run.Model.OutputSize;
        int[] sizes = [.. BatchSizes, run.Inputs.Count];
        foreach (int size in sizes.Distinct())
        {
            run.Cancellation.ThrowIfCancellationRequested();
            var outputs = new T[size * outputSize];
            run.Calls.ForwardBatch(NetworkRun<T>.Rows(run.Inputs, size), outputs);
            for (int row = 0; row < size; row++)
            {
                T[] single = run.Outputs[row % run.Outputs.Count];
                int index = Floats.FirstDifference<T>(single, outputs.AsSpan(row * outputSize, outputSize));
                if (index >= 0)
                {
                    return new Check(CheckNames.Batch, false, FormattableString.Invariant(
                        $"batch of {size}, row {row}, {run.NameOfOutput(index)}: {single[index]:R} alone, {outputs[(row * outputSize) + index]:R} in the batch"));
                }
            }
        }

        return new Check(CheckNames.Batch, true, $"batches of {string.Join(", ", sizes.Distinct().Order())}");
    }

    /// <summary>The outputs of given cases.</summary>
    public ErrorStatistics AgainstCases(IReadOnlyList<CaseRows> cases, double? tolerance)
    {
        var errors = new ErrorStatistics(tolerance);
        var roundings = new Roundings(run.Model.Element);
        foreach (CaseRows given in cases)
        {
            for (int row = 0; row < given.Inputs.Count; row++)
            {
                T[] output = run.Forward(given.Inputs[row]);
                ErrorAnalysis analysis = run.Analyse(given.Inputs[row]);
                for (int i = 0; i < output.Length; i++)
                {
                    if (given.Outputs[row][i] is { } expected)
                    {
                        (int r, int element) = (row, i);

                        // Whatever computed the expected value rounded as well, in this element type or a wider one.
                        double bound = (2 * analysis.OutputErrors[i]) + roundings.OfOperation(expected);
                        errors.Add(() => FormattableString.Invariant($"{given.Origin}, sample {r}, {run.NameOfOutput(element)}"), expected, output[i], bound);
                    }
                }
            }
        }

        return errors;
    }
}
