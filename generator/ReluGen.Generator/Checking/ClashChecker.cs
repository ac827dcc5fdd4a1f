using Microsoft.CodeAnalysis;
using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Emit;
using ReluGen.Generator.Reading;
using ReluGen.Model;
using static System.FormattableString;

namespace ReluGen.Generator.Checking;

/// <summary>Finds names that C# would not let the generator's members stand beside.</summary>
/// <remarks>
/// An inherited member is merely hidden, unless it is abstract, which C# does not allow.
/// </remarks>
internal static class ClashChecker
{
    private static readonly IReadOnlyList<GeneratedMember> MethodNames = GeneratedMembers.Methods
        .Select(name => new GeneratedMember(GeneratedMemberKind.Method, name, new EquatableArray<string>("any")))
        .ToArray();

    /// <summary>All clashes of <paramref name="type"/> with the members of <paramref name="network"/>, as far as it can be read.</summary>
    public static IEnumerable<TypeProblem> Check(DeclaredType type, NetworkDeclaration? network)
    {
        if (type.NetworkParts.FirstOrDefault() is not { } part)
        {
            return [];
        }

        IReadOnlyList<DenseDeclaration> layers = network?.DenseLayers ?? [];
        int outputSize = layers.LastOrDefault()?.Units ?? 0;
        IReadOnlyList<GeneratedMember> members = network is { IsTrainable: true }
            ? GeneratedMembers.ForTrainable(network.InputSize, outputSize, network.Element, layers.Select(layer => layer.UseBias).ToArray(), network.HasDropout)
            : GeneratedMembers.For(network?.InputSize ?? 0, outputSize, network?.Element ?? ElementKind.Float);
        if (network?.File?.Model is not null)
        {
            // Sizes and number type, and with them the signatures, are the file's to say; the model builder compares them.
            members = members.Where(member => member.Kind != GeneratedMemberKind.Method).Concat(MethodNames).ToArray();
        }

        return CheckNames(type.Symbol, part, members)
            .Concat(CheckMembers(type.Symbol, members))
            .Concat(CheckInherited(type.Symbol, part, members));
    }

    private static IEnumerable<TypeProblem> CheckNames(
        INamedTypeSymbol type, DeclaredPart part, IReadOnlyList<GeneratedMember> members)
    {
        if (members.Any(member => member.Name == type.Name))
        {
            yield return new TypeProblem(ProblemCodes.MemberClash, part.Syntax.Identifier.GetLocation(), Invariant(
                $"'{TypeChecker.Name(type)}' has the same name as a member that the generator adds to it. Rename the type."));
        }

        foreach (ITypeParameterSymbol parameter in type.TypeParameters.Where(parameter => members.Any(member => member.Name == parameter.Name)))
        {
            yield return new TypeProblem(ProblemCodes.MemberClash, parameter.Locations[0], Invariant(
                $"The type parameter '{parameter.Name}' has the same name as a member that the generator adds to '{TypeChecker.Name(type)}'. Rename it."));
        }
    }

    private static IEnumerable<TypeProblem> CheckMembers(INamedTypeSymbol type, IReadOnlyList<GeneratedMember> members)
    {
        foreach (ISymbol own in type.GetMembers())
        {
            Location? location = OwnMembers.FindLocation(own);
            if (location is not null && members.FirstOrDefault(member => Clashes(own, member)) is { } clash)
            {
                string remedy = own is IMethodSymbol && clash.Kind == GeneratedMemberKind.Method
                    ? "Rename it or change its parameters"
                    : "Rename it";
                yield return new TypeProblem(ProblemCodes.MemberClash, location, Invariant(
                    $"'{TypeChecker.Name(type)}.{own.Name}' clashes with {Describe(clash)} that the generator adds. {remedy}."));
            }
        }
    }

    private static IEnumerable<TypeProblem> CheckInherited(
        INamedTypeSymbol type, DeclaredPart part, IReadOnlyList<GeneratedMember> members)
    {
        foreach (GeneratedMember member in members)
        {
            ISymbol? inherited = BaseTypes(type).SelectMany(ancestor => ancestor.GetMembers(member.Name))
                .FirstOrDefault(candidate => Clashes(candidate, member));
            bool isOverridden = type.GetMembers(member.Name).Any(own => own.IsOverride && Clashes(own, member));
            if (inherited is { IsAbstract: true } and not INamedTypeSymbol && !isOverridden)
            {
                yield return new TypeProblem(ProblemCodes.MemberClash, part.Syntax.Identifier.GetLocation(), Invariant(
                    $"'{TypeChecker.Name(type)}' inherits the abstract member '{TypeChecker.Name(inherited.ContainingType)}.{inherited.Name}', which would be hidden by {Describe(member)} that the generator adds. Rename it in the base type."));
            }
        }
    }

    private static bool Clashes(ISymbol own, GeneratedMember member)
    {
        bool areMethods = own is IMethodSymbol && member.Kind == GeneratedMemberKind.Method;
        return own.Name == member.Name && (!areMethods || HasParameters((IMethodSymbol)own, member));
    }

    private static bool HasParameters(IMethodSymbol method, GeneratedMember member) =>
        OwnMembers.IsPlain(method) && OwnMembers.ParameterTypes(method).SequenceEqual(member.ParameterTypes);

    private static string Describe(GeneratedMember member) => member.Kind switch
    {
        GeneratedMemberKind.Constant => Invariant($"the constant {member.Name}"),
        GeneratedMemberKind.Property => Invariant($"the property {member.Name}"),
        GeneratedMemberKind.Method when member.Name == ".ctor" => "the constructor with a seed",
        _ => Invariant($"the method {member.Name}({string.Join(", ", member.ParameterTypes).Replace("global::System.", "")})"),
    };

    private static IEnumerable<INamedTypeSymbol> BaseTypes(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }
}
