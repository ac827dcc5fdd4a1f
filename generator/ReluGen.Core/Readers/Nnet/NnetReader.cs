using System.Text;
using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Model;
using static System.FormattableString;

namespace ReluGen.Readers.Nnet;

/// <summary>
/// The .nnet text format of Stanford's collision-avoidance networks: dense layers with ReLU between them, the bounds and
/// the scaling of inputs and outputs.
/// </summary>
/// <remarks>
/// Lines after the comments: counts (layers, inputs, outputs, largest layer); sizes; a flag without meaning; minima,
/// maxima, means and ranges, the last two with one more number for all outputs; then for each layer its rows of weights
/// and, one a line, its biases. Numbers are divided by commas, with or without one at the end.
/// </remarks>
public sealed class NnetReader
{
    private readonly string[] _lines;
    private readonly ProblemList _problems = new();
    private int _line;

    private NnetReader(string text) => _lines = text.Split('\n');

    /// <summary>Reads a file.</summary>
    public static ReadResult<LayerList> Read(byte[] bytes)
    {
        if (FileSignature.DescribeForeign(bytes) is { } foreign)
        {
            return ReadResult<LayerList>.Failed(foreign);
        }

        var reader = new NnetReader(Encoding.UTF8.GetString(bytes));
        LayerList? layers = reader.Read();
        return layers is null || reader._problems.Count > 0 ? reader._problems.Fail<LayerList>() : ReadResult<LayerList>.Of(layers);
    }

    private LayerList? Read()
    {
        if (ReadSizes() is not { } sizes)
        {
            return null;
        }

        int inputs = sizes[0];
        NextLine("the flag");
        double[]? minimum = ReadNumbers("the minima of the inputs", inputs);
        double[]? maximum = ReadNumbers("the maxima of the inputs", inputs);
        double[]? mean = ReadNumbers("the means", inputs + 1);
        double[]? range = ReadNumbers("the ranges", inputs + 1);
        if (minimum is null || maximum is null || mean is null || range is null)
        {
            return null;
        }

        for (int i = 0; i < inputs; i++)
        {
            if (minimum[i] > maximum[i])
            {
                _problems.Add(Invariant($"Input {i + 1} has the minimum {minimum[i]} and the maximum {maximum[i]}; the minimum must not be above the maximum."));
            }
        }

        int zero = Array.IndexOf(range, 0);
        if (zero >= 0)
        {
            _problems.Add(Invariant($"Range {zero + 1} is 0; inputs are divided by their ranges, which must be other than 0."));
        }

        var layers = new List<ListedLayer>();
        for (int layer = 1; layer < sizes.Length; layer++)
        {
            if (_problems.Count > 0 || ReadLayer(layer, sizes[layer], sizes[layer - 1]) is not { } dense)
            {
                return null;
            }

            layers.Add(dense);
            if (layer < sizes.Length - 1)
            {
                layers.Add(new ListedActivation(ActivationKind.Relu, default(EquatableArray<ActivationOption>)));
            }
        }

        CheckEnd();
        return new LayerList(
            inputs,
            layers,
            new InputNormalization(minimum, maximum, [.. mean.Take(inputs)], [.. range.Take(inputs)]),
            new OutputScaling(range[inputs], mean[inputs]));
    }

    private int[]? ReadSizes()
    {
        if (ReadNumbers("the numbers of layers, inputs, outputs and the largest layer", 4) is not { } counts)
        {
            return null;
        }

        if (!(counts[0] >= 1 && counts[0] <= _lines.Length) || Math.Floor(counts[0]) != counts[0])
        {
            _problems.Add(Invariant($"Line {_line} announces {counts[0]} layers; there must be one or more, and no more than the file has lines."));
            return null;
        }

        if (ReadNumbers("the sizes of the layers", (int)counts[0] + 1) is not { } sizes)
        {
            return null;
        }

        if (sizes.Any(size => !(size >= 1 && size <= DeclarationChecker.LargestSize) || Math.Floor(size) != size))
        {
            _problems.Add(Invariant($"A size of a layer on line {_line} is no whole number from 1 to {DeclarationChecker.LargestSize}."));
            return null;
        }

        if (sizes[0] != counts[1] || sizes[sizes.Length - 1] != counts[2])
        {
            _problems.Add(Invariant($"The file announces {counts[1]} inputs and {counts[2]} outputs, but its layers have {sizes[0]} and {sizes[sizes.Length - 1]}."));
            return null;
        }

        return [.. sizes.Select(size => (int)size)];
    }

    private ListedDense? ReadLayer(int layer, int units, int inputs)
    {
        // Every row takes a line with a comma for each input: that much text must be there before memory is taken.
        var weights = new List<double>();
        for (int unit = 1; unit <= units; unit++)
        {
            if (ReadNumbers(Invariant($"row {unit} of the weights of layer {layer}"), inputs) is not { } row)
            {
                return null;
            }

            weights.AddRange(row);
        }

        var bias = new List<double>();
        for (int unit = 1; unit <= units; unit++)
        {
            if (ReadNumbers(Invariant($"bias {unit} of layer {layer}"), 1) is not { } value)
            {
                return null;
            }

            bias.Add(value[0]);
        }

        return new ListedDense(units, [.. weights], [.. bias]);
    }

    private double[]? ReadNumbers(string what, int count)
    {
        if (NextLine(what) is not { } line)
        {
            return null;
        }

        string[] parts = line.TrimEnd(',').Split(',');
        if (parts.Length != count)
        {
            _problems.Add(Invariant($"Line {_line} must hold {what}, {Count(count)}; it holds {parts.Length}. Fetch the file again, or export it again."));
            return null;
        }

        var numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            if (!DecimalNumber.TryParse(parts[i].Trim(), out numbers[i]) || double.IsInfinity(numbers[i]))
            {
                _problems.Add(Invariant($"Line {_line} must hold {what}; {QuotedText.Quote(parts[i].Trim())} is no finite number."));
                return null;
            }
        }

        return numbers;
    }

    /// <summary>The next line that is neither blank nor a comment, trimmed; null and a problem where there is none.</summary>
    private string? NextLine(string what)
    {
        while (_line < _lines.Length)
        {
            string line = _lines[_line++].Trim();
            if (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            {
                return line;
            }
        }

        _problems.Add(Invariant($"The file ends at line {_lines.Length}, where {what} must be. It is no .nnet file, or a damaged one: fetch it again."));
        return null;
    }

    private void CheckEnd()
    {
        for (; _line < _lines.Length; _line++)
        {
            string line = _lines[_line].Trim();
            if (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            {
                _problems.Add(Invariant($"Line {_line + 1} is behind the last bias. The sizes on the second line do not fit the file."));
                return;
            }
        }
    }

    private static string Count(int count) => Invariant($"{count} number{(count == 1 ? "" : "s")}");
}
