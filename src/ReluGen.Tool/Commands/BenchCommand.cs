using System.CommandLine;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Commands;

/// <summary><c>bench</c>.</summary>
internal static class BenchCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(ToolStreams streams) => new("bench", "");
}
