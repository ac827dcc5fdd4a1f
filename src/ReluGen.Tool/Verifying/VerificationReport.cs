using System.Text.Json.Serialization;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Verifying;

/// <summary>What <c>verify</c> says about a model. The members are those of the JSON, which <c>docs/tool.md</c> describes.</summary>
internal sealed record VerificationReport
{
    /// <summary>The path as the user wrote it.</summary>
    public required string File { get; init; }

    /// <summary>What keeps the model from being verified: an unreadable file, operators that are not supported; or null.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the file could be read.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>Whether the tool itself stumbled over the model.</summary>
    [JsonIgnore]
    public bool IsFault { get; init; }

    /// <summary>What the tool returns for the model.</summary>
    [JsonIgnore]
    public int Code => IsFault ? ExitCode.Internal : Passed ? ExitCode.Success : IsReadable ? ExitCode.ModelFailed : ExitCode.Unusable;

    /// <summary>Whether everything holds.</summary>
    public bool Passed => Problem is null && Checks.All(check => check.Passed);

    /// <summary><c>float</c> or <c>double</c>, or null.</summary>
    public string? Element { get; init; }

    /// <summary>The number of random samples.</summary>
    public int Samples { get; init; }

    /// <summary>Where they come from.</summary>
    public int Seed { get; init; }

    /// <summary>The number of given cases.</summary>
    public int Cases { get; init; }

    /// <summary>What was checked.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>How far outputs are from the double reference, over all random samples; null where nothing was run.</summary>
    public ErrorReport? Random { get; init; }

    /// <summary>How far outputs are from those of the given cases; null where there are none.</summary>
    public ErrorReport? Given { get; init; }
}

/// <summary>Something that holds or not.</summary>
/// <param name="Name">What was checked: one of a fixed list of names.</param>
/// <param name="Passed">Whether it holds.</param>
/// <param name="Detail">How much was checked, or the first thing that is wrong.</param>
internal sealed record Check(string Name, bool Passed, string Detail);

/// <summary>Errors of many elements.</summary>
/// <param name="Compared">The number of elements compared.</param>
/// <param name="LargestAbsolute">The largest absolute error.</param>
/// <param name="LargestRelative">The largest error relative to an expected value other than zero.</param>
/// <param name="LargestUlp">The largest number of steps between neighbouring numbers.</param>
/// <param name="LargestShare">The largest error as a share of what is allowed.</param>
internal sealed record ErrorReport(
    long Compared, WorstElement LargestAbsolute, WorstElement LargestRelative, WorstElement LargestUlp, WorstElement LargestShare);

/// <summary>The element with the largest error of a kind.</summary>
/// <param name="Error">The error.</param>
/// <param name="Where">The sample and element, empty where there is no error at all.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Actual">What was computed.</param>
internal sealed record WorstElement(double Error, string Where, double Expected, double Actual);
