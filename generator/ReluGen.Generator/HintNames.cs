using System.Collections.Immutable;
using ReluGen.Declaration;

namespace ReluGen.Generator;

/// <summary>A network whose files cannot be named after its full name alone.</summary>
/// <remarks>Equal when both parts are.</remarks>
/// <param name="Type">The network's type.</param>
/// <param name="Name">The name that its files begin with.</param>
public sealed record UnusualName(TypeDeclaration Type, string Name);

/// <summary>
/// Names of generated files: <c>Namespace.Outer.Net.Concern.g.cs</c>, safe for every file system and unique in a
/// compilation, which compares them without regard to case and throws where two are equal.
/// </summary>
public static class HintNames
{
    /// <summary>The name of a network's file about <paramref name="concern"/>.</summary>
    public static string ForFile(string name, string concern) =>
        concern.Length == 0 ? name + ".g.cs" : name + "." + concern + ".g.cs";

    /// <summary>The name that the files of <paramref name="type"/> begin with.</summary>
    public static string For(TypeDeclaration type, EquatableArray<UnusualName> unusual) =>
        unusual.FirstOrDefault(entry => entry.Type == type)?.Name ?? UsualName(type);

    /// <summary>
    /// The networks that need another name: those nested in a network, whose <c>Net.Inner</c> could be the file of
    /// <c>Net</c> about <c>Inner</c>, and those whose names differ from another's in nothing but case.
    /// </summary>
    public static EquatableArray<UnusualName> FindUnusual(ImmutableArray<TypeDeclaration> types)
    {
        if (types.Length < 2)
        {
            return default;
        }

        var networks = new HashSet<string>(types.Select(UsualName), StringComparer.OrdinalIgnoreCase);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var unusual = new List<UnusualName>();
        foreach (TypeDeclaration type in types.OrderBy(type => type.FullName, StringComparer.Ordinal)
            .ThenBy(type => type.Namespace, StringComparer.Ordinal))
        {
            string nested = NestedName(type, networks);
            string name = nested;
            for (int number = 2; !taken.Add(name); number++)
            {
                name = FormattableString.Invariant($"{nested}-{number}");
            }

            if (name != UsualName(type))
            {
                unusual.Add(new UnusualName(type, name));
            }
        }

        return new EquatableArray<UnusualName>(unusual);
    }

    private static string UsualName(TypeDeclaration type) => Safe(type.FullName);

    /// <summary>The usual name, but with <c>+</c> behind each containing type that is itself a network.</summary>
    private static string NestedName(TypeDeclaration type, HashSet<string> networks)
    {
        string usual = Safe(type.Namespace);
        string name = usual;
        char separator = '.';
        foreach (string part in type.ContainingTypes.Select(outer => outer.Name).Concat([type.Name]).Select(Safe))
        {
            name = name.Length == 0 ? part : name + separator + part;
            usual = usual.Length == 0 ? part : usual + "." + part;
            separator = networks.Contains(usual) ? '+' : '.';
        }

        return name;
    }

    private static string Safe(string name) =>
        name.Replace("@", "").Replace(" ", "").Replace('<', '{').Replace('>', '}');
}
