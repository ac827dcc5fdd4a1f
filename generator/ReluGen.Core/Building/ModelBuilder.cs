using ReluGen.Declaration;
using ReluGen.Model;

namespace ReluGen.Building;

/// <summary>Declaration to model: checks everything, reports every problem at once, fixes shapes and arithmetic.</summary>
public static class ModelBuilder
{
    /// <summary>Builds the model that <paramref name="declaration"/> describes.</summary>
    /// <param name="declaration">What the user wrote.</param>
    /// <param name="files">The project's model files; those that <see cref="FileFinder.FindAll"/> gives are enough to build from.</param>
    /// <returns>The model, or all the problems that keep it from being one.</returns>
    public static BuildResult Build(NetworkDeclaration declaration, IReadOnlyList<ProjectFile>? files = null)
    {
        files ??= [];
        if (declaration.File is { Model: { } model } file)
        {
            return new FileModelBuilder(declaration, file, model).Build(files);
        }

        ModelSource? source = null;
        IReadOnlyList<Problem> problems = CheckFileOptions(declaration);
        if (problems.Count == 0 && declaration.File is { Weights: { } weights } weightFile)
        {
            (declaration, source, problems) = new FileWeights(declaration, weightFile, weights).Apply(files);
        }

        if (problems.Count == 0)
        {
            problems = DeclarationChecker.Check(declaration);
        }

        return problems.Count > 0
            ? new BuildResult(null, new EquatableArray<Problem>(problems))
            : new BuildResult(BuildChain(declaration) with { Source = source }, default);
    }

    /// <summary>Options that belong to files, where no file is named.</summary>
    private static List<Problem> CheckFileOptions(NetworkDeclaration declaration)
    {
        var problems = new List<Problem>();
        void Add(string argument, string owner) => problems.Add(new Problem(
            ProblemCodes.UnsupportedCombination,
            new ProblemPlace(ProblemPlace.Network, argument),
            $"'{declaration.Type.Name}' sets {argument}, but not {owner}. Name the file as {owner}, or remove it."));

        if (declaration.File?.Outputs is not null)
        {
            Add("Outputs", "Model");
        }

        if (declaration.File is { WeightNames: not null, Weights: null })
        {
            Add("WeightNames", "Weights");
        }

        return problems;
    }

    private static NetworkModel BuildChain(NetworkDeclaration declaration)
    {
        var values = new List<Value> { new(0, "input", Shape.Vector(declaration.InputSize)) };
        var nodes = new List<Node>();
        int inputSize = declaration.InputSize;
        int parameterOffset = 0;
        var ties = new TiedLayers(declaration);

        IReadOnlyList<DenseDeclaration> layers = declaration.DenseLayers;
        for (int i = 0; i < layers.Count; i++)
        {
            DenseDeclaration layer = layers[i];
            string name = LayerName(i, layers.Count);
            WeightTie? tie = ties.Of(i) is { } tied ? TieTo(nodes, LayerName(tied.Owner, layers.Count), tied.IsTransposed) : null;
            bool hasActivation = layer.Activation != ActivationKind.Identity;

            var dense = new DenseNode(
                name,
                values.Count - 1,
                values.Count,
                inputSize,
                layer.Units,
                WeightsOf(declaration, ties, i) is { } weights ? Round(weights, declaration.Element) : Tensor.WithoutValues(layer.Units * inputSize),
                !layer.UseBias ? null : layer.Bias is { } bias ? Round(bias, declaration.Element) : Tensor.WithoutValues(layer.Units),
                SumOrder.For(layer.Units, inputSize),
                SumOrder.For(inputSize, layer.Units),
                parameterOffset,
                Tie: tie)
            {
                InputDropout = declaration.IsTrainable ? declaration.DropoutBefore(i) : null,
            };
            nodes.Add(dense);
            values.Add(new Value(values.Count, hasActivation ? name + "Sum" : name, Shape.Vector(layer.Units)));

            if (hasActivation)
            {
                nodes.Add(BuildActivation(layer, name + "Activation", values.Count - 1, declaration.Element));
                values.Add(new Value(values.Count, name, Shape.Vector(layer.Units)));
            }

            inputSize = layer.Units;
            parameterOffset += dense.ParameterCount;
        }

        return new NetworkModel(
            declaration.Type,
            declaration.Element,
            declaration.Arithmetic,
            declaration.DerivativeAtZero,
            new EquatableArray<Value>(values),
            new EquatableArray<Node>(nodes),
            new EquatableArray<int>(0),
            new EquatableArray<int>(values.Count - 1),
            IsTrainable: declaration.IsTrainable);
    }

    private static WeightTie TieTo(List<Node> nodes, string owner, bool isTransposed) =>
        new(owner, nodes.OfType<DenseNode>().Single(node => node.Name == owner).ParameterOffset, isTransposed);

    /// <summary>The weights that a layer uses, its own or those of the layer that it is tied to, as [units, inputs]; null where none are given.</summary>
    private static Tensor? WeightsOf(NetworkDeclaration declaration, TiedLayers ties, int index)
    {
        DenseDeclaration layer = declaration.DenseLayers[index];
        if (ties.Of(index) is not { } tie)
        {
            return layer.Weights;
        }

        DenseDeclaration owner = declaration.DenseLayers[tie.Owner];
        return tie.IsTransposed ? owner.TransposedWeights ?? owner.Weights?.Transpose(owner.Units) : owner.Weights;
    }

    /// <summary>The node of a layer's activation, its parameters rounded to the element type.</summary>
    internal static Node BuildActivation(DenseDeclaration layer, string name, int input, ElementKind element)
    {
        int output = input + 1;
        if (ActivationRules.IsSoftmax(layer.Activation))
        {
            bool isLogarithm = layer.Activation == ActivationKind.LogSoftmax;
            return new SoftmaxNode(name, input, output, isLogarithm, SumOrder.ForTotal(layer.Units));
        }

        double Parameter(string parameter)
        {
            foreach ((string known, double standard) in ActivationRules.For(layer.Activation))
            {
                if (known == parameter)
                {
                    return Round(layer.Options.FirstOrDefault(option => option.Name == known)?.Value ?? standard, element);
                }
            }

            return 0;
        }

        return new ActivationNode(name, input, output, new ActivationFunction(
            layer.Activation,
            Slope: Parameter("Slope"),
            Offset: Parameter("Offset"),
            Alpha: Parameter("Alpha"),
            Minimum: Parameter("Minimum"),
            Maximum: Parameter("Maximum")));
    }

    /// <summary><c>output</c> for the last layer, <c>hidden</c> for a single one before it, else numbered from 1.</summary>
    internal static string LayerName(int index, int count) =>
        index == count - 1 ? "output" : count == 2 ? "hidden" : FormattableString.Invariant($"hidden{index + 1}");

    /// <summary>The values rounded to the element type.</summary>
    internal static Tensor Round(Tensor tensor, ElementKind element) =>
        element == ElementKind.Double || tensor.ResourceOffset is not null ? tensor : new Tensor(tensor.Values.Select(value => Round(value, element)).ToArray());

    private static double Round(double value, ElementKind element) => element == ElementKind.Double ? value : (float)value;
}
