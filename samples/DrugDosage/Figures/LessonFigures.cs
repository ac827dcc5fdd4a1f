using DrugDosage.Networks;
using ScottPlot;

namespace DrugDosage.Figures;

/// <summary>What the figures show: the way from bent lines to the pointed output, beside the same way with curves.</summary>
internal static class LessonFigures
{
    private static readonly Color FirstColor = Color.FromHex("#1F77B4");
    private static readonly Color SecondColor = Color.FromHex("#E67E00");
    private static readonly Color OutputColor = Color.FromHex("#2CA02C");

    /// <summary>What was measured: low and high dosages do not work, the middle one does.</summary>
    public static readonly Coordinates[] Measured = [new(0, 0), new(0.5, 1), new(1, 0)];

    /// <summary>The dosages of every curve. The bend at 0.5 is one of them.</summary>
    public static float[] Dosages { get; } = DosageTrace.Dosages(steps: 400);

    /// <summary>All figures, in the order of the lesson.</summary>
    public static Figure[] All()
    {
        DosageTrace[] relu = Dosages.Select(DosageTrace.Relu).ToArray();
        DosageTrace[] softPlus = Dosages.Select(DosageTrace.SoftPlus).ToArray();
        return
        [
            new Figure("hidden-units", new[,]
            {
                {
                    First("ReLU", relu, Alignment.UpperLeft, (-0.05, 1.0)),
                    First("SoftPlus", softPlus, Alignment.UpperRight, (-0.13, 2.6)),
                },
                {
                    Second("ReLU", relu, Alignment.UpperLeft, (-0.7, 14)),
                    Second("SoftPlus", softPlus, Alignment.UpperRight, (-0.09, 1.8)),
                },
            }),
            new Figure("weighted", new[,]
            {
                {
                    Weighted("ReLU", relu, ReluWeights.OutputBias, (-40, 70)),
                    Weighted("SoftPlus", softPlus, SoftPlusWeights.OutputBias, (-3.5, 6.5)),
                },
            }),
            new Figure("output", new[,]
            {
                {
                    Output("ReLU", relu, (-0.1, 1.4)),
                    Output("SoftPlus", softPlus, (-0.2, 2.8)),
                },
            }),
        ];
    }

    private static Panel First(string activation, DosageTrace[] traces, Alignment legend, (double Bottom, double Top) range) =>
        new($"First hidden unit, {activation}", "Activation",
            [new Curve("First unit", FirstColor, Values(traces, trace => trace.First))])
        { Range = range, Legend = legend };

    private static Panel Second(string activation, DosageTrace[] traces, Alignment legend, (double Bottom, double Top) range) =>
        new($"Second hidden unit, {activation}", "Activation",
            [new Curve("Second unit", SecondColor, Values(traces, trace => trace.Second))])
        { Range = range, Legend = legend };

    private static Panel Weighted(string activation, DosageTrace[] traces, double bias, (double Bottom, double Top) range)
    {
        Curve first = new("First unit, weighted", FirstColor, Values(traces, trace => trace.WeightedFirst));
        Curve second = new("Second unit, weighted", SecondColor, Values(traces, trace => trace.WeightedSecond));
        Curve sum = new("Both and the bias, added", OutputColor,
            Values(traces, trace => trace.WeightedFirst + trace.WeightedSecond + (float)bias), IsDashed: true);
        return new($"Weighted, {activation}", "Weighted activation", [first, second, sum]) { Range = range, Legend = Alignment.UpperRight };
    }

    private static Panel Output(string activation, DosageTrace[] traces, (double Bottom, double Top) range) =>
        new($"Output, {activation}", "Effectiveness", [new Curve("Output", OutputColor, Values(traces, trace => trace.Output))])
        {
            Points = Measured,
            Range = range,
            Legend = Alignment.UpperRight,
        };

    private static double[] Values(DosageTrace[] traces, Func<DosageTrace, float> value) =>
        traces.Select(trace => (double)value(trace)).ToArray();
}
