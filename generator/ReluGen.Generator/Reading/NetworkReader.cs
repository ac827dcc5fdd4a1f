using Microsoft.CodeAnalysis;
using ReluGen.Declaration;
using ReluGen.Model;

namespace ReluGen.Generator.Reading;

/// <summary>Attributes to declaration.</summary>
internal static class NetworkReader
{
    /// <summary>Reads the network that <paramref name="part"/> declares.</summary>
    /// <returns>
    /// The declaration, unchecked; or null where the compiler has already refused one of the attributes or the type's
    /// name, and nobody can tell what the user is about to write.
    /// </returns>
    public static NetworkDeclaration? Read(DeclaredType type, DeclaredPart part)
    {
        TypeDeclaration? typeText = TypeReader.Read(type.Symbol);
        var network = new ArgumentReader(part.Networks[0].Data);
        var layers = part.Layers.Select(layer => ReadLayer(layer.Data)).ToList();
        if (typeText is null || network.IsBroken || layers.Contains(null))
        {
            return null;
        }

        var declaration = new NetworkDeclaration(
            typeText,
            network.Int32("inputSize") ?? 0,
            (ElementKind)(network.Int32("ElementType") ?? (int)ElementKind.Float),
            (ArithmeticKind)(network.Int32("Arithmetic") ?? (int)ArithmeticKind.Fused),
            network.Int32("DerivativeAtZero") ?? 1,
            new EquatableArray<LayerDeclaration>(layers.Select(layer => layer!)),
            ReadFile(type.Symbol, network),
            network.Boolean("Trainable") ?? false);
        return network.IsBroken ? null : declaration;
    }

    /// <summary>What is written about files; null for a network that is all attributes.</summary>
    private static FileDeclaration? ReadFile(INamedTypeSymbol type, ArgumentReader network)
    {
        var file = new FileDeclaration(
            network.Text("Model"),
            network.Texts("Outputs"),
            network.Text("Weights"),
            network.Texts("WeightNames"),
            network.Has("inputSize"),
            network.Has("ElementType"),
            OwnMembers.Of(type));
        return file is { Model: null, Outputs: null, Weights: null, WeightNames: null, HasInputSize: true } ? null : file;
    }

    private static LayerDeclaration? ReadLayer(AttributeData data) =>
        AttributeNames.IsDense(data) ? DenseReader.Read(data)
        : AttributeNames.IsDropout(data) ? ReadDropout(data)
        : null;

    private static DropoutDeclaration? ReadDropout(AttributeData data)
    {
        var arguments = new ArgumentReader(data);
        var layer = new DropoutDeclaration(arguments.Double("rate") ?? 0);
        return arguments.IsBroken ? null : layer;
    }
}
