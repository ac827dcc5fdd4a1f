using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReluGen.Generator.Reading;

/// <summary>Finds our attributes on a type and sorts them by the part that carries them.</summary>
internal static class DeclaredTypeReader
{
    /// <summary>Whether a network can be declared on <paramref name="node"/>; the compiler refuses the attribute elsewhere.</summary>
    public static bool IsCandidate(SyntaxNode node) =>
        node is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax;

    /// <summary>Reads the attributes of <paramref name="symbol"/>. Without any of ours, the type has no parts.</summary>
    public static DeclaredType Read(INamedTypeSymbol symbol, CancellationToken cancellation)
    {
        var attributes = new List<DeclaredAttribute>();
        foreach (AttributeData data in symbol.GetAttributes())
        {
            if ((AttributeNames.IsNetwork(data) || AttributeNames.IsLayer(data))
                && data.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax { Parent.Parent: { } part } syntax
                && IsCandidate(part))
            {
                attributes.Add(new DeclaredAttribute(syntax, data));
            }
        }

        return new DeclaredType(
            symbol,
            attributes
                .OrderBy(attribute => attribute.Syntax.SpanStart)
                .GroupBy(attribute => (TypeDeclarationSyntax)attribute.Syntax.Parent!.Parent!, ReadPart)
                .ToImmutableArray());
    }

    private static DeclaredPart ReadPart(TypeDeclarationSyntax syntax, IEnumerable<DeclaredAttribute> attributes)
    {
        ILookup<bool, DeclaredAttribute> byKind = attributes.ToLookup(attribute => AttributeNames.IsNetwork(attribute.Data));
        return new DeclaredPart(syntax, byKind[true].ToImmutableArray(), byKind[false].ToImmutableArray());
    }
}
