using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Generator.Reading;
using static System.FormattableString;

namespace ReluGen.Generator.Checking;

/// <summary>Finds everything that keeps a type from getting a generated part, whatever network is declared on it.</summary>
internal static class TypeChecker
{
    /// <summary>The oldest C# version that generated code compiles with.</summary>
    public const LanguageVersion OldestLanguage = LanguageVersion.CSharp12;

    /// <summary>
    /// All problems of <paramref name="type"/> with <paramref name="network"/>, the declaration on it as far as it can be
    /// read; any of them means that nothing is generated.
    /// </summary>
    public static IEnumerable<TypeProblem> Check(DeclaredType type, NetworkDeclaration? network) =>
        AttributeChecker.Check(type)
            .Concat(type.NetworkParts.SelectMany(part => CheckPart(type.Symbol, part)))
            .Concat(ConstructorChecker.Check(type, network))
            .Concat(ClashChecker.Check(type, network));

    /// <summary>The name that messages use.</summary>
    public static string Name(INamedTypeSymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static IEnumerable<TypeProblem> CheckPart(INamedTypeSymbol symbol, DeclaredPart part)
    {
        string name = Name(symbol);
        Location identifier = part.Syntax.Identifier.GetLocation();
        if (!IsPartial(part.Syntax))
        {
            yield return new TypeProblem(ProblemCodes.TypeNotPartial, identifier, Invariant(
                $"'{name}' is declared as a network but is not partial. Add the partial modifier to it."));
        }

        foreach (TypeDeclarationSyntax outer in part.Syntax.Ancestors().OfType<TypeDeclarationSyntax>().Where(outer => !IsPartial(outer)))
        {
            yield return new TypeProblem(ProblemCodes.ContainingTypeNotPartial, outer.Identifier.GetLocation(), Invariant(
                $"'{outer.Identifier.ValueText}' contains the network '{name}' but is not partial. Add the partial modifier to it."));
        }

        for (INamedTypeSymbol? local = symbol; local is not null; local = local.ContainingType)
        {
            if (local.IsFileLocal)
            {
                string place = SymbolEqualityComparer.Default.Equals(local, symbol) ? "is" : Invariant($"stands in '{Name(local)}', which is");
                yield return new TypeProblem(ProblemCodes.UnsupportedType, identifier, Invariant(
                    $"'{name}' {place} visible in this file only, so that no generated file can add to it. Remove the file modifier."));
            }
        }

        if (part.Syntax.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < OldestLanguage } options)
        {
            yield return new TypeProblem(ProblemCodes.LanguageVersion, part.Networks[0].Syntax.GetLocation(), Invariant(
                $"'{name}' needs C# {OldestLanguage.ToDisplayString()}, but the project is compiled as C# {options.LanguageVersion.ToDisplayString()}. Set <LangVersion> to {OldestLanguage.ToDisplayString()} or later."));
        }
    }

    private static bool IsPartial(TypeDeclarationSyntax syntax) => syntax.Modifiers.Any(SyntaxKind.PartialKeyword);
}
