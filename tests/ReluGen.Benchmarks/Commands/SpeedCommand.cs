using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ReluGen.Tests.Shared;
using Spectre.Console;

namespace ReluGen.Benchmarks.Commands;

/// <summary><c>speed</c>: nanoseconds per 512-bit vector for each elementary function, over data in the first-level cache.</summary>
internal static class SpeedCommand
{
    private const int Vectors = 64;

    public static Command Create()
    {
        var command = new Command("speed", "Times the elementary functions, one 512-bit vector after the other.");
        command.SetAction(_ => Run());
        return command;
    }

    private static void Run()
    {
        var table = new Table().AddColumns("function", "float ns/vector", "double ns/vector");
        Add<ElementaryFunctions.Exp>(table);
        Add<ElementaryFunctions.Expm1>(table);
        Add<ElementaryFunctions.Log1p>(table);
        Add<ElementaryFunctions.Tanh>(table);
        Add<ElementaryFunctions.Sigmoid>(table);
        Add<ElementaryFunctions.Erf>(table);
        AnsiConsole.Write(table);
    }

    private static void Add<TFunction>(Table table)
        where TFunction : struct, IElementaryFunction
    {
        var floats = new float[Vectors * Vector512<float>.Count];
        var doubles = new double[Vectors * Vector512<double>.Count];
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = -0.9f + 4f * i / floats.Length;
        }

        for (var i = 0; i < doubles.Length; i++)
        {
            doubles[i] = -0.9 + 4.0 * i / doubles.Length;
        }

        var (floatSink, doubleSink) = (new float[floats.Length], new double[doubles.Length]);
        table.AddRow(
            typeof(TFunction).Name,
            Best(() => Pass<TFunction>(floats, floatSink)).ToString("F2", CultureInfo.InvariantCulture),
            Best(() => Pass<TFunction>(doubles, doubleSink)).ToString("F2", CultureInfo.InvariantCulture));
    }

    private static double Best(Action pass)
    {
        const int Repeats = 2000;
        var best = double.PositiveInfinity;
        for (var round = 0; round < 30; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Repeats; i++)
            {
                pass();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Repeats / Vectors);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Pass<TFunction>(float[] source, float[] target)
        where TFunction : struct, IElementaryFunction
    {
        var inputs = MemoryMarshal.Cast<float, Vector512<float>>(source);
        var outputs = MemoryMarshal.Cast<float, Vector512<float>>(target.AsSpan());
        for (var i = 0; i < inputs.Length; i++)
        {
            outputs[i] = TFunction.Apply(inputs[i]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Pass<TFunction>(double[] source, double[] target)
        where TFunction : struct, IElementaryFunction
    {
        var inputs = MemoryMarshal.Cast<double, Vector512<double>>(source);
        var outputs = MemoryMarshal.Cast<double, Vector512<double>>(target.AsSpan());
        for (var i = 0; i < inputs.Length; i++)
        {
            outputs[i] = TFunction.Apply(inputs[i]);
        }
    }
}
