namespace ReluGen.Tool.Terminal;

/// <summary>Something that the user can mend keeps the command from doing its work: exit code 2.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
internal sealed class ToolException(string message) : Exception(message);
