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
            IEnumerable<(string Name, long Place)> constants = Constants(plan).Select(constant => (ConstantName(constant), constant.Panel));
            foreach ((string name, long place) in constants.Concat(plan.Layers.SelectMany(Places)))
            {
                w.Line(Text($"internal const {(place > int.MaxValue ? "long" : "int")} {name} = {place};"));
            }
        }
    }

    /// <summary>The constants of a graph that have a panel.</summary>
    public static IEnumerable<ValuePlan> Constants(NetworkPlan plan) => plan.Graph?.Values.Where(value => value.Place == ValuePlace.Constant) ?? [];

    /// <summary>The name of a constant's place.</summary>
    public static string ConstantName(ValuePlan constant) => constant.Title + "Constant";

    private static IEnumerable<(string Name, long Place)> Places(LayerPlan layer)
    {
        PanelPlaces places = layer.Places!;
        yield return (layer.Title + "ByInput", places.ByInput);
        if (layer.TailUnits > 0)
        {
            yield return (layer.Title + "ByInputTail", places.ByInputTail);
        }

        yield return (layer.Title + "ByUnit", places.ByUnit);
        if (layer.Dense.Bias is not null)
        {
            yield return (layer.Title + "Bias", places.Bias);
        }
    }
}
