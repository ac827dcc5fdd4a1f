using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the places of the panels as named constants, which kernels and packing share.</summary>
internal static class PlaceEmitter
{
    /// <summary>The name of the class.</summary>
    public const string Class = "Place";

    /// <summary>Writes the class.</summary>
    public static void Write(SourceWriter w, NetworkPlan plan)
    {
        w.Line("/// <summary>Where the panels of weights, biases and constants are, in bytes behind the start of their memory.</summary>");
        using (w.Open($"internal static class {Class}"))
        {
            IEnumerable<(string Name, long Place, string Owner)> constants = Constants(plan).Select(constant => (ConstantName(constant), constant.Panel, ""));
            foreach ((string name, long place, string owner) in constants.Concat(plan.Layers.SelectMany(Places)))
            {
                w.Line(Text($"internal const {(place > int.MaxValue ? "long" : "int")} {name} = {place};{(owner.Length == 0 ? "" : $" // that of {owner}")}"));
            }
        }
    }

    /// <summary>The constants of a graph that have a panel.</summary>
    public static IEnumerable<ValuePlan> Constants(NetworkPlan plan) => plan.Graph?.Values.Where(value => value.Place == ValuePlace.Constant) ?? [];

    /// <summary>The name of a constant's place.</summary>
    public static string ConstantName(ValuePlan constant) => constant.Title + "Constant";

    /// <summary>A layer's panels; of tied weights with the owner's panel that they are.</summary>
    private static IEnumerable<(string Name, long Place, string Owner)> Places(LayerPlan layer)
    {
        PanelPlaces places = layer.Places!;
        WeightTie? tie = layer.Dense.Tie;
        yield return (layer.Title + "ByInput", places.ByInput, Owner(tie is { IsTransposed: true } ? "ByUnit" : "ByInput"));
        if (layer.TailUnits > 0)
        {
            yield return (layer.Title + "ByInputTail", places.ByInputTail, Owner("ByInputTail"));
        }

        yield return (layer.Title + "ByUnit", places.ByUnit, Owner(tie is { IsTransposed: true } ? "ByInput" : "ByUnit"));
        if (layer.Dense.Bias is not null)
        {
            yield return (layer.Title + "Bias", places.Bias, "");
        }

        string Owner(string panel) => tie is null ? "" : LayerPlan.TitleOf(tie.Source) + panel;
    }
}
