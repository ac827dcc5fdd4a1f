using ReluGen.Readers;
using ReluGen.Readers.Onnx;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Training.Running;

/// <summary>A case of one operator in the layout of ONNX's own tests, from <c>conformance/onnx-node</c>.</summary>
/// <param name="Node">The operator.</param>
/// <param name="Inputs">Its inputs in order.</param>
/// <param name="Outputs">The outputs that are right, in order.</param>
internal sealed record OnnxCase(OnnxNode Node, IReadOnlyList<NamedTensor> Inputs, IReadOnlyList<NamedTensor> Outputs)
{
    /// <summary>Loads a case, or skips the test where the data is absent.</summary>
    public static OnnxCase Load(string name)
    {
        string folder = SharedData.Find("conformance/onnx-node/" + name);
        OnnxModel model = Decoded(OnnxReader.Read(File.ReadAllBytes(Path.Combine(folder, "model.onnx"))));
        return new OnnxCase(Assert.Single(model.Graph.Nodes), Tensors(folder, "input"), Tensors(folder, "output"));
    }

    /// <summary>The number of an attribute, or its default.</summary>
    public double Number(string name, double otherwise) =>
        Node.Attributes.TryGetValue(name, out OnnxAttribute? attribute) ? attribute.Floats[0] : otherwise;

    /// <summary>The integer of an attribute, or its default.</summary>
    public long Integer(string name, long otherwise) =>
        Node.Attributes.TryGetValue(name, out OnnxAttribute? attribute) ? attribute.Integers[0] : otherwise;

    /// <summary>The text of an attribute, or its default.</summary>
    public string Text(string name, string otherwise) =>
        Node.Attributes.TryGetValue(name, out OnnxAttribute? attribute) ? attribute.Strings[0] : otherwise;

    private static List<NamedTensor> Tensors(string folder, string prefix)
    {
        var tensors = new List<NamedTensor>();
        string path;
        while (File.Exists(path = Path.Combine(folder, "test_data_set_0", FormattableString.Invariant($"{prefix}_{tensors.Count}.pb"))))
        {
            tensors.Add(Decoded(OnnxReader.ReadTensor(File.ReadAllBytes(path))));
        }

        return tensors;
    }

    private static T Decoded<T>(ReadResult<T> result)
        where T : class => result.Value ?? throw new InvalidOperationException(string.Join(" ", result.Problems));
}
