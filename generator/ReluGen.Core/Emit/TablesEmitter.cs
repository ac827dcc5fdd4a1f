using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the tables of places of irregular arrangements, and what an arrangement's call takes.</summary>
internal static class TablesEmitter
{
    private const int LongestLine = 32;

    /// <summary>The block of a part, or its table by name.</summary>
    public static string Argument(NetworkPlan plan, GraphStep step, ArrangementPart part) => part.Places is null
        ? Numbers(part.Block)
        : $"Tables.{Name(plan, step, part)}";

    /// <summary>Numbers as a span of constant data.</summary>
    public static string Numbers(IEnumerable<int> numbers) =>
        $"new int[] {{ {string.Join(", ", numbers.Select(number => Integer(number)))} }}";

    /// <summary>Writes the class with all tables, if there are any.</summary>
    public static void Write(SourceWriter w, NetworkPlan plan)
    {
        (GraphStep Step, ArrangementPart Part)[] tables = plan.Graph!.Steps
            .SelectMany(step => step.Parts.Where(part => part.Places is not null).Select(part => (step, part))).ToArray();
        if (tables.Length == 0)
        {
            return;
        }

        w.Line("/// <summary>Where the elements of irregular arrangements come from; -1 for nowhere.</summary>");
        using (w.Open("internal static class Tables"))
        {
            foreach ((GraphStep step, ArrangementPart part) in tables)
            {
                w.Blank();
                using (w.Open($"internal static ReadOnlySpan<int> {Name(plan, step, part)} => new int[]", "};"))
                {
                    int[] places = Enumerable.Range(0, part.Places!.Count).Select(i => part.Places[i]).ToArray();
                    for (int i = 0; i < places.Length; i += LongestLine)
                    {
                        w.Line(string.Join(", ", places.Skip(i).Take(LongestLine).Select(place => Integer(place))) + ",");
                    }
                }
            }
        }

        w.Blank();
    }

    private static string Name(NetworkPlan plan, GraphStep step, ArrangementPart part) =>
        Text($"{plan.Graph!.Values[step.Output].Title}_{part.Source}");
}
