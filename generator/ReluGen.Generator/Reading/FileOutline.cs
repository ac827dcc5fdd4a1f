using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReluGen.Declaration;

namespace ReluGen.Generator.Reading;

/// <summary>
/// What a file shows to the others, by its syntax alone: computed once for each tree and forgotten with it. Of an edit
/// only the edited file is looked at again.
/// </summary>
/// <remarks>Holds names and digests, nothing of the compiler's.</remarks>
internal sealed class FileOutline
{
    private const string Suffix = "Attribute";

    private static readonly ConditionalWeakTable<SyntaxTree, FileOutline> Outlines = new();

    private readonly HashSet<string> _attributes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);
    private string? _digest;
    private Reading? _reading;

    private FileOutline(CompilationUnitSyntax root)
    {
        foreach (SyntaxNode node in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: { } alias } directive)
            {
                _aliases.Add(WithoutSuffix(alias));
                GlobalAliases = directive.GlobalKeyword.IsKind(SyntaxKind.None) ? GlobalAliases : GlobalAliases.Add(WithoutSuffix(alias));
            }
            else if (DeclaredTypeReader.IsCandidate(node))
            {
                _attributes.UnionWith(AttributesOn((TypeDeclarationSyntax)node));
            }
        }
    }

    /// <summary>The aliases that the file gives to all files.</summary>
    public ImmutableArray<string> GlobalAliases { get; } = ImmutableArray<string>.Empty;

    /// <summary>The outline of a file.</summary>
    public static FileOutline Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!Outlines.TryGetValue(tree, out FileOutline? outline))
        {
            // Two threads may both compute it: they come to the same result.
            var computed = new FileOutline((CompilationUnitSyntax)tree.GetRoot(cancellation));
            outline = Outlines.GetValue(tree, _ => computed);
        }

        return outline;
    }

    /// <summary>Whether a type in the file may carry an attribute that <paramref name="names"/> or an alias of the file's stands for.</summary>
    public bool MayUse(HashSet<string> names) => _attributes.Overlaps(names) || _attributes.Overlaps(_aliases);

    /// <summary>Whether <paramref name="type"/>, one of the file's, may.</summary>
    public bool MayUse(HashSet<string> names, TypeDeclarationSyntax type) =>
        AttributesOn(type).Any(name => names.Contains(name) || _aliases.Contains(name));

    /// <summary>
    /// A digest of everything in the file that code outside of it, or an attribute in it, can depend on: all of it but
    /// comments, blanks, bodies, and initial values that are no constants.
    /// </summary>
    /// <remarks>What counts as a body is Roslyn's notion too: <c>SyntaxFactory.AreEquivalent(…, topLevel: true)</c>.</remarks>
    public string Digest(SyntaxTree tree, CancellationToken cancellation) => _digest ??= ComputeDigest(tree, cancellation);

    /// <summary>The networks declared in the file, from memory if they were read under the same <paramref name="key"/>.</summary>
    public ImmutableArray<NetworkDeclaration?> Declarations(string key, Func<ImmutableArray<NetworkDeclaration?>> read)
    {
        Reading? reading = _reading;
        if (reading?.Key != key)
        {
            _reading = reading = new Reading(key, read());
        }

        return reading.Declarations;
    }

    private static IEnumerable<string> AttributesOn(TypeDeclarationSyntax type) =>
        type.AttributeLists.SelectMany(static list => list.Attributes).Select(static attribute => WithoutSuffix(SimpleName(attribute.Name)));

    private static string SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static string WithoutSuffix(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;

    private static string ComputeDigest(SyntaxTree tree, CancellationToken cancellation)
    {
        var text = new StringBuilder().Append(tree.FilePath);
        foreach (SyntaxNodeOrToken part in tree.GetRoot(cancellation).DescendantNodesAndTokens(static node => !IsBody(node)))
        {
            string token = part.IsToken ? part.AsToken().Text : "";
            text.Append((char)part.RawKind).Append((char)token.Length).Append((char)(token.Length >> 16)).Append(token);
        }

        return TextDigest.Of(text);
    }

    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax field } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };

    private sealed record Reading(string Key, ImmutableArray<NetworkDeclaration?> Declarations);
}
