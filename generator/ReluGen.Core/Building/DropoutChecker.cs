using ReluGen.Declaration;
using static ReluGen.Building.DeclarationChecker;

namespace ReluGen.Building;

/// <summary>Finds everything wrong with one dropout.</summary>
internal sealed class DropoutChecker(NetworkDeclaration network, DropoutDeclaration dropout, int index, List<Problem> problems)
{
    public void Check()
    {
        int before = network.Layers.Take(index).OfType<DenseDeclaration>().Count();
        int all = network.DenseLayers.Count;
        string place = before == 0 ? Text($"before layer 1 of '{network.Type.Name}'") : Text($"behind layer {before} of '{network.Type.Name}'");
        if (!(dropout.Rate >= 0 && dropout.Rate < 1))
        {
            Add(ProblemCodes.UnsupportedValue, "rate", Text(
                $"The rate of the dropout {place} is {dropout.Rate}; it must be at least 0 and below 1."));
        }

        if (index > 0 && network.Layers[index - 1] is DropoutDeclaration other)
        {
            Add(ProblemCodes.DropoutPlace, "", Text(
                $"Two dropouts stand next to each other {place}, of rates {other.Rate} and {dropout.Rate}. Remove one of them."));
        }
        else if (before == all && all > 0)
        {
            Add(ProblemCodes.DropoutPlace, "", Text(
                $"The dropout {place} of {all} would drop outputs. Move it before the last layer, or remove it."));
        }
    }

    private void Add(string code, string argument, string message) =>
        problems.Add(new Problem(code, new ProblemPlace(index, argument), message));
}
