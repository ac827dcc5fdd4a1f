using ReluGen.Tests.Shared.Onnx;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>A constant input of a case.</summary>
/// <param name="Type">Its type in the format.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Its values.</param>
internal sealed record Fixed(int Type, int[] Shape, double[] Values)
{
    /// <summary>A list of whole numbers.</summary>
    public static Fixed Integers(params double[] values) => new(OnnxFile.Integer, [values.Length], values);

    /// <summary>A single number.</summary>
    public static Fixed Number(double value) => new(OnnxFile.Float, [], [value]);

    /// <summary>Floating-point numbers that repeat nothing: 0.3, −0.6, 0.9, …, one after the other.</summary>
    public static Fixed Floats(params int[] shape) => new(
        OnnxFile.Float, shape, Enumerable.Range(1, shape.Aggregate(1, (a, b) => a * b)).Select(i => Math.Round(Math.Sin(i * 1.7) * 1.5, 3)).ToArray());
}

/// <summary>An input at run time of another type than floating point.</summary>
/// <param name="Type">Its type in the format.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record Typed(int Type, params int[] Shape);

/// <summary>One operator with its inputs and attributes.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Opset">The version of the operator set.</param>
/// <param name="Inputs">Shapes of inputs at run time, <see cref="Typed"/> ones, <see cref="Fixed"/> constants, or null for none.</param>
/// <param name="Attributes">The attributes.</param>
internal sealed record OperatorCase(string Operator, long Opset, object?[] Inputs, params (string Name, object Value)[] Attributes)
{
    /// <summary>The types of the outputs.</summary>
    public int[] Outputs { get; init; } = [OnnxFile.Float];

    /// <summary>Moves the inputs, which lie between −2 and 2.</summary>
    public double Shift { get; init; }

    /// <summary>Whether values jump, so that gradients are not compared with differences.</summary>
    public bool Jumps { get; init; }

    /// <summary>The file.</summary>
    public byte[] ToFile()
    {
        var file = new OnnxFile(Opset);
        var names = new List<string>();
        for (int i = 0; i < Inputs.Length; i++)
        {
            string name = Inputs[i] is null ? "" : FormattableString.Invariant($"x{i}");
            names.Add(name);
            _ = Inputs[i] switch
            {
                int[] shape => file.Input(name, OnnxFile.Float, [.. shape.Cast<object>()]),
                Typed typed => file.Input(name, typed.Type, [.. typed.Shape.Cast<object>()]),
                Fixed constant => file.Initializer(name, constant.Type, constant.Shape, constant.Values),
                _ => file,
            };
        }

        string[] outputs = Outputs.Select((_, i) => FormattableString.Invariant($"y{i}")).ToArray();
        for (int i = 0; i < outputs.Length; i++)
        {
            file.Output(outputs[i], Outputs[i]);
        }

        return file.Node(Operator, [.. names], outputs, Attributes).ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Operator} {Opset} ({string.Join(", ", Inputs.Select(Text))}) {string.Join(", ", Attributes.Select(a => $"{a.Name}={Text(a.Value)}"))}");

    private static string Text(object? value) => value switch
    {
        null => "-",
        int[] numbers => $"[{string.Join(" ", numbers)}]",
        float[] numbers => $"[{string.Join(" ", numbers)}]",
        Fixed constant => $"{{{string.Join(" ", constant.Shape)}: {string.Join(" ", constant.Values.Take(4))}}}",
        Typed typed => $"{typed.Type}[{string.Join(" ", typed.Shape)}]",
        ProtobufWriter => "tensor",
        _ => FormattableString.Invariant($"{value}"),
    };
}
