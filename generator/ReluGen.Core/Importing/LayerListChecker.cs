using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Model;
using ReluGen.Readers;
using static System.FormattableString;

namespace ReluGen.Importing;

/// <summary>Finds everything that keeps a list of layers from being a model.</summary>
/// <param name="list">The list.</param>
/// <param name="element">The number type to compute in.</param>
internal sealed class LayerListChecker(LayerList list, ElementKind element)
{
    private readonly List<string> _problems = [];

    /// <summary>All problems, in the order of the layers.</summary>
    public IReadOnlyList<string> Check(ImportOptions options)
    {
        if (options.Outputs.Any(name => name != LayerListImporter.OutputName))
        {
            _problems.Add($"The file has one output, {QuotedText.Quote(LayerListImporter.OutputName)}; {QuotedText.Quote(options.Outputs.First(name => name != LayerListImporter.OutputName))} is not in it. Leave the outputs out.");
        }

        if (options.Dimensions.Count > 0)
        {
            _problems.Add($"The file has no open dimensions; there is none of the name {QuotedText.Quote(options.Dimensions[0].Name)}. Leave the dimensions out.");
        }

        CheckInput();
        int inputs = list.InputSize;
        for (int i = 0; i < list.Layers.Count; i++)
        {
            string name = Invariant($"layer {i + 1}");
            if (list.Layers[i] is ListedDense dense)
            {
                CheckDense(dense, name, inputs);
                inputs = dense.Units;
            }
            else if (list.Layers[i] is ListedActivation activation)
            {
                CheckActivation(activation, name);
            }
        }

        if (!list.Layers.OfType<ListedDense>().Any())
        {
            _problems.Add("The file has no dense layer; a network needs one or more.");
        }

        if (list.Output is { } output)
        {
            CheckFinite("The range of the outputs", [output.Range]);
            CheckFinite("The mean of the outputs", [output.Mean]);
        }

        return _problems;
    }

    private void CheckInput()
    {
        CheckSize("The number of inputs", list.InputSize);
        if (list.Input is not { } input)
        {
            return;
        }

        CheckVector("The minima of the inputs", input.Minimum, list.InputSize);
        CheckVector("The maxima of the inputs", input.Maximum, list.InputSize);
        CheckVector("The means of the inputs", input.Mean, list.InputSize);
        CheckVector("The ranges of the inputs", input.Range, list.InputSize);
        int zero = Array.FindIndex(input.Range, range => Rounded(range) == 0);
        if (zero >= 0)
        {
            _problems.Add(Invariant($"Range {zero + 1} of the inputs is {input.Range[zero]}, which is 0 as a {ElementName}; inputs are divided by their ranges."));
        }
    }

    private void CheckDense(ListedDense dense, string name, int inputs)
    {
        CheckSize($"The number of units of {name}", dense.Units);
        long expected = (long)dense.Units * inputs;
        if (expected > DeclarationChecker.LargestWeightCount)
        {
            _problems.Add(Invariant($"The weights of {name} are {dense.Units} × {inputs} = {expected}; a layer may have {DeclarationChecker.LargestWeightCount}."));
            return;
        }

        CheckVector($"The weights of {name}", dense.Weights, (int)expected);
        if (dense.Bias is not null)
        {
            CheckVector($"The bias of {name}", dense.Bias, dense.Units);
        }
    }

    private void CheckActivation(ListedActivation activation, string name)
    {
        double Parameter(string parameter) => Rounded(
            activation.Options.FirstOrDefault(option => option.Name == parameter)?.Value
            ?? ActivationRules.For(activation.Kind).FirstOrDefault(known => known.Name == parameter).Default);

        foreach (ActivationOption option in activation.Options)
        {
            CheckFinite($"'{option.Name.ToLowerInvariant()}' of {name}", [option.Value]);
            if (option.Name == "Alpha" && !(Rounded(option.Value) > 0))
            {
                _problems.Add(Invariant($"'alpha' of {name} is {option.Value}; {activation.Kind} needs a value above 0."));
            }
        }

        if (activation.Kind == ActivationKind.ClippedRelu && !(Parameter("Maximum") > 0))
        {
            _problems.Add(Invariant($"'maximum' of {name} is {Parameter("Maximum")}; ClippedRelu needs a value above 0."));
        }

        if (activation.Kind == ActivationKind.HardTanh && !(Parameter("Minimum") < Parameter("Maximum")))
        {
            _problems.Add(Invariant($"The bounds of {name} are {Parameter("Minimum")} and {Parameter("Maximum")}; the minimum must be below the maximum."));
        }
    }

    private void CheckSize(string what, int size)
    {
        if (!DeclarationChecker.IsSize(size))
        {
            _problems.Add(Invariant($"{what} is {size}; it must be between 1 and {DeclarationChecker.LargestSize}."));
        }
    }

    private void CheckVector(string what, double[] values, int length)
    {
        if (values.Length != length)
        {
            _problems.Add(Invariant($"{what} are {values.Length} numbers; there must be {length}."));
            return;
        }

        CheckFinite(what, values);
    }

    private void CheckFinite(string what, double[] values)
    {
        int index = Array.FindIndex(values, value => double.IsNaN(Rounded(value)) || double.IsInfinity(Rounded(value)));
        if (index >= 0)
        {
            _problems.Add(Invariant($"{what}: number {index + 1} is {values[index]}, which is not a finite {ElementName}. Check how the values were exported."));
        }
    }

    private string ElementName => element == ElementKind.Double ? "double" : "float";

    private double Rounded(double value) => element == ElementKind.Double ? value : (float)value;
}
