using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ReluGen.Benchmarks.Ulp;
using ReluGen.Tests.Shared;
using Spectre.Console;

namespace ReluGen.Benchmarks.Commands;

/// <summary><c>ulp</c>: every float through every function in every width; the worst error and whether the bits agree.</summary>
internal static class UlpCommand
{
    public static Command Create()
    {
        var function = new Option<string?>("--function") { Description = "One function only, e.g. Exp." };
        var doubles = new Option<int>("--doubles")
        {
            Description = "Random doubles per function, checked against 256-bit arithmetic.",
            DefaultValueFactory = _ => 1 << 16,
        };
        var skipFloats = new Option<bool>("--skip-floats") { Description = "Doubles only." };
        var command = new Command("ulp", "Checks all 2^32 floats of each function, and random doubles.")
        {
            function, doubles, skipFloats,
        };
        command.SetAction(parse => Run(parse.GetValue(function), parse.GetValue(doubles), parse.GetValue(skipFloats)));
        return command;
    }

    private static int Run(string? only, int doubles, bool skipFloats)
    {
        var table = new Table().AddColumns("function", "format", "worst ulp", "at", "inputs", "widths differ", "seconds");
        var functions = new (string Name, Func<UlpResult> Floats, Func<UlpResult> Doubles)[]
        {
            Entry<ElementaryFunctions.Exp>(doubles),
            Entry<ElementaryFunctions.Expm1>(doubles),
            Entry<ElementaryFunctions.Log1p>(doubles),
            Entry<ElementaryFunctions.Log>(doubles),
            Entry<ElementaryFunctions.Tanh>(doubles),
            Entry<ElementaryFunctions.Sigmoid>(doubles),
            Entry<ElementaryFunctions.Erf>(doubles),
        };
        var chosen = functions.Where(f => only is null || f.Name.Equals(only, StringComparison.OrdinalIgnoreCase)).ToList();
        if (chosen.Count == 0)
        {
            AnsiConsole.WriteLine($"No function is named {only}.");
            return 1;
        }

        var failed = false;
        foreach (var (name, floats, randomDoubles) in chosen)
        {
            if (!skipFloats)
            {
                failed |= Measure(table, name, "float", floats);
            }

            failed |= Measure(table, name, "double", randomDoubles);
        }

        AnsiConsole.Write(table);
        return failed ? 1 : 0;
    }

    private static (string Name, Func<UlpResult> Floats, Func<UlpResult> Doubles) Entry<TFunction>(int doubles)
        where TFunction : struct, IElementaryFunction =>
        (typeof(TFunction).Name, AllFloats.Check<TFunction>, () => RandomDoubles.Check<TFunction>(doubles));

    private static bool Measure(Table table, string name, string format, Func<UlpResult> check)
    {
        var watch = Stopwatch.StartNew();
        var result = check();
        var row = new[]
        {
            name,
            format,
            result.Worst.ToString("F4", CultureInfo.InvariantCulture),
            result.At.ToString("R", CultureInfo.InvariantCulture),
            result.Inputs.ToString(CultureInfo.InvariantCulture),
            result.Differences.ToString(CultureInfo.InvariantCulture),
            watch.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture),
        };
        table.AddRow(row);
        AnsiConsole.WriteLine(string.Join("  ", row));
        return !(result.Worst <= result.Bound) || result.Differences > 0;
    }
}
