namespace ReluGen.Tool.Emitting;

/// <summary>What the user may say about emitted code.</summary>
/// <param name="Namespace">The namespace of the type; empty for the global one.</param>
/// <param name="ClassName">The name of the type.</param>
/// <param name="IsStatic">Whether the type is a static class, which has the members without the contract.</param>
/// <param name="AllInline">Whether all weights are literals, whatever their number: standard output has no file beside it.</param>
internal sealed record EmitOptions(string Namespace, string ClassName, bool IsStatic, bool AllInline);
