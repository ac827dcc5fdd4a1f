using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Model;
using ReluGen.Readers;

namespace ReluGen.Importing;

/// <summary>Lists of layers to models.</summary>
public static class LayerListImporter
{
    /// <summary>The name of the only output.</summary>
    public const string OutputName = "output";

    /// <summary>
    /// Builds the model of <paramref name="list"/>: the nodes of the same network declared by attributes, with its
    /// normalisation around them, one node a step.
    /// </summary>
    public static ImportResult Import(LayerList list, ImportOptions? options = null)
    {
        options ??= new ImportOptions();
        ElementKind element = options.Element ?? ElementKind.Float;
        IReadOnlyList<string> problems = new LayerListChecker(list, element).Check(options);
        return problems.Count > 0 ? new ImportResult(null, problems, [], [], []) : new Chain(list, element).Build();
    }

    /// <summary>A chain of nodes that grows at its end.</summary>
    private sealed class Chain(LayerList list, ElementKind element)
    {
        private readonly List<Value> _values = [new Value(0, "input", Shape.Vector(list.InputSize))];
        private readonly List<Node> _nodes = [];
        private readonly List<ParameterOrigin> _origins = [];
        private int _end;
        private int _parameterOffset;

        public ImportResult Build()
        {
            if (list.Input is { } input)
            {
                AddStep("inputMinimum", "boundedBelow", BinaryKind.Maximum, input.Minimum);
                AddStep("inputMaximum", "boundedInput", BinaryKind.Minimum, input.Maximum);
                AddStep("inputMean", "centredInput", BinaryKind.Subtract, input.Mean, neutral: 0);
                AddStep("inputRange", "scaledInput", BinaryKind.Divide, input.Range, neutral: 1);
            }

            AddLayers();
            if (list.Output is { } output)
            {
                AddStep("outputRange", "scaledOutput", BinaryKind.Multiply, [output.Range], neutral: 1);
                AddStep("outputMean", "shiftedOutput", BinaryKind.Add, [output.Mean], neutral: 0);
            }

            var model = new NetworkModel(
                ImportResult.Unnamed,
                element,
                ArithmeticKind.Fused,
                DerivativeAtZero: 1,
                new EquatableArray<Value>(_values),
                new EquatableArray<Node>(_nodes),
                new EquatableArray<int>(0),
                new EquatableArray<int>(_end));
            return ModelLimits.Check(model) is { } tooLarge
                ? new ImportResult(null, [tooLarge], [], [], [])
                : new ImportResult(model, [], [], [], _origins);
        }

        private void AddLayers()
        {
            ListedLayer[] layers = [.. list.Layers.Where(listed => listed is not ListedActivation { Kind: ActivationKind.Identity })];
            int count = layers.OfType<ListedDense>().Count();
            int dense = 0;
            string? layer = null;
            int inputs = list.InputSize;
            for (int i = 0; i < layers.Length; i++)
            {
                if (layers[i] is ListedActivation activation)
                {
                    // An activation behind a dense layer belongs to it and takes its name; any other is a layer of its own.
                    string name = layer ?? FormattableString.Invariant($"activation{i + 1}");
                    AddActivation(activation, name, inputs);
                    layer = null;
                    continue;
                }

                var listed = (ListedDense)layers[i];
                bool hasActivation = i + 1 < layers.Length && layers[i + 1] is ListedActivation;
                layer = ModelBuilder.LayerName(dense++, count);
                AddDense(listed, layer, hasActivation ? layer + "Sum" : layer, inputs, dense);
                inputs = listed.Units;
            }
        }

        private void AddDense(ListedDense listed, string name, string valueName, int inputs, int number)
        {
            var node = new DenseNode(
                name,
                _end,
                _values.Count,
                inputs,
                listed.Units,
                ModelBuilder.Round(new Tensor(listed.Weights), element),
                listed.Bias is null ? null : ModelBuilder.Round(new Tensor(listed.Bias), element),
                SumOrder.For(listed.Units, inputs),
                SumOrder.For(inputs, listed.Units),
                _parameterOffset);
            AddOrigin(FormattableString.Invariant($"layer{number}.weight"), node.ParameterOffset, node.Weights.Count);
            AddOrigin(FormattableString.Invariant($"layer{number}.bias"), node.BiasOffset, node.Bias?.Count ?? 0);
            _parameterOffset += node.ParameterCount;
            Append(node, valueName, listed.Units);
        }

        private void AddActivation(ListedActivation activation, string name, int size)
        {
            var declaration = new DenseDeclaration(size, activation.Kind, null, null, UseBias: false, activation.Options);
            Append(ModelBuilder.BuildActivation(declaration, name + "Activation", _end, element), name, size);
        }

        /// <summary>Adds a step of the normalisation, unless it changes no value.</summary>
        private void AddStep(string constantName, string name, BinaryKind kind, double[] numbers, double? neutral = null)
        {
            if (numbers.All(number => number == neutral))
            {
                return;
            }

            int size = _values[_end].Shape.ElementCount;
            var constant = new ConstantNode(constantName, _values.Count, ModelBuilder.Round(new Tensor(numbers), element));
            _nodes.Add(constant);
            _values.Add(new Value(constant.Output, constantName, Shape.Vector(numbers.Length)));
            var left = new Operand(_end, size);
            var right = new Operand(constant.Output, numbers.Length);
            Append(new BinaryNode(name, left, right, _values.Count, kind), name, size);
        }

        private void AddOrigin(string name, int offset, int count)
        {
            if (count > 0)
            {
                _origins.Add(new ParameterOrigin(name, offset, new IndexMap([.. Enumerable.Range(0, count)])));
            }
        }

        private void Append(Node node, string valueName, int size)
        {
            _nodes.Add(node);
            _values.Add(new Value(node.Output, valueName, Shape.Vector(size)));
            _end = node.Output;
        }
    }
}
