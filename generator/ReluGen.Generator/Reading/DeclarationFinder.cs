using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReluGen.Declaration;
using ReluGen.Generator.Checking;

namespace ReluGen.Generator.Reading;

/// <summary>Compilation to declarations: all networks that are declared, in the order of files.</summary>
/// <remarks>
/// <c>ForAttributeWithMetadataName</c> would do, but it binds the attributes of all networks after every keystroke, since any
/// edit may change what they mean: a constant, a using, a type of the same name. Such an edit changes the <see cref="CompilationKey"/>;
/// one in a body does not, and then each file's networks are what they were.
/// </remarks>
internal static class DeclarationFinder
{
    private const string Network = "Network";

    /// <summary>The declarations; null where a type that may be a network is none, or has a fault of its own.</summary>
    public static ImmutableArray<NetworkDeclaration?> Find(Compilation compilation, CancellationToken cancellation)
    {
        (SyntaxTree Tree, FileOutline Outline)[] files = compilation.SyntaxTrees.Select(tree => (tree, FileOutline.Of(tree, cancellation))).ToArray();
        var names = new HashSet<string>(files.SelectMany(static file => file.Outline.GlobalAliases), StringComparer.Ordinal) { Network };
        files = Array.FindAll(files, file => file.Outline.MayUse(names));
        if (files.Length == 0)
        {
            return ImmutableArray<NetworkDeclaration?>.Empty;
        }

        string key = CompilationKey.Of(compilation, cancellation);
        return files.SelectMany(file => file.Outline.Declarations(key, () => Read(compilation, file.Tree, file.Outline, names, cancellation)).AsEnumerable()).ToImmutableArray();
    }

    private static ImmutableArray<NetworkDeclaration?> Read(
        Compilation compilation, SyntaxTree tree, FileOutline outline, HashSet<string> names, CancellationToken cancellation)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        return tree.GetRoot(cancellation)
            .DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .Where(DeclaredTypeReader.IsCandidate)
            .Cast<TypeDeclarationSyntax>()
            .Where(type => outline.MayUse(names, type))
            .Select(type => Read(model, type, cancellation))
            .ToImmutableArray();
    }

    private static NetworkDeclaration? Read(SemanticModel model, TypeDeclarationSyntax syntax, CancellationToken cancellation)
    {
        if (model.GetDeclaredSymbol(syntax, cancellation) is not INamedTypeSymbol symbol)
        {
            return null;
        }

        DeclaredType type = DeclaredTypeReader.Read(symbol, cancellation);
        if (type.NetworkParts.FirstOrDefault() is not { } part || part.Syntax != syntax)
        {
            return null;
        }

        NetworkDeclaration? network = NetworkReader.Read(type, part);
        return TypeChecker.Check(type, network).Any() ? null : network;
    }
}
