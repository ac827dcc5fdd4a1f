namespace ReluGen.Declaration;

/// <summary>The user's type that a network is declared on, as text: enough to write another part of it.</summary>
/// <remarks>Equal when every piece of text is. Names are ready for C#: keywords carry their <c>@</c>.</remarks>
/// <param name="Namespace">The namespace, empty for the global one.</param>
/// <param name="ContainingTypes">The types it is nested in, outermost first.</param>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c> or <c>record struct</c>.</param>
/// <param name="Name">The name with its type parameters, as in <c>Net</c> or <c>Net&lt;T&gt;</c>.</param>
/// <param name="IsStatic">Whether it is a static class.</param>
/// <param name="IsRefStruct">Whether it is a ref struct.</param>
public sealed record TypeDeclaration(
    string Namespace,
    EquatableArray<ContainingType> ContainingTypes,
    string Keyword,
    string Name,
    bool IsStatic,
    bool IsRefStruct)
{
    /// <summary>Whether the language lets the type implement the network contract and be used as a type argument.</summary>
    public bool CanImplementContract => !IsStatic && !IsRefStruct;

    /// <summary>The full name, dotted, without <c>global::</c>.</summary>
    public string FullName
    {
        get
        {
            var parts = ContainingTypes.Select(type => type.Name).ToList();
            if (Namespace.Length > 0)
            {
                parts.Insert(0, Namespace);
            }

            parts.Add(Name);
            return string.Join(".", parts);
        }
    }
}

/// <summary>A type around the user's type.</summary>
/// <remarks>Equal when both texts are.</remarks>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">The name with its type parameters.</param>
public sealed record ContainingType(string Keyword, string Name);
