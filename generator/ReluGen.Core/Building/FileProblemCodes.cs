namespace ReluGen.Building;

/// <summary>
/// The ids of all faults that the build task reports on a model file. Each has a page in <c>docs/diagnostics</c>; no
/// analyzer reports them.
/// </summary>
public static class FileProblemCodes
{
    /// <summary>The file is missing, cannot be opened or is too large.</summary>
    public const string Unreadable = "RELU0020";

    /// <summary>The file is not of its format, or damaged.</summary>
    public const string Broken = "RELU0021";

    /// <summary>An option on the item has a value that it cannot have.</summary>
    public const string Option = "RELU0022";

    /// <summary>None of the wanted outputs can be computed.</summary>
    public const string NoOutput = "RELU0023";

    /// <summary>The file is included more than once.</summary>
    public const string IncludedTwice = "RELU0024";
}
