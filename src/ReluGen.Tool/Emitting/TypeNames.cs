using Microsoft.CodeAnalysis.CSharp;

namespace ReluGen.Tool.Emitting;

/// <summary>Names of types and namespaces.</summary>
internal static class TypeNames
{
    /// <summary>Whether a class may have that name.</summary>
    public static bool IsClassName(string name) => SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None;

    /// <summary>Whether a namespace may have that name.</summary>
    public static bool IsNamespace(string name) => name.Length == 0 || name.Split('.').All(IsClassName);

    /// <summary>A class name made from a file's: <c>ball-chase.v2.onnx</c> becomes <c>BallChaseV2</c>.</summary>
    public static string FromFile(string fileName)
    {
        var name = new System.Text.StringBuilder();
        bool startsWord = true;
        foreach (char c in Path.GetFileNameWithoutExtension(fileName))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(startsWord ? char.ToUpperInvariant(c) : c);
            }

            startsWord = !char.IsAsciiLetterOrDigit(c);
        }

        return name.Length == 0 ? "Network" : char.IsAsciiDigit(name[0]) ? "Network" + name : name.ToString();
    }
}
