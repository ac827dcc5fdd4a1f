using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReluGen.Declaration;

namespace ReluGen.Generator.Reading;

/// <summary>Type to text: what it takes to write another part of the type.</summary>
internal static class TypeReader
{
    private static readonly SymbolDisplayFormat NamespaceFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The text of <paramref name="symbol"/>, or null where a name in it is still missing.</summary>
    public static TypeDeclaration? Read(INamedTypeSymbol symbol)
    {
        var containing = new List<ContainingType>();
        for (INamedTypeSymbol? outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containing.Insert(0, new ContainingType(Keyword(outer), Name(outer)));
        }

        return HasAllNames(symbol)
            ? new TypeDeclaration(
                NamespaceOf(symbol),
                new EquatableArray<ContainingType>(containing),
                Keyword(symbol),
                Name(symbol),
                symbol.IsStatic,
                symbol.IsRefLikeType)
            : null;
    }

    /// <summary>The keyword that declares <paramref name="type"/>: <c>class</c>, <c>struct</c>, <c>record</c>, …</summary>
    public static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };

    private static string NamespaceOf(INamedTypeSymbol symbol) =>
        symbol.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(NamespaceFormat) : "";

    private static string Name(INamedTypeSymbol type)
    {
        string name = Escape(type.Name);
        return type.TypeParameters.IsEmpty
            ? name
            : name + "<" + string.Join(", ", type.TypeParameters.Select(parameter => Escape(parameter.Name))) + ">";
    }

    /// <summary>
    /// An <c>@</c> before whatever may be a keyword in some place. <c>record</c> and its like are no keywords as far as
    /// the lexer knows, but a type of that name is declared with the <c>@</c>.
    /// </summary>
    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    private static bool HasAllNames(INamedTypeSymbol symbol)
    {
        for (ISymbol? part = symbol; part is not null and not INamespaceSymbol { IsGlobalNamespace: true }; part = part.ContainingSymbol)
        {
            if (part is INamedTypeSymbol type && !type.TypeParameters.All(parameter => SyntaxFacts.IsValidIdentifier(parameter.Name)))
            {
                return false;
            }

            if (part is INamespaceOrTypeSymbol && !SyntaxFacts.IsValidIdentifier(part.Name))
            {
                return false;
            }
        }

        return true;
    }
}
