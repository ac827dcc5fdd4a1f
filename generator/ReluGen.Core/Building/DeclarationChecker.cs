using System.Globalization;
using ReluGen.Declaration;
using ReluGen.Model;

namespace ReluGen.Building;

/// <summary>Finds everything wrong with a declaration, in source order.</summary>
public static class DeclarationChecker
{
    /// <summary>The largest input size and number of units.</summary>
    public const int LargestSize = 65_536;

    /// <summary>The largest number of weights in one layer: 64 MiB of floats.</summary>
    public const int LargestWeightCount = 16_777_216;

    /// <summary>All problems of <paramref name="declaration"/>, in source order; none when it can be built.</summary>
    public static IReadOnlyList<Problem> Check(NetworkDeclaration declaration)
    {
        var problems = new List<Problem>();
        CheckNetwork(declaration, problems);

        int inputSize = declaration.InputSize;
        for (int i = 0; i < declaration.Layers.Count; i++)
        {
            switch (declaration.Layers[i])
            {
                case DenseDeclaration layer:
                    new DenseChecker(declaration, layer, i, inputSize, problems).Check();
                    new TieChecker(declaration, layer, i, problems).Check();
                    inputSize = layer.Units;
                    break;
                case DropoutDeclaration dropout:
                    new DropoutChecker(declaration, dropout, i, problems).Check();
                    break;
            }
        }

        return problems;
    }

    private static void CheckNetwork(NetworkDeclaration declaration, List<Problem> problems)
    {
        void Add(string code, string argument, string message) =>
            problems.Add(new Problem(code, new ProblemPlace(ProblemPlace.Network, argument), message));

        string name = declaration.Type.Name;
        if (declaration.File is { HasInputSize: false })
        {
            Add(ProblemCodes.SizeOutOfRange, "", Text(
                $"'{name}' has no input size. Write [Network(inputSize)], or [Network(Model = \"...\")] for a model file."));
        }
        else if (!IsSize(declaration.InputSize))
        {
            Add(ProblemCodes.SizeOutOfRange, "inputSize", Text(
                $"The input size of '{name}' is {declaration.InputSize}; it must be between 1 and {LargestSize}."));
        }

        if (declaration.DenseLayers.Count == 0)
        {
            Add(ProblemCodes.NoLayers, "", Text(
                $"'{name}' has no layers. Add at least one below [Network], such as [Dense(1, Weights = [...], Bias = [...])]."));
        }

        CheckOptions(declaration, problems);
    }

    /// <summary>Checks what networks from files have as well.</summary>
    internal static void CheckOptions(NetworkDeclaration declaration, List<Problem> problems)
    {
        problems.AddRange(TrainableChecker.Check(declaration));
        void Add(string argument, string message) =>
            problems.Add(new Problem(ProblemCodes.UnsupportedValue, new ProblemPlace(ProblemPlace.Network, argument), message));

        if (!Enum.IsDefined(typeof(ElementKind), declaration.Element))
        {
            Add("ElementType", Text(
                $"ElementType {(int)declaration.Element} does not exist. Use ElementType.Float or ElementType.Double."));
        }

        if (!Enum.IsDefined(typeof(ArithmeticKind), declaration.Arithmetic))
        {
            Add("Arithmetic", Text(
                $"Arithmetic {(int)declaration.Arithmetic} does not exist. Use Arithmetic.Fused or Arithmetic.Separate."));
        }

        if (declaration.DerivativeAtZero is not (0 or 1))
        {
            Add("DerivativeAtZero", Text(
                $"DerivativeAtZero is {declaration.DerivativeAtZero}; it must be 1 (the derivative from the right) or 0 (from the left)."));
        }
    }

    internal static bool IsSize(int size) => size is >= 1 and <= LargestSize;

    /// <summary>A number with what it counts.</summary>
    internal static string Count(long number, string noun) => Text($"{number} {noun}{(number == 1 ? "" : "s")}");

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
