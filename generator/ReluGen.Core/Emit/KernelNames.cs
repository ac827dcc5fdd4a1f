using ReluGen.Declaration;
using ReluGen.Model;
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

    /// <summary>A layer's weights as [inputs, units]: a row is what one input contributes to all units.</summary>
    public static WeightPanel ByInput(LayerPlan layer) => new(
        Panel(layer, "ByInput", places => places.ByInput),
        layer.PanelStride,
        layer.TailUnits == 0 ? null : new WeightPanel(Panel(layer, "ByInputTail", places => places.ByInputTail), layer.TailUnits));

    /// <summary>A layer's weights as [units, inputs]: a row is what all inputs contribute to one unit.</summary>
    public static WeightPanel ByUnit(LayerPlan layer, ElementKind element) =>
        new(Panel(layer, "ByUnit", places => places.ByUnit), Planner.Padded(layer.Dense.InputSize, element));

    /// <summary>The address of a layer's bias, padded to a whole row, or null.</summary>
    public static string? Bias(LayerPlan layer) => layer.Dense.Bias is null ? null : Panel(layer, "Bias", places => places.Bias);

    /// <summary>The namespace of the kernels that a network runs.</summary>
    public static string KernelNamespace(NetworkPlan plan) => Namespace(plan.KernelOwner);

    /// <summary>What methods of kernels take beside refs and counts: the address of the panels, where there are any.</summary>
    public static string PanelsParameter(NetworkPlan plan) => plan.Block is null ? "" : ", nint panels";

    /// <summary>The argument for <see cref="PanelsParameter"/>.</summary>
    public static string PanelsArgument(NetworkPlan plan) => plan.Block is null ? "" : ", panels";

    private static string Panel(LayerPlan layer, string kind, Func<PanelPlaces, long> place) => Address(layer.Title + kind, place(layer.Places!));

    /// <summary>The address of a panel in the memory that is given as <c>panels</c>.</summary>
    /// <param name="name">The panel's name among the <see cref="PlaceEmitter"/>'s constants.</param>
    /// <param name="place">Its place.</param>
    public static string Address(string name, long place) => $"panels + {(place > int.MaxValue ? "(nint)" : "")}{PlaceEmitter.Class}.{name}";
}
