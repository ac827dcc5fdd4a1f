using System.Diagnostics;
using DrugDosage.Networks;
using ReluGen;
using Spectre.Console;

namespace DrugDosage.Reports;

/// <summary>The time of a call of <c>Forward</c>, ReLU against SoftPlus.</summary>
/// <remarks>
/// Blocks of calls alternate, so that whatever else the machine does hits both. The project switches tiered compilation
/// off, so the first block runs the code that the last one runs; warming up is for caches and the clock. The minimum is the
/// time without disturbance, the median the usual one.
/// </remarks>
internal static class ForwardTimes
{
    private const int CallsPerBlock = 4000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan Measurement = TimeSpan.FromSeconds(1);

    private static readonly float[] Dosages = DosageTrace.Dosages(CallsPerBlock - 1);
    private static readonly float[] Outputs = new float[CallsPerBlock];

    /// <summary>Measures, then prints the times and their ratio.</summary>
    public static void Print(IAnsiConsole console)
    {
        Measure(WarmUp);
        (List<double> relu, List<double> softPlus) = Measure(Measurement);

        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("Forward");
        foreach (string heading in (string[])["ReLU", "SoftPlus", "SoftPlus / ReLU"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        AddTimes(table, "minimum", relu.Min(), softPlus.Min());
        AddTimes(table, "median", Median(relu), Median(softPlus));
        console.WriteLine($"Time of a call, {Numbers.Format(relu.Count, "0")} alternating pairs of blocks of {Numbers.Format(CallsPerBlock, "0")} calls");
        console.Write(table);
        if (IsUnoptimised(typeof(ForwardTimes)) || IsUnoptimised(typeof(NetworkAttribute)))
        {
            console.WriteLine("These times mean little: this is a build without optimisation (-c Debug).");
        }

        console.WriteLine();
    }

    private static (List<double> Relu, List<double> SoftPlus) Measure(TimeSpan duration)
    {
        var relu = new List<double>();
        var softPlus = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            relu.Add(Time(RunRelu));
            softPlus.Add(Time(RunSoftPlus));
        }

        return (relu, softPlus);
    }

    /// <summary>Nanoseconds a call.</summary>
    private static double Time(Action block)
    {
        long start = Stopwatch.GetTimestamp();
        block();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / CallsPerBlock;
    }

    // Two methods, not one with a parameter: the call of Forward is to be inlined, as in a user's loop.
    private static void RunRelu()
    {
        float[] dosages = Dosages;
        float[] outputs = Outputs;
        for (int i = 0; i < dosages.Length; i++)
        {
            outputs[i] = DrugEffectiveness.Forward(dosages[i]);
        }
    }

    private static void RunSoftPlus()
    {
        float[] dosages = Dosages;
        float[] outputs = Outputs;
        for (int i = 0; i < dosages.Length; i++)
        {
            outputs[i] = SmoothDrugEffectiveness.Forward(dosages[i]);
        }
    }

    private static void AddTimes(Table table, string name, double relu, double softPlus) => table.AddRow(
        name,
        $"{Numbers.Format(relu, "0.0")} ns",
        $"{Numbers.Format(softPlus, "0.0")} ns",
        Numbers.Format(softPlus / relu, "0.0"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static bool IsUnoptimised(Type type) =>
        Attribute.GetCustomAttribute(type.Assembly, typeof(DebuggableAttribute)) is DebuggableAttribute { IsJITOptimizerDisabled: true };
}
