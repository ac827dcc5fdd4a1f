namespace ReluGen.Tool.Terminal;

/// <summary>Something that the user can mend keeps the command from doing its work.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="exitCode">What the tool returns: one of <see cref="Terminal.ExitCode"/>.</param>
internal sealed class ToolException(string message, int exitCode = ExitCode.Unusable) : Exception(message)
{
    /// <summary>What the tool returns.</summary>
    public int Code => exitCode;
}
