using ReluGen.Declaration;
using static ReluGen.Building.DeclarationChecker;

namespace ReluGen.Building;

/// <summary>Finds what keeps a layer from using the weights of another.</summary>
internal sealed class TieChecker(NetworkDeclaration network, DenseDeclaration layer, int index, List<Problem> problems)
{
    /// <summary>The layer's index among the dense layers.</summary>
    private readonly int _dense = network.Layers.Take(index).OfType<DenseDeclaration>().Count();

    private readonly string _name = Text($"Layer {network.Layers.Take(index + 1).OfType<DenseDeclaration>().Count()} of '{network.Type.Name}'");

    public void Check()
    {
        if (layer.TiedTo is null)
        {
            if (layer.Transposed)
            {
                Add(ProblemCodes.UnsupportedCombination, "Transposed", $"{_name} sets Transposed, but not TiedTo. Name the layer whose weights it uses as TiedTo, or remove it.");
            }

            return;
        }

        if (layer.Weights is { } weights)
        {
            Add(ProblemCodes.UnsupportedCombination, "Weights", $"{_name} has {Count(weights.Count, "weight")} and TiedTo = \"{layer.TiedTo}\", which says that it uses those of another layer. Remove one of them.");
        }

        CheckOwner();
    }

    private void CheckOwner()
    {
        var ties = new TiedLayers(network);
        int named = ties.Named(_dense);
        if (named < 0)
        {
            string[] earlier = [.. ties.Names.Take(_dense)];
            string remedy = Spelling.Nearest(layer.TiedTo!, earlier) is { } name ? $"Did you mean '{name}'?"
                : earlier.Length == 0 ? "It is the first layer: remove TiedTo."
                : $"Before it there {(earlier.Length == 1 ? "is" : "are")} {string.Join(", ", earlier.Select(known => $"'{known}'"))}.";
            Add(ProblemCodes.CannotBeTied, "TiedTo", $"{_name} is tied to '{layer.TiedTo}', but no layer has this name. {remedy}");
        }
        else if (named >= _dense)
        {
            Add(ProblemCodes.CannotBeTied, "TiedTo", Text(
                $"{_name} is tied to '{layer.TiedTo}', which is {(named == _dense ? "itself" : Text($"layer {named + 1}"))}; a layer can use the weights of an earlier one only. {(named == _dense ? "Name an earlier layer, or remove TiedTo" : "Tie the later layer to the earlier one")}."));
        }
        else
        {
            CheckSizes(ties, named);
        }
    }

    private void CheckSizes(TiedLayers ties, int named)
    {
        (int units, int inputs) = ties.Sizes(_dense);
        (int ownerUnits, int ownerInputs) = ties.Sizes(named);
        bool areSound = IsSize(units) && IsSize(inputs) && IsSize(ownerUnits) && IsSize(ownerInputs);
        if (!areSound || ties.AreMirrored(_dense, named) || (ties.AreSame(_dense, named) && !layer.Transposed))
        {
            return;
        }

        string what = Text($"{_name} has weights [units, inputs] = [{units}, {inputs}], but '{layer.TiedTo}', which it is tied to, has [{ownerUnits}, {ownerInputs}]");
        Add(ProblemCodes.CannotBeTied, "TiedTo", layer.Transposed
            ? Text($"{what}; its transpose is [{ownerInputs}, {ownerUnits}]. {(ties.AreSame(_dense, named) ? "Remove Transposed, or use sizes that are mirrored" : "Use sizes that are mirrored")}.")
            : $"{what}. Use sizes that are the same, or mirrored.");
    }

    private void Add(string code, string argument, string message) =>
        problems.Add(new Problem(code, new ProblemPlace(index, argument), message));
}
