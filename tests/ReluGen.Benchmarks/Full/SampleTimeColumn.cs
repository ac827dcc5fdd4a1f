using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace ReluGen.Benchmarks.Full;

/// <summary>The mean time of a call over the samples that it computes.</summary>
internal sealed class SampleTimeColumn : IColumn
{
    public string Id => nameof(SampleTimeColumn);

    public string ColumnName => "ns/sample";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => "Mean over the samples of a call, in nanoseconds";

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var statistics = summary[benchmarkCase]?.ResultStatistics;
        var item = (FullCase)benchmarkCase.Parameters[nameof(FullSuite.Case)];
        return statistics is null ? "?" : (statistics.Mean / item.Samples).ToString("F2", CultureInfo.InvariantCulture);
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
}
