using ReluGen.Tool.Loading;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Verifying;

/// <summary>Reports of verifications for people: a table of all models, then what is wrong with those that fail.</summary>
/// <param name="streams">Where to.</param>
internal sealed class VerificationText(ToolStreams streams)
{
    /// <summary>Writes the reports.</summary>
    public void Write(IReadOnlyList<VerificationReport> reports)
    {
        TextTable.Write(
            streams,
            ["model", "result", "samples>", "cases>", "absolute>", "relative>", "ulp>", "of allowed>"],
            reports.Select(Row));
        foreach (VerificationReport report in reports)
        {
            if (reports.Count == 1 && report.Passed)
            {
                WriteChecks(report);
            }
            else if (!report.Passed)
            {
                WriteFaults(report);
            }
        }

        int failed = reports.Count(report => !report.Passed);
        Line("");
        Line(failed == 0
            ? $"{ModelFaults.CountOf(reports.Count, "model")}: all hold."
            : FormattableString.Invariant($"{failed} of {ModelFaults.CountOf(reports.Count, "model")} failed."));
    }

    private static string[] Row(VerificationReport report)
    {
        ErrorReport? errors = report.Random;
        return
        [
            PrintableText.Of(report.File),
            report.Passed ? "passed" : report.Problem is null ? "FAILED" : report.IsReadable ? "REFUSED" : "UNREADABLE",
            errors is null ? "" : FormattableString.Invariant($"{report.Samples}"),
            errors is null ? "" : FormattableString.Invariant($"{report.Cases}"),
            Number(errors?.LargestAbsolute),
            Number(errors?.LargestRelative),
            errors is null ? "" : FormattableString.Invariant($"{errors.LargestUlp.Error:0.#}"),
            errors is null ? "" : FormattableString.Invariant($"{100 * errors.LargestShare.Error:g2} %"),
        ];
    }

    private void WriteChecks(VerificationReport report)
    {
        Line("");
        TextTable.Write(streams, ["check", "holds", "of"], report.Checks.Select(check => new[] { check.Name, "yes", check.Detail }));
        Line("");
        WriteWorst("random samples", report.Random);
        WriteWorst("given cases", report.Given);
    }

    private void WriteWorst(string what, ErrorReport? errors)
    {
        if (errors is null)
        {
            return;
        }

        if (errors.LargestAbsolute.Where.Length == 0)
        {
            Line(FormattableString.Invariant($"{what}: no error in {errors.Compared} elements"));
            return;
        }

        foreach ((string kind, WorstElement worst) in new[] { ("absolute", errors.LargestAbsolute), ("relative", errors.LargestRelative), ("ulp", errors.LargestUlp) })
        {
            if (worst.Where.Length > 0)
            {
                Line(FormattableString.Invariant($"{what}: largest {kind} error {worst.Error:g3} at {PrintableText.Of(worst.Where)}: expected {worst.Expected:R}, got {worst.Actual:R}"));
            }
        }
    }

    private void WriteFaults(VerificationReport report)
    {
        Line("");
        if (report.Problem is { } problem)
        {
            Line(problem);
            return;
        }

        Line(PrintableText.Of(report.File) + ":");
        foreach (Check check in report.Checks.Where(check => !check.Passed))
        {
            Line($"  {check.Name}: {check.Detail}");
        }
    }

    private static string Number(WorstElement? worst) => worst is null ? "" : FormattableString.Invariant($"{worst.Error:g3}");

    private void Line(string text) => streams.Output.Write(text + "\n");
}
