using Microsoft.CodeAnalysis;

namespace ReluGen.Generator.Reading;

/// <summary>The attributes that declare a network, by name: the generator does not reference the runtime.</summary>
internal static class AttributeNames
{
    public static bool IsNetwork(AttributeData attribute) => IsOurs(attribute.AttributeClass, "NetworkAttribute");

    public static bool IsDense(AttributeData attribute) => IsOurs(attribute.AttributeClass, "DenseAttribute");

    public static bool IsDropout(AttributeData attribute) => IsOurs(attribute.AttributeClass, "DropoutAttribute");

    public static bool IsLayer(AttributeData attribute)
    {
        for (INamedTypeSymbol? type = attribute.AttributeClass; type is not null; type = type.BaseType)
        {
            if (IsOurs(type, "LayerAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOurs(INamedTypeSymbol? type, string name) =>
        type is { ContainingType: null, ContainingNamespace: { Name: "ReluGen", ContainingNamespace.IsGlobalNamespace: true } }
        && type.Name == name;
}
