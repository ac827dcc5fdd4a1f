using Microsoft.CodeAnalysis;
using ReluGen.Emit;

namespace ReluGen.Generator.Reading;

/// <summary>Members of a network's type that the user wrote.</summary>
/// <remarks>The analyzer sees the type with its generated part, the generator without: members in generated files never count.</remarks>
internal static class OwnMethods
{
    /// <summary>The signatures of the user's methods that have the name of a generated one.</summary>
    public static EquatableArray<string> Of(INamedTypeSymbol type) => new(
        type.GetMembers().OfType<IMethodSymbol>()
            .Where(method => GeneratedMembers.Methods.Contains(method.Name) && FindLocation(method) is not null && IsPlain(method))
            .Select(method => GeneratedMember.SignatureOf(method.Name, ParameterTypes(method)))
            .ToArray());

    /// <summary>Where the user wrote <paramref name="member"/>, or null where the generator did.</summary>
    public static Location? FindLocation(ISymbol member) =>
        member.Locations.FirstOrDefault(place => place.SourceTree is { } tree && !tree.FilePath.Contains(typeof(NetworkGenerator).FullName!));

    /// <summary>Whether a generated method could have the same signature.</summary>
    public static bool IsPlain(IMethodSymbol method) => method.Arity == 0 && method.Parameters.All(parameter => parameter.RefKind == RefKind.None);

    /// <summary>The parameter types as <see cref="GeneratedMember.ParameterTypes"/> writes them.</summary>
    public static IEnumerable<string> ParameterTypes(IMethodSymbol method) =>
        method.Parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
}
