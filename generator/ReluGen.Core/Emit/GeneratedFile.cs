namespace ReluGen.Emit;

/// <summary>The last of the five words: one file of generated C#.</summary>
/// <remarks>Equal when both texts are.</remarks>
/// <param name="Concern">What the file is about: <c>Forward</c>, <c>Weights</c>, …; empty for the type's public members.</param>
/// <param name="Text">The C# text, with line feeds only.</param>
public sealed record GeneratedFile(string Concern, string Text);
