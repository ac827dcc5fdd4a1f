namespace ReluGen.Tool.Terminal;

/// <summary>What the tool returns to its caller. The largest of several counts.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>A model cannot be computed, or does not hold what is asked of it.</summary>
    public const int ModelFailed = 1;

    /// <summary>Wrong usage, or a file that cannot be read or written.</summary>
    public const int Unusable = 2;

    /// <summary>A fault of the tool itself.</summary>
    public const int Internal = 70;

    /// <summary>Stopped by Ctrl-C, as shells count it.</summary>
    public const int Interrupted = 130;
}
