using DrugDosage.Networks;
using ReluGen;
using Spectre.Console;

namespace DrugDosage.Reports;

/// <summary>Derivatives just left of, at and right of each hidden unit's bend, in both conventions.</summary>
/// <remarks>
/// The neighbours are the nearest floats. Both bends are exact: fma(1.70, 0.5, −0.85) and fma(12.6, 0, 0) are 0 in float
/// as well, because float(1.70) is twice float(0.85).
/// </remarks>
internal static class BendTable
{
    /// <summary>Prints the table.</summary>
    public static void Print(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("Bend of").NoWrap());
        foreach (string heading in (string[])["Dosage", "Sum z", "ReLU'\n1 at 0", "ReLU'\n0 at 0", "Output'\n1 at 0", "Output'\n0 at 0"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        AddBend(table, "first unit", 0, 0.5f, ReluWeights.FirstSlope, ReluWeights.FirstBias);
        table.AddEmptyRow();
        AddBend(table, "second unit", 1, 0, ReluWeights.SecondSlope, ReluWeights.SecondBias);

        console.WriteLine("Derivatives at the bends: ReLU' for its sum z, Output' for the dosage");
        console.Write(table);
        console.WriteLine("'1 at 0' is DerivativeAtZero = 1, the default; '0 at 0' is DerivativeAtZero = 0.");
        console.WriteLine();
    }

    private static void AddBend(Table table, string name, int unit, float bend, double slope, double bias)
    {
        foreach (float dosage in (float[])[float.BitDecrement(bend), bend, float.BitIncrement(bend)])
        {
            // The sum as the network computes it: from the bias, one fused multiply-add for its one input.
            float sum = float.FusedMultiplyAdd((float)slope, dosage, (float)bias);
            table.AddRow(
                dosage == bend ? name : "",
                Numbers.Exact(dosage),
                Numbers.Format(sum, "G3"),
                Numbers.Exact(ActivationSlope<HiddenUnits>(dosage, unit)),
                Numbers.Exact(ActivationSlope<HiddenUnitsZeroAtBend>(dosage, unit)),
                Numbers.TwoDecimals(DrugEffectiveness.Backward(dosage, 1)),
                Numbers.TwoDecimals(DrugEffectivenessZeroAtBend.Backward(dosage, 1)));
        }
    }

    /// <summary>The derivative of one unit's activation: the gradient for its bias, which is added to its sum as it is.</summary>
    private static float ActivationSlope<THidden>(float dosage, int unit)
        where THidden : INetwork<THidden>
    {
        Span<float> outputGradient = stackalloc float[THidden.OutputSize];
        outputGradient[unit] = 1;
        Span<float> parameterGradient = stackalloc float[THidden.ParameterCount];
        THidden.Backward([dosage], outputGradient, inputGradient: [], parameterGradient);

        // One layer's parameters: weights first, then one bias a unit.
        return parameterGradient[^THidden.OutputSize..][unit];
    }
}
