using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Generator.Reading;
using static System.FormattableString;

namespace ReluGen.Generator.Checking;

/// <summary>Finds what keeps the type of a trainable network from getting a constructor.</summary>
internal static class ConstructorChecker
{
    /// <summary>The problems of <paramref name="type"/>, where <paramref name="network"/> is to be trained.</summary>
    public static IEnumerable<TypeProblem> Check(DeclaredType type, NetworkDeclaration? network)
    {
        if (network is not { IsTrainable: true } || type.Symbol.TypeKind != TypeKind.Class || type.Symbol.IsStatic)
        {
            yield break;
        }

        string name = TypeChecker.Name(type.Symbol);
        SyntaxNode? primary = type.Symbol.InstanceConstructors
            .SelectMany(constructor => constructor.DeclaringSyntaxReferences)
            .Select(reference => reference.GetSyntax())
            .FirstOrDefault(syntax => syntax is TypeDeclarationSyntax);
        if (primary is TypeDeclarationSyntax declaration)
        {
            yield return new TypeProblem(ProblemCodes.NotTrainable, declaration.Identifier.GetLocation(), Invariant(
                $"'{name}' has a primary constructor, which the constructor of a trainable network cannot call. Write it as an ordinary constructor."));
        }

        if (type.Symbol.BaseType is { } ancestor && !ancestor.InstanceConstructors.Any(IsUsable))
        {
            yield return new TypeProblem(ProblemCodes.NotTrainable, type.NetworkParts.First().Syntax.Identifier.GetLocation(), Invariant(
                $"'{name}' derives from '{TypeChecker.Name(ancestor)}', which has no constructor without parameters; that of a trainable network calls it. Add one to the base class."));
        }
    }

    private static bool IsUsable(IMethodSymbol constructor) =>
        constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)
        && constructor.DeclaredAccessibility is not (Accessibility.Private or Accessibility.NotApplicable);
}
