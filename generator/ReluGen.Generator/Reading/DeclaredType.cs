using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReluGen.Generator.Reading;

/// <summary>A type that carries our attributes, as the compiler sees it. Lives within one call and is never cached.</summary>
/// <param name="Symbol">The type.</param>
/// <param name="Parts">The parts that carry our attributes.</param>
internal sealed record DeclaredType(INamedTypeSymbol Symbol, ImmutableArray<DeclaredPart> Parts)
{
    /// <summary>The parts that carry <c>[Network]</c>: exactly one in a sound declaration.</summary>
    public IEnumerable<DeclaredPart> NetworkParts => Parts.Where(part => part.Networks.Length > 0);
}

/// <summary>One part of a type with our attributes on it, in source order.</summary>
/// <param name="Syntax">The part.</param>
/// <param name="Networks">Its <c>[Network]</c> attributes: at most one in a sound declaration.</param>
/// <param name="Layers">Its layer attributes.</param>
internal sealed record DeclaredPart(
    TypeDeclarationSyntax Syntax, ImmutableArray<DeclaredAttribute> Networks, ImmutableArray<DeclaredAttribute> Layers);

/// <summary>An attribute with the syntax that it was written with.</summary>
/// <param name="Syntax">The attribute as written.</param>
/// <param name="Data">The attribute as the compiler bound it.</param>
internal sealed record DeclaredAttribute(AttributeSyntax Syntax, AttributeData Data);
