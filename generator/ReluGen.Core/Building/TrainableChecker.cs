using ReluGen.Declaration;
using static ReluGen.Building.DeclarationChecker;

namespace ReluGen.Building;

/// <summary>Finds what keeps a network from being trainable: its type needs instances with an identity, its layers an attribute each.</summary>
internal static class TrainableChecker
{
    /// <summary>The problems of <paramref name="declaration"/>; none where it is not to be trained.</summary>
    public static IReadOnlyList<Problem> Check(NetworkDeclaration declaration)
    {
        var problems = new List<Problem>();
        if (!declaration.IsTrainable)
        {
            return problems;
        }

        TypeDeclaration type = declaration.Type;
        if (type.IsStatic || type.Keyword != "class")
        {
            string kind = type.IsStatic ? "static class" : type.IsRefStruct ? "ref struct" : type.Keyword;
            Add(Text($"'{type.Name}' is a {kind}, but a trainable network has instances that hold their parameters. Make it a class that is not static, or remove Trainable."));
        }

        if (declaration.File?.Model is { } model)
        {
            Add(Text($"'{type.Name}' is trainable and comes from the model file \"{model}\"; only layers declared by attributes can be trained. Declare the layers, with Weights = \"...\" for their first values, or remove Trainable."));
        }

        return problems;

        void Add(string message) => problems.Add(
            new Problem(ProblemCodes.NotTrainable, new ProblemPlace(ProblemPlace.Network, "Trainable"), message));
    }
}
