namespace ReluGen.Benchmarks.Cold;

/// <summary>A small program to start again and again.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Folder">A short name for its project.</param>
/// <param name="IsAheadOfTime">Whether it is compiled by NativeAOT; else the runtime compiles it while it runs.</param>
/// <param name="Items">The project's references, as MSBuild items.</param>
/// <param name="Source">The C# text.</param>
/// <param name="ExitCode">What the program must return: for a network, which of its outputs is the largest.</param>
internal sealed record ColdProgram(
    string Name, string Folder, bool IsAheadOfTime, string Items, string Source, int ExitCode)
{
    /// <summary>The runtime as the table calls it.</summary>
    public string Runtime => IsAheadOfTime ? "NativeAOT" : "JIT";
}
