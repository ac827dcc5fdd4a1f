using ReluGen.Declaration;
using ReluGen.Planning;

namespace ReluGen.Emit;

/// <summary>
/// Where a network's kernels live and what they are called. They stand in a namespace of their own, where no name of
/// the user's can hide the framework's, so that they read without <c>global::</c>.
/// </summary>
internal static class KernelNames
{
    /// <summary>The namespace of the kernels of a type; different types get different ones.</summary>
    public static string Namespace(TypeDeclaration type)
    {
        // '_' becomes "_u" and '.' becomes "__"; a type's arity follows it as "_1": each reads back in one way only.
        IEnumerable<string> parts = type.Namespace.Length == 0 ? [] : type.Namespace.Split('.');
        parts = parts.Concat(type.ContainingTypes.Select(outer => outer.Name)).Concat([type.Name]);
        string name = string.Join("__", parts.Select(Mangle));
        bool isKeyword = "@" + name == type.Name;
        return "ReluGen.Generated." + (isKeyword ? type.Name : name);
    }

    private static string Mangle(string name)
    {
        int bracket = name.IndexOf('<');
        string plain = (bracket < 0 ? name : name.Substring(0, bracket)).TrimStart('@').Replace("_", "_u");
        return bracket < 0 ? plain : NumberText.Text($"{plain}_{name.Count(c => c == ',') + 1}");
    }

    /// <summary>The field that holds a layer's weights as [inputs, stride].</summary>
    public static string Panel(LayerPlan layer) => $"Parameters.{layer.Title}Weights";

    /// <summary>The field that holds a layer's bias, padded to a whole row.</summary>
    public static string Bias(LayerPlan layer) => $"Parameters.{layer.Title}Bias";

    /// <summary>The field that holds a layer's weights as [units, stride].</summary>
    public static string GradientPanel(LayerPlan layer) => $"GradientParameters.{layer.Title}Weights";
}
