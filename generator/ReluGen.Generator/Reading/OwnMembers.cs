using Microsoft.CodeAnalysis;
using ReluGen.Emit;

namespace ReluGen.Generator.Reading;

/// <summary>Members of a network's type that the user wrote.</summary>
/// <remarks>The analyzer sees the type with its generated part, the generator without: members in generated files never count.</remarks>
internal static class OwnMembers
{
    /// <summary>The signatures of the user's methods, and the names of other members, that generated ones may have.</summary>
    public static EquatableArray<string> Of(INamedTypeSymbol type) => new(
        type.GetMembers().Where(member => FindLocation(member) is not null).SelectMany(Clashing).ToArray());

    /// <summary>Where the user wrote <paramref name="member"/>, or null where the generator did.</summary>
    public static Location? FindLocation(ISymbol member) =>
        member.Locations.FirstOrDefault(place => place.SourceTree is { } tree && !tree.FilePath.Contains(typeof(NetworkGenerator).FullName!));

    /// <summary>Whether a generated method could have the same signature.</summary>
    public static bool IsPlain(IMethodSymbol method) => method.Arity == 0 && method.Parameters.All(parameter => parameter.RefKind == RefKind.None);

    private static IEnumerable<string> Clashing(ISymbol member)
    {
        if (GeneratedMembers.PartSuffixes.Any(suffix => member.Name.EndsWith(suffix, StringComparison.Ordinal)))
        {
            yield return member.Name;
        }
        else if (member is IMethodSymbol method && GeneratedMembers.Methods.Contains(method.Name) && IsPlain(method))
        {
            yield return GeneratedMember.SignatureOf(method.Name, ParameterTypes(method));
        }
    }

    /// <summary>The parameter types as <see cref="GeneratedMember.ParameterTypes"/> writes them.</summary>
    public static IEnumerable<string> ParameterTypes(IMethodSymbol method) =>
        method.Parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
}
