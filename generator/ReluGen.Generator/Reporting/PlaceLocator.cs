using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Generator.Reading;
using ReluGen.Model;

namespace ReluGen.Generator.Reporting;

/// <summary>Finds the source text that a problem is about.</summary>
internal static class PlaceLocator
{
    /// <summary>
    /// The argument's expression; the element where one value of an array is at fault; the attribute where there is no
    /// argument to point at.
    /// </summary>
    public static Location Locate(DeclaredPart part, NetworkDeclaration declaration, Problem problem)
    {
        ProblemPlace place = problem.Place;
        DeclaredAttribute attribute = place.Layer == ProblemPlace.Network ? part.Networks[0] : part.Layers[place.Layer];
        ExpressionSyntax? argument = FindArgument(attribute, place.Argument);
        if (argument is null)
        {
            return attribute.Syntax.GetLocation();
        }

        SyntaxNode? element = problem.Code == ProblemCodes.NotFinite && place.Layer >= 0
            ? FindElement(argument, TensorOf(declaration.Layers[place.Layer], place.Argument), declaration.Element)
            : null;
        return (element ?? argument).GetLocation();
    }

    private static ExpressionSyntax? FindArgument(DeclaredAttribute attribute, string name)
    {
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = attribute.Syntax.ArgumentList?.Arguments ?? default;
        for (int i = 0; i < arguments.Count; i++)
        {
            string? written = arguments[i].NameEquals?.Name.Identifier.ValueText ?? arguments[i].NameColon?.Name.Identifier.ValueText;
            if ((written ?? ParameterName(attribute.Data, i)) == name)
            {
                return arguments[i].Expression;
            }
        }

        return null;
    }

    private static string? ParameterName(AttributeData data, int index) =>
        index < data.AttributeConstructor?.Parameters.Length ? data.AttributeConstructor.Parameters[index].Name : null;

    private static Tensor? TensorOf(LayerDeclaration layer, string argument) => (layer, argument) switch
    {
        (DenseDeclaration dense, "Weights") => dense.Weights,
        (DenseDeclaration dense, "Bias") => dense.Bias,
        _ => null,
    };

    private static SyntaxNode? FindElement(ExpressionSyntax argument, Tensor? tensor, ElementKind kind)
    {
        IReadOnlyList<SyntaxNode> elements = argument switch
        {
            CollectionExpressionSyntax collection => collection.Elements,
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
            ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
            _ => [],
        };

        if (tensor is null || elements.Count != tensor.Count)
        {
            return null;
        }

        int index = tensor.Values.TakeWhile(value => IsFinite(kind == ElementKind.Double ? value : (float)value)).Count();
        return index < elements.Count ? elements[index] : null;
    }

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
