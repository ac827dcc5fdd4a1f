using ReluGen.Building;
using ReluGen.Model;
using ReluGen.Planning;

namespace ReluGen.Emit;

/// <summary>What kind of member the generator adds to a type.</summary>
public enum GeneratedMemberKind
{
    /// <summary>A public constant.</summary>
    Constant,

    /// <summary>A public method or constructor; others of the same name may stand beside it.</summary>
    Method,

    /// <summary>A property or field.</summary>
    Property,
}

/// <summary>A member that the generator adds to a type.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParameterTypes">A method's parameter types as C# writes them, with <c>global::</c>; none for a constant.</param>
public sealed record GeneratedMember(GeneratedMemberKind Kind, string Name, EquatableArray<string> ParameterTypes)
{
    /// <summary>A method's name and parameter types, a constant's name.</summary>
    public string Signature => Kind == GeneratedMemberKind.Constant ? Name : SignatureOf(Name, ParameterTypes);

    /// <summary>The signature of a method as <see cref="Signature"/> writes it.</summary>
    public static string SignatureOf(string name, IEnumerable<string> parameterTypes) => $"{name}({string.Join(", ", parameterTypes)})";
}

/// <summary>
/// The members that generated code adds to the user's type: what the emitters write, and what the analyzer therefore
/// lets nobody else use.
/// </summary>
/// <remarks>Kernels and weights stand in a namespace of their own and take no name from the type.</remarks>
public static class GeneratedMembers
{
    /// <summary>The public constants.</summary>
    public static IReadOnlyList<string> Constants { get; } = ["InputSize", "OutputSize", "ParameterCount"];

    /// <summary>The names of the public methods.</summary>
    public static IReadOnlyCollection<string> Methods { get; } = ["Forward", "ForwardBatch", "Backward", "BackwardBatch"];

    /// <summary>What the names of the constants of one of several inputs or outputs end with.</summary>
    public static IReadOnlyList<string> PartSuffixes { get; } = ["Offset", "Size"];

    /// <summary>The members that a network gets which is no chain of layers: beside the usual ones those of its several inputs and outputs.</summary>
    public static IReadOnlyList<GeneratedMember> For(NetworkModel model)
    {
        var members = new List<GeneratedMember>(For(model.InputSize, model.OutputSize, model.Element));
        if (GraphMembers.HasParts(model))
        {
            IReadOnlyList<GraphPart> parts = GraphMembers.Parts(Planner.Plan(model));
            string number = LaneText.ElementName(model.Element);
            members.AddRange(parts.SelectMany(part => PartSuffixes.Select(suffix => Member(GeneratedMemberKind.Constant, part.Title + suffix))));
            members.Add(Method("Forward", [.. parts.Select(part => $"global::System.{(part.IsInput ? "ReadOnlySpan" : "Span")}<{number}>")]));
        }

        return members;
    }

    /// <summary>The members that a network of the given sizes gets.</summary>
    /// <param name="inputSize">The number of input elements.</param>
    /// <param name="outputSize">The number of output elements.</param>
    /// <param name="element">The number type.</param>
    public static IReadOnlyList<GeneratedMember> For(int inputSize, int outputSize, ElementKind element)
    {
        string number = element == ElementKind.Double ? "double" : "float";
        string read = $"global::System.ReadOnlySpan<{number}>";
        string write = $"global::System.Span<{number}>";

        var members = new List<GeneratedMember>();
        members.AddRange(Constants.Select(name => Member(GeneratedMemberKind.Constant, name)));
        members.AddRange(
        [
            Method("Forward", read, write),
            Method("ForwardBatch", read, write),
            Method("Backward", read, read, write),
            Method("Backward", read, read, write, write),
            Method("BackwardBatch", read, read, write),
            Method("BackwardBatch", read, read, write, write),
        ]);

        switch (inputSize == 1, outputSize == 1)
        {
            case (true, true):
                members.Add(Method("Forward", number));
                members.Add(Method("Backward", number, number));
                break;
            case (false, true):
                members.Add(Method("Forward", read));
                break;
            case (true, false):
                members.Add(Method("Forward", number, write));
                break;
        }

        return members;
    }

    /// <summary>The members that a trainable network gets.</summary>
    /// <param name="inputSize">The number of input elements.</param>
    /// <param name="outputSize">The number of output elements.</param>
    /// <param name="element">The number type.</param>
    /// <param name="hasBias">Of each layer, whether it has a bias.</param>
    /// <param name="hasDropout">Whether it has a dropout.</param>
    public static IReadOnlyList<GeneratedMember> ForTrainable(
        int inputSize, int outputSize, ElementKind element, IReadOnlyList<bool> hasBias, bool hasDropout = false)
    {
        string number = element == ElementKind.Double ? "double" : "float";
        string read = $"global::System.ReadOnlySpan<{number}>";
        string write = $"global::System.Span<{number}>";
        var members = new List<GeneratedMember>(For(inputSize, outputSize, element))
        {
            Method(".ctor", "ulong", "global::ReluGen.Training.Initializer"),
            Method("ForwardChunk", read, write, write),
            Method("BackwardChunk", read, read, write, write),
            Method("Dispose"),
            Member(GeneratedMemberKind.Constant, TrainableMembers.Workspace),
            Member(GeneratedMemberKind.Property, "Layers"),
            Member(GeneratedMemberKind.Property, "Parameters"),
            Member(GeneratedMemberKind.Property, "ParameterValues"),
            Member(GeneratedMemberKind.Property, "Gradient"),
            Member(GeneratedMemberKind.Property, TrainableMembers.Memory),
        };
        if (hasDropout)
        {
            members.Add(Method("ForwardChunk", read, write, write, "global::ReluGen.DropoutKey"));
        }

        for (int i = 0; i < hasBias.Count; i++)
        {
            string layer = LayerPlan.TitleOf(ModelBuilder.LayerName(i, hasBias.Count));
            foreach (string view in hasBias[i] ? new[] { layer + "Weights", layer + "Bias" } : [layer + "Weights"])
            {
                members.Add(Member(GeneratedMemberKind.Property, view));
                members.Add(Member(GeneratedMemberKind.Constant, view + "Offset"));
            }
        }

        return members;
    }

    private static GeneratedMember Method(string name, params string[] parameterTypes) =>
        Member(GeneratedMemberKind.Method, name, parameterTypes);

    private static GeneratedMember Member(GeneratedMemberKind kind, string name, params string[] parameterTypes) =>
        new(kind, name, new EquatableArray<string>(parameterTypes));
}
