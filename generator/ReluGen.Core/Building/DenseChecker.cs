using ReluGen.Declaration;
using ReluGen.Model;
using static ReluGen.Building.DeclarationChecker;

namespace ReluGen.Building;

/// <summary>Finds everything wrong with one dense layer.</summary>
internal sealed class DenseChecker(
    NetworkDeclaration network, DenseDeclaration layer, int index, int inputSize, List<Problem> problems)
{
    private readonly string _name = Text($"Layer {network.Layers.Take(index + 1).OfType<DenseDeclaration>().Count()} of '{network.Type.Name}'");

    public void Check()
    {
        if (!IsSize(layer.Units))
        {
            Add(ProblemCodes.SizeOutOfRange, "units", Text(
                $"{_name} has {Count(layer.Units, "unit")}; it must have between 1 and {LargestSize}."));
        }

        CheckActivation();
        if (layer.TiedTo is null)
        {
            CheckWeights();
        }

        CheckBias();
    }

    private void CheckActivation()
    {
        if (!Enum.IsDefined(typeof(ActivationKind), layer.Activation))
        {
            Add(ProblemCodes.UnsupportedValue, "activation", Text(
                $"Activation {(int)layer.Activation} of {Lower()} does not exist. Use a member of Activation."));
            return;
        }

        if (ActivationRules.IsSoftmax(layer.Activation) && network.Layers.Skip(index + 1).OfType<DenseDeclaration>().Any())
        {
            Add(ProblemCodes.SoftmaxNotLast, "activation", Text(
                $"{_name} of {network.DenseLayers.Count} uses {layer.Activation}, which only the last layer may. Move it there or choose another activation."));
        }

        IReadOnlyList<(string Name, double Default)> known = ActivationRules.For(layer.Activation);
        foreach (ActivationOption option in layer.Options)
        {
            if (known.All(parameter => parameter.Name != option.Name))
            {
                string takes = known.Count == 0 ? "no parameter" : string.Join(" and ", known.Select(parameter => parameter.Name));
                Add(ProblemCodes.UnsupportedCombination, option.Name, Text(
                    $"{_name} sets {option.Name}, but {layer.Activation} takes {takes}. Remove it or choose another activation."));
            }
            else if (!IsFinite(option.Value))
            {
                Add(ProblemCodes.NotFinite, option.Name, Text(
                    $"{option.Name} of {Lower()} is {option.Value}, which is not a finite {ElementName()}. Use a finite value."));
            }
            else
            {
                CheckRange(option);
            }
        }

        if (layer.Activation == ActivationKind.HardTanh
            && layer.Options.LastOrDefault(option => option.Name is "Minimum" or "Maximum") is { } last)
        {
            CheckBounds(last);
        }
    }

    private void CheckRange(ActivationOption option)
    {
        if (option.Name == "Alpha" && !(Rounded(option.Value) > 0))
        {
            Add(ProblemCodes.UnsupportedCombination, "Alpha", Text(
                $"Alpha of {Lower()} is {option.Value}; {layer.Activation} needs a value above 0."));
        }

        if (layer.Activation == ActivationKind.ClippedRelu && !(Rounded(option.Value) > 0))
        {
            Add(ProblemCodes.UnsupportedCombination, "Maximum", Text(
                $"Maximum of {Lower()} is {option.Value}; ClippedRelu needs a value above 0."));
        }
    }

    private void CheckBounds(ActivationOption last)
    {
        double minimum = Bound("Minimum", -1);
        double maximum = Bound("Maximum", 1);
        if (!(Rounded(minimum) < Rounded(maximum)))
        {
            Add(ProblemCodes.UnsupportedCombination, last.Name, Text(
                $"{_name} has Minimum {minimum} and Maximum {maximum}; the minimum must be below the maximum."));
        }
    }

    private double Bound(string name, double standard) =>
        layer.Options.FirstOrDefault(option => option.Name == name)?.Value ?? standard;

    private void CheckWeights()
    {
        if (layer.Weights is null)
        {
            if (network.IsTrainable)
            {
                CheckWeightCount();
                return;
            }

            string shape = IsSize(layer.Units) && IsSize(inputSize)
                ? Text($"of {Count((long)layer.Units * inputSize, "value")}, [units, inputs] = [{layer.Units}, {inputSize}], row-major")
                : "as [units, inputs], row-major";
            Add(ProblemCodes.MissingWeights, "Weights", Text(
                $"{_name} has no weights. Add Trainable = true to [Network] for a network that learns them, Weights = \"file\" to [Network] for those of a file, or Weights = [...] here, {shape}."));
            return;
        }

        CheckWeightCount();
        CheckFinite(layer.Weights, "Weights");
    }

    private void CheckWeightCount()
    {
        if (!IsSize(layer.Units) || !IsSize(inputSize))
        {
            return;
        }

        long expected = (long)layer.Units * inputSize;
        if (expected > LargestWeightCount)
        {
            Add(ProblemCodes.SizeOutOfRange, "units", Text(
                $"{_name} has {layer.Units} × {inputSize} = {expected} weights; a layer may have {LargestWeightCount}."));
        }
        else if (layer.Weights is not null && layer.Weights.Count != expected)
        {
            Add(ProblemCodes.WeightCount, "Weights", Text(
                $"{_name} has {Count(layer.Weights.Count, "weight")}; {Count(layer.Units, "unit")} × {Count(inputSize, "input")} need {expected}, row-major [units, inputs]."));
        }
    }

    private void CheckBias()
    {
        if (layer.Bias is null)
        {
            if (layer.UseBias && !network.IsTrainable)
            {
                Add(ProblemCodes.MissingBias, "Bias", Text(
                    $"{_name} has no bias. Add Bias = [...] with {Count(layer.Units, "value")}, or UseBias = false."));
            }

            return;
        }

        if (!layer.UseBias)
        {
            Add(ProblemCodes.UnsupportedCombination, "UseBias", Text(
                $"{_name} has UseBias = false and a Bias of {Count(layer.Bias.Count, "value")}. Remove one of them."));
            return;
        }

        if (IsSize(layer.Units) && layer.Bias.Count != layer.Units)
        {
            Add(ProblemCodes.BiasCount, "Bias", Text(
                $"{_name} has {Count(layer.Bias.Count, "bias value")}; its {Count(layer.Units, "unit")} {(layer.Units == 1 ? "needs" : "need")} {layer.Units}."));
        }

        CheckFinite(layer.Bias, "Bias");
    }

    private void CheckFinite(Tensor tensor, string argument)
    {
        for (int i = 0; i < tensor.Values.Count; i++)
        {
            if (!IsFinite(tensor[i]))
            {
                int count = tensor.Values.Skip(i + 1).Count(value => !IsFinite(value));
                string more = count > 0 ? Text($" (and {count} more)") : "";
                Add(ProblemCodes.NotFinite, argument, Text(
                    $"{argument}[{i}] of {Lower()} is {tensor[i]}{more}, which is not a finite {ElementName()}. Check how the values were exported."));
                return;
            }
        }
    }

    private bool IsFinite(double value)
    {
        double rounded = Rounded(value);
        return !double.IsNaN(rounded) && !double.IsInfinity(rounded);
    }

    private double Rounded(double value) => network.Element == ElementKind.Double ? value : (float)value;

    private string ElementName() => network.Element == ElementKind.Double ? "double" : "float";

    private string Lower() => "l" + _name.Substring(1);

    private void Add(string code, string argument, string message) =>
        problems.Add(new Problem(code, new ProblemPlace(index, argument), message));
}
