using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReluGen.Tool.Terminal;

/// <summary>Writes what a command found as JSON, in the shape that <c>docs/tool.md</c> describes.</summary>
internal static class JsonReport
{
    /// <summary>The version of the shape: it grows when a member is renamed or removed, not when one is added.</summary>
    public const int Schema = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Default,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes the document with a line feed behind it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="models">An object a model, in the order of the command line.</param>
    public static void Write<T>(TextWriter output, string command, IReadOnlyList<T> models) =>
        output.Write(JsonSerializer.Serialize(new Document<T>("relugen", Schema, command, models), Options) + "\n");

    private sealed record Document<T>(string Tool, int Schema, string Command, IReadOnlyList<T> Models);
}
