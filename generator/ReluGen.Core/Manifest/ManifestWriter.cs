using System.Text;
using ReluGen.Importing;
using ReluGen.Model;

namespace ReluGen.Manifest;

/// <summary>Manifest to text and weights. Same manifest, same bytes. <c>docs/weights.md</c> describes the format.</summary>
public static class ManifestWriter
{
    /// <summary>The first line: the format and its version.</summary>
    internal const string FirstLine = "relugen-manifest 1";

    /// <summary>Writes <paramref name="manifest"/>, whose tensors hold their values.</summary>
    /// <returns>The text, and the bytes of the weights file: the values of large tensors.</returns>
    public static (string Text, byte[] Weights) Write(ModelManifest manifest)
    {
        (ModelManifest placed, byte[] weights) = WeightsLayout.Place(manifest);
        return (WriteText(placed), weights);
    }

    private static string WriteText(ModelManifest manifest)
    {
        var text = new StringBuilder();
        void Add(string line) => text.Append(line).Append('\n');

        Add(FirstLine);
        if (manifest.Tensors is { } file)
        {
            WriteHead(Add, manifest.Path, file.Source, file.Element);
            foreach (StoredTensor tensor in file.Tensors)
            {
                Add(Line(file.Element).Word("tensor").Quoted(tensor.Name).Word("of").Word(tensor.IsInteger ? "integers" : "reals").List("shape", tensor.Shape.Dimensions)
                    .Tensor("values", tensor.Values).Tensor("transposed", tensor.Transposed).ToString());
            }

            foreach (UnreadableTensor tensor in file.Unreadable)
            {
                Add(Line(file.Element).Word("unreadable").Quoted(tensor.Name).Quoted(tensor.Reason).ToString());
            }
        }

        if (manifest.Model is { } model)
        {
            WriteHead(Add, manifest.Path, model.Source ?? new ModelSource("", ContentHash.Of([]), null), model.Element);
            WriteGraph(Add, model);
            foreach (RefusedOutput refused in manifest.Refused)
            {
                ManifestLine line = Line(model.Element).Word("refused").Quoted(refused.Name).Number("nodes", refused.Nodes.Count);
                Add(refused.Nodes.Aggregate(line, (current, node) => current.Quoted(node)).ToString());
            }

            foreach (UnsupportedNode node in manifest.Unsupported)
            {
                Add(Line(model.Element).Word("unsupported").Quoted(node.Name).Word("operator").Quoted(node.Operator).Word("opset").Word(Emit.NumberText.Integer(node.Opset))
                    .Word("reason").Quoted(node.Reason).Word("remedy").Quoted(node.Remedy).ToString());
            }
        }

        Add(LastLine(text.ToString()));
        return text.ToString();
    }

    /// <summary>The last line: the hash of everything before it, so that a manifest that was cut off or changed is known as such.</summary>
    internal static string LastLine(string text) => "end " + ContentHash.Of(Encoding.UTF8.GetBytes(text));

    private static void WriteHead(Action<string> add, string path, ModelSource source, ElementKind element)
    {
        add(Line(element).Word("path").Quoted(path).ToString());
        add(Line(element).Word("source").Quoted(source.FileName).Word(source.Hash).ToString());
        add((source.Resource is { } resource ? Line(element).Word("resource").Quoted(resource) : Line(element).Word("resource").Word("none")).ToString());
        add(Line(element).Word("element").Word(element == ElementKind.Double ? "double" : "float").ToString());
    }

    private static void WriteGraph(Action<string> add, NetworkModel model)
    {
        foreach (Value value in model.Values)
        {
            ManifestLine line = Line(model.Element).Number("value", value.Id).Quoted(value.Name).List("shape", value.Shape.Dimensions);
            add((value.SourceName is { } name ? line.Word("file").Quoted(name) : line).ToString());
        }

        foreach (Node node in model.Nodes)
        {
            add(NodeWriter.Write(node, model.Element));
        }

        add(Line(model.Element).List("inputs", model.Inputs).ToString());
        add(Line(model.Element).List("outputs", model.Outputs).ToString());
    }

    private static ManifestLine Line(ElementKind element) => new(element);
}
