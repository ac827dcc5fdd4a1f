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
/// <param name="IsTrainable">Whether the network is to be trained.</param>
public sealed record NetworkDeclaration(
    TypeDeclaration Type,
    int InputSize,
    ElementKind Element,
    ArithmeticKind Arithmetic,
    int DerivativeAtZero,
    EquatableArray<LayerDeclaration> Layers,
    FileDeclaration? File = null,
    bool IsTrainable = false)
{
    /// <summary>The dense layers in source order: those that have names, sizes and parameters.</summary>
    public IReadOnlyList<DenseDeclaration> DenseLayers => Layers.OfType<DenseDeclaration>().ToArray();

    /// <summary>Whether a dropout stands among the layers.</summary>
    public bool HasDropout => Layers.Any(layer => layer is DropoutDeclaration);

    /// <summary>The rate of the dropout right before a dense layer, or null where there is none.</summary>
    /// <param name="dense">The index of the layer among <see cref="DenseLayers"/>.</param>
    public double? DropoutBefore(int dense)
    {
        LayerDeclaration? before = null;
        foreach (LayerDeclaration layer in Layers)
        {
            if (layer is DenseDeclaration && dense-- == 0)
            {
                break;
            }

            before = layer;
        }

        return (before as DropoutDeclaration)?.Rate;
    }
}
