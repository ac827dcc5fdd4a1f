using ReluGen.Readers.Onnx;

namespace ReluGen.Importing.Onnx;

/// <summary>Which nodes the wanted outputs need, in an order in which they can run.</summary>
/// <param name="Outputs">The wanted outputs.</param>
/// <param name="Nodes">The positions in the file of the nodes that they need, each after those whose values it reads.</param>
/// <param name="Names">The names of all values that the outputs need.</param>
/// <param name="Problems">Everything that is wrong with the graph.</param>
internal sealed record GraphSelection(
    IReadOnlyList<string> Outputs, IReadOnlyList<int> Nodes, IReadOnlyCollection<string> Names, IReadOnlyList<string> Problems)
{
    private const int MostNamesInMessage = 20;

    /// <summary>Selects what <paramref name="wanted"/> names, or every output where it names none.</summary>
    public static GraphSelection Of(OnnxGraph graph, EquatableArray<string> wanted)
    {
        var problems = new List<string>();
        List<string> outputs = FindOutputs(graph, wanted, problems);
        Dictionary<string, int> producers = FindProducers(graph, problems);
        if (problems.Count > 0)
        {
            return new GraphSelection(outputs, [], [], problems);
        }

        var names = new HashSet<string>(outputs, StringComparer.Ordinal);
        var needed = new HashSet<int>();
        var open = new Queue<string>(names);
        var known = new HashSet<string>(graph.Inputs.Select(input => input.Name).Concat(graph.Initializers.Keys).Concat(graph.Unreadable.Keys), StringComparer.Ordinal);
        while (open.Count > 0)
        {
            string name = open.Dequeue();
            if (!producers.TryGetValue(name, out int producer))
            {
                if (!known.Contains(name))
                {
                    problems.Add($"The value {Quoted(name)} is read, but no node, input or initializer makes it. Export the model again.");
                }
            }
            else if (needed.Add(producer))
            {
                foreach (string input in graph.Nodes[producer].Inputs.Where(input => input.Length > 0 && names.Add(input)))
                {
                    open.Enqueue(input);
                }
            }
        }

        return new GraphSelection(outputs, Order(graph, producers, needed, problems), names, problems);
    }

    /// <summary>A name from the file as messages show it: on one line, not too long.</summary>
    public static string Quoted(string name) => "\"" + Shown(name) + "\"";

    /// <summary>The same without quotation marks.</summary>
    public static string Shown(string name)
    {
        const int Longest = 100;
        string text = new(name.Take(Longest).Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? '?' : c).ToArray());
        return text + (name.Length > Longest ? "…" : "");
    }

    /// <summary>The first names, quoted.</summary>
    public static string Listed(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MostNamesInMessage).Select(Quoted)) + (names.Count > MostNamesInMessage ? ", …" : "");

    private static List<string> FindOutputs(OnnxGraph graph, EquatableArray<string> wanted, List<string> problems)
    {
        var all = graph.Outputs.Select(output => output.Name).ToList();
        if (all.Count == 0)
        {
            problems.Add("The graph has no outputs. Export the model again.");
        }

        if (wanted.Count == 0)
        {
            return all.Distinct().ToList();
        }

        foreach (string name in wanted.Where(name => !all.Contains(name)))
        {
            problems.Add($"There is no output {Quoted(name)}. Choose among {Listed(all)}.");
        }

        return wanted.ToList();
    }

    private static Dictionary<string, int> FindProducers(OnnxGraph graph, List<string> problems)
    {
        var producers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (string output in graph.Nodes[i].Outputs.Where(output => output.Length > 0))
            {
                if (producers.ContainsKey(output) || graph.Initializers.ContainsKey(output))
                {
                    problems.Add($"The value {Quoted(output)} is made twice. Export the model again.");
                }

                producers[output] = i;
            }
        }

        return producers;
    }

    /// <summary>Kahn's algorithm; of nodes that are ready the first in the file comes first.</summary>
    private static List<int> Order(OnnxGraph graph, Dictionary<string, int> producers, HashSet<int> needed, List<string> problems)
    {
        var readers = new Dictionary<int, List<int>>();
        var waits = new Dictionary<int, int>();
        foreach (int node in needed)
        {
            int[] before = graph.Nodes[node].Inputs.Where(producers.ContainsKey).Select(input => producers[input]).Distinct().ToArray();
            waits[node] = before.Length;
            foreach (int producer in before)
            {
                if (!readers.TryGetValue(producer, out List<int>? list))
                {
                    readers.Add(producer, list = []);
                }

                list.Add(node);
            }
        }

        var ready = new SortedSet<int>(needed.Where(node => waits[node] == 0));
        var order = new List<int>();
        while (ready.Count > 0)
        {
            int node = ready.Min;
            ready.Remove(node);
            order.Add(node);
            foreach (int reader in readers.TryGetValue(node, out List<int>? list) ? list : [])
            {
                if (--waits[reader] == 0)
                {
                    ready.Add(reader);
                }
            }
        }

        if (order.Count < needed.Count)
        {
            IEnumerable<string> stuck = needed.Except(order).OrderBy(node => node).Take(MostNamesInMessage)
                .Select(node => Quoted(NameOf(graph.Nodes[node])));
            problems.Add($"Nodes depend on their own results: {string.Join(", ", stuck)}. Export the model again.");
        }

        return order;
    }

    /// <summary>A node's name, or that of its first output.</summary>
    public static string NameOf(OnnxNode node) =>
        node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault(output => output.Length > 0) ?? node.Operator;
}
