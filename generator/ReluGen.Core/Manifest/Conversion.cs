namespace ReluGen.Manifest;

/// <summary>What became of a model file: a manifest with its weights, or everything that is wrong.</summary>
/// <param name="Text">The manifest's text, or null where there are problems.</param>
/// <param name="Weights">The bytes of the weights file, or null where there are problems.</param>
/// <param name="Problems">All problems.</param>
public sealed record Conversion(string? Text, byte[]? Weights, IReadOnlyList<FileProblem> Problems);

/// <summary>Something wrong with a model file.</summary>
/// <param name="Code">One of <see cref="Building.FileProblemCodes"/>.</param>
/// <param name="Message">What, both numbers, the remedy.</param>
public sealed record FileProblem(string Code, string Message);
