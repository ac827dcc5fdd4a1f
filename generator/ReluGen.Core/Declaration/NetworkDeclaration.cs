using ReluGen.Model;

namespace ReluGen.Declaration;

/// <summary>
/// The first of the five words: what the user wrote on a type, unchecked. The builder turns it into a model or into
/// a list of problems.
/// </summary>
/// <remarks>Equal when every value is; weights compare by content hash.</remarks>
/// <param name="Type">The user's type.</param>
/// <param name="InputSize">The input size as written.</param>
/// <param name="Element">The element type as written; may be a value the enumeration does not have.</param>
/// <param name="Arithmetic">The arithmetic as written; may be a value the enumeration does not have.</param>
/// <param name="DerivativeAtZero">The derivative at zero as written.</param>
/// <param name="Layers">The layers in source order.</param>
/// <param name="File">What was written about a model file or a file of weights, or null where nothing was.</param>
public sealed record NetworkDeclaration(
    TypeDeclaration Type,
    int InputSize,
    ElementKind Element,
    ArithmeticKind Arithmetic,
    int DerivativeAtZero,
    EquatableArray<LayerDeclaration> Layers,
    FileDeclaration? File = null);
