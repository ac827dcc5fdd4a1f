using ReluGen.Building;
using ReluGen.Generator.Reading;
using static System.FormattableString;

namespace ReluGen.Generator.Checking;

/// <summary>Checks that a type's attributes stand where they belong: all of them on one part, with one <c>[Network]</c>.</summary>
internal static class AttributeChecker
{
    /// <summary>Everything that is in the wrong place.</summary>
    public static IEnumerable<TypeProblem> Check(DeclaredType type)
    {
        string name = TypeChecker.Name(type.Symbol);
        List<DeclaredAttribute> networks = type.Parts.SelectMany(part => part.Networks).ToList();
        if (networks.Count > 1)
        {
            foreach (DeclaredAttribute network in networks)
            {
                yield return new TypeProblem(ProblemCodes.DeclaredTwice, network.Syntax.GetLocation(), Invariant(
                    $"'{name}' has {networks.Count} [Network] attributes; a type can be 1 network. Remove the others."));
            }
        }

        foreach (DeclaredPart part in type.Parts.Where(part => part.Networks.IsEmpty))
        {
            string layers = part.Layers.Length == 1 ? "1 layer" : Invariant($"{part.Layers.Length} layers");
            string message = networks.Count == 0
                ? Invariant($"'{name}' has {layers} but no [Network]. Add [Network(inputSize)] above the first layer.")
                : Invariant($"'{name}' has {layers} on a part without [Network]; all layers stand on one part, where their order is plain. Move them below [Network].");
            yield return new TypeProblem(ProblemCodes.LayerWithoutNetwork, part.Layers[0].Syntax.GetLocation(), message);
        }
    }
}
