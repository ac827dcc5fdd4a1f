using ReluGen.Model;

namespace ReluGen.Importing.Onnx.Operators;

/// <summary>Activations, softmax and what is close to it.</summary>
internal static class ActivationOperators
{
    /// <summary>SELU's constants as the operator set has them, in 32 bit: those of <see cref="ActivationKind.Selu"/>, rounded.</summary>
    private const float SeluAlpha = 1.67326319217681884765625f;
    private const float SeluGamma = 1.05070102214813232421875f;

    /// <summary>Adds the operators to <paramref name="imports"/>.</summary>
    public static void Register(IDictionary<string, OperatorImport> imports)
    {
        Add("Relu", _ => new(ActivationKind.Relu));
        Add("LeakyRelu", call => new(ActivationKind.LeakyRelu, Slope: call.Number("alpha", 0.01f)));
        Add("Elu", call => new(ActivationKind.Elu, Alpha: call.Number("alpha", 1)));
        Add("Celu", call => new(ActivationKind.Celu, Alpha: call.Number("alpha", 1)));
        Add("Softplus", _ => new(ActivationKind.SoftPlus));
        Add("Softsign", _ => new(ActivationKind.SoftSign));
        Add("Sigmoid", _ => new(ActivationKind.Sigmoid));
        Add("HardSigmoid", call => new(ActivationKind.HardSigmoid, Slope: call.Number("alpha", 0.2f), Offset: call.Number("beta", 0.5)));
        Add("Tanh", _ => new(ActivationKind.Tanh));
        Add("Gelu", call => new(call.Text("approximate", "none") == "tanh" ? ActivationKind.GeluTanh : ActivationKind.Gelu));
        Add("HardSwish", _ => new(ActivationKind.HardSwish));
        Add("Mish", _ => new(ActivationKind.Mish));
        imports.Add("Selu", call => call.Return(0, Selu(call)));
        imports.Add("Swish", call => call.Return(0, Swish(call)));
        imports.Add("PRelu", call => call.Return(0, call.Graph.Binary(BinaryKind.ParametricRelu, call.Input(0), Slopes(call))));
        imports.Add("ThresholdedRelu", call => call.Return(0, call.Graph.Binary(
            BinaryKind.ThresholdedRelu, call.Input(0), call.Graph.Scalar(call.Number("alpha", 1)))));
        imports.Add("Shrink", call => call.Return(0, Shrink(call)));
        imports.Add("Softmax", call => call.Return(0, Softmax(call, isLogarithm: false)));
        imports.Add("LogSoftmax", call => call.Return(0, Softmax(call, isLogarithm: true)));
        imports.Add("Hardmax", call => call.Return(0, Hardmax(call)));

        void Add(string name, Func<OperatorCall, ActivationFunction> function) =>
            imports.Add(name, call => call.Return(0, call.Graph.Activate(function(call), call.Input(0))));
    }

    /// <summary>γ·ELU(x) with its α, unless both are the usual ones.</summary>
    private static ImportedValue Selu(OperatorCall call)
    {
        double alpha = call.Number("alpha", SeluAlpha);
        double gamma = call.Number("gamma", SeluGamma);
        bool isUsual = call.Graph.Element == ElementKind.Float && alpha == SeluAlpha && gamma == SeluGamma;
        return isUsual
            ? call.Graph.Activate(new(ActivationKind.Selu), call.Input(0))
            : call.Graph.Binary(
                BinaryKind.Multiply, call.Graph.Activate(new(ActivationKind.Elu, Alpha: alpha), call.Input(0)), call.Graph.Scalar(gamma));
    }

    /// <summary>x·sigmoid(αx).</summary>
    private static ImportedValue Swish(OperatorCall call)
    {
        double alpha = call.Number("alpha", 1);
        ImportedValue x = call.Input(0);
        if (alpha == 1)
        {
            return call.Graph.Activate(new(ActivationKind.Silu), x);
        }

        ImportedValue scaled = call.Graph.Binary(BinaryKind.Multiply, x, call.Graph.Scalar(alpha));
        return call.Graph.Binary(BinaryKind.Multiply, x, call.Graph.Activate(new(ActivationKind.Sigmoid), scaled));
    }

    /// <summary>The slopes are repeated to the shape; before operator set 7 a list of them has one for each channel.</summary>
    private static ImportedValue Slopes(OperatorCall call)
    {
        ImportedValue x = call.Input(0);
        ImportedValue slopes = call.Input(1);
        bool isByChannel = call.Opset < 7 && slopes.Rank == 1 && x.Rank > 1 && slopes.Count == x.Shape[1];
        return isByChannel ? GraphBuilder.Reshape(slopes, [slopes.Count, .. Enumerable.Repeat(1, x.Rank - 2)]) : slopes;
    }

    /// <summary>x + bias below −λ, x − bias above λ, 0 between.</summary>
    private static ImportedValue Shrink(OperatorCall call)
    {
        GraphBuilder graph = call.Graph;
        ImportedValue x = call.Input(0);
        double limit = call.Number("lambd", 0.5);
        ConstantValue bias = graph.Scalar(call.Number("bias", 0));
        ImportedValue above = graph.Select(
            graph.Binary(BinaryKind.Less, graph.Scalar(limit), x), graph.Binary(BinaryKind.Subtract, x, bias), graph.Scalar(0));
        return graph.Select(graph.Binary(BinaryKind.Less, x, graph.Scalar(-limit)), graph.Binary(BinaryKind.Add, x, bias), above);
    }

    private static ImportedValue Softmax(OperatorCall call, bool isLogarithm) =>
        Rows.Along(call, (rows, terms) => call.Graph.Softmax(rows, terms, isLogarithm));

    /// <summary>1 at the first of the largest elements, else 0.</summary>
    private static ImportedValue Hardmax(OperatorCall call) => Rows.Along(call, (rows, terms) =>
    {
        int[] matrix = [rows.Count / terms, terms];
        ImportedValue place = call.Graph.PlaceInRows(rows, terms, [matrix[0], 1], isMinimum: false, takesLast: false);
        ConstantValue places = ConstantValue.Of([1, terms], Enumerable.Range(0, terms).Select(i => (long)i).ToArray());
        ImportedValue isPlace = call.Graph.Binary(BinaryKind.Equal, place, places);
        return call.Graph.Retype(GraphBuilder.Reshape(isPlace, rows.Shape), call.Input(0).Format);
    });
}
