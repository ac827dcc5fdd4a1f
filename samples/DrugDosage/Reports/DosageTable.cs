using DrugDosage.Networks;
using Spectre.Console;

namespace DrugDosage.Reports;

/// <summary>What both networks make of the dosages 0, 0.1 … 1, and how many of their hidden units rest.</summary>
internal static class DosageTable
{
    /// <summary>Prints the table and the shares of zeros.</summary>
    public static void Print(IAnsiConsole console)
    {
        float[] dosages = DosageTrace.Dosages(steps: 10);
        DosageTrace[] relu = dosages.Select(DosageTrace.Relu).ToArray();
        DosageTrace[] softPlus = dosages.Select(DosageTrace.SoftPlus).ToArray();

        Table table = new Table().Border(TableBorder.Simple);
        string first = $"x {Numbers.Format(ReluWeights.FirstWeight, "0.0")}";
        string second = $"x {Numbers.Format(ReluWeights.SecondWeight, "0.00")}";
        foreach (string heading in (string[])["Dosage", "First\nunit", "Second\nunit", $"First\n{first}", $"Second\n{second}", "Output", "SoftPlus\noutput"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        foreach ((DosageTrace bent, DosageTrace smooth) in relu.Zip(softPlus))
        {
            table.AddRow(
                Numbers.Format(bent.Dosage, "0.0"),
                Numbers.TwoDecimals(bent.First),
                Numbers.TwoDecimals(bent.Second),
                Numbers.TwoDecimals(bent.WeightedFirst),
                Numbers.TwoDecimals(bent.WeightedSecond),
                $"[green]{Numbers.TwoDecimals(bent.Output)}[/]",
                Numbers.TwoDecimals(smooth.Output));
        }

        console.WriteLine("The ReLU network: hidden units after activation, weighted, output");
        console.Write(table);
        console.WriteLine($"Hidden activations exactly zero: ReLU {ZeroShare(relu)}, SoftPlus {ZeroShare(softPlus)}.");
        console.WriteLine();
    }

    private static string ZeroShare(DosageTrace[] traces)
    {
        int zeros = traces.Count(trace => trace.First == 0) + traces.Count(trace => trace.Second == 0);
        int all = 2 * traces.Length;
        return $"{Numbers.Format(zeros, "0")} of {Numbers.Format(all, "0")} ({Numbers.Format(100.0 * zeros / all, "0")} %)";
    }
}
