using ReluGen.Tests.Shared.Onnx;
using static ReluGen.Tests.Core.Importing.Onnx.Fixed;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>Operators in every combination of attributes, ranks and versions that changes what they mean.</summary>
internal static partial class OperatorCases
{
    private const int B = OnnxFile.Boolean;
    private const int I = OnnxFile.Integer;

    /// <summary>All cases.</summary>
    public static IEnumerable<OperatorCase> All() =>
        [.. Elementwise(), .. Activations(), .. Matrices(), .. Normalizations(), .. Reductions(), .. Softmaxes(), .. Moves(), .. Slices()];

    private static IEnumerable<OperatorCase> Elementwise()
    {
        foreach (string name in new[] { "Neg", "Abs", "Reciprocal", "Exp", "Erf" })
        {
            yield return new(name, 13, [new[] { 2, 3 }]);
        }

        foreach (string name in new[] { "Sign", "Floor", "Ceil", "Round" })
        {
            yield return new(name, 13, [new[] { 2, 5 }]) { Jumps = true };
        }

        foreach (string name in new[] { "Sqrt", "Log" })
        {
            yield return new(name, 13, [new[] { 7 }]) { Shift = 2.5 };
        }

        int[][] shapes = [[3], [1], [], [2, 3], [2, 1], [4, 1, 1], [4, 2, 3], [4, 1, 3], [1, 4, 2, 3], [5, 4, 1, 3], [5, 1, 2, 1]];
        foreach (string name in new[] { "Add", "Sub", "Mul", "Div" })
        {
            foreach (int[] shape in shapes)
            {
                yield return new(name, 14, [new[] { 4, 2, 3 }, shape]) { Shift = 3 };
                yield return new(name, 14, [Floats(shape), new[] { 4, 2, 3 }]) { Shift = 3 };
            }
        }

        yield return new("Pow", 15, [new[] { 2, 3 }, Number(2)]);
        yield return new("Pow", 15, [new[] { 2, 3 }, Number(3)]);
        yield return new("Pow", 15, [new[] { 2, 3 }, Number(-1)]);
        yield return new("Pow", 15, [new[] { 2, 3 }, Number(0.5)]) { Shift = 3 };
        yield return new("Pow", 15, [new[] { 2, 3 }, new[] { 3 }]) { Shift = 3 };
        foreach (string name in new[] { "Sum", "Min", "Max", "Mean" })
        {
            yield return new(name, 13, [new[] { 2, 3 }]);
            yield return new(name, 13, [new[] { 2, 3 }, new[] { 3 }, Floats(2, 1)]);
        }

        foreach (string name in new[] { "Less", "LessOrEqual", "Greater", "GreaterOrEqual" })
        {
            yield return new(name, 16, [new[] { 2, 3 }, new[] { 3 }]) { Outputs = [B], Jumps = true };
        }

        yield return new("Equal", 13, [new Typed(I, 2, 3), new Typed(I, 3)]) { Outputs = [B], Jumps = true };
        foreach (string name in new[] { "And", "Or", "Xor" })
        {
            yield return new(name, 13, [new Typed(B, 2, 3), new Typed(B, 3)]) { Outputs = [B], Jumps = true };
        }

        yield return new("IsInf", 10, [new[] { 5 }]) { Outputs = [B], Jumps = true };
        yield return new("IsNaN", 13, [new[] { 5 }]) { Outputs = [B], Jumps = true };
        yield return new("Not", 13, [new Typed(B, 4)]) { Outputs = [B], Jumps = true };
        yield return new("Where", 16, [new Typed(B, 2, 1), new[] { 3 }, new[] { 2, 3 }]);
        yield return new("Where", 16, [new Fixed(B, [2, 3], [1, 0, 1, 0, 0, 1]), Number(2), new[] { 2, 3 }]);
        yield return new("Clip", 6, [new[] { 9 }], ("min", -0.5), ("max", 1.0));
        yield return new("Clip", 6, [new[] { 9 }], ("max", 1.0));
        yield return new("Clip", 13, [new[] { 9 }, Number(0), Number(1)]);
        yield return new("Clip", 13, [new[] { 9 }, Number(-1)]);
        yield return new("Clip", 13, [new[] { 9 }, null, Number(0.25)]);
        yield return new("Clip", 13, [new[] { 9 }, Array.Empty<int>(), Array.Empty<int>()]);
        yield return new("Div", 14, [new Typed(I, 6), Integers(2, 3, -2, 2, 3, 5)]) { Outputs = [I], Jumps = true };
        yield return new("Cast", 13, [new[] { 6 }], ("to", I)) { Outputs = [I], Jumps = true };
        yield return new("Cast", 13, [new[] { 6 }], ("to", B)) { Outputs = [B], Jumps = true };
        yield return new("Cast", 13, [new Typed(I, 6)], ("to", OnnxFile.Float)) { Jumps = true };
    }

    private static IEnumerable<OperatorCase> Activations()
    {
        int[] x = [2, 7];
        foreach (string name in new[] { "Relu", "LeakyRelu", "Elu", "Selu", "Celu", "Softplus", "Softsign", "Sigmoid", "HardSigmoid", "Tanh", "HardSwish", "Mish", "ThresholdedRelu" })
        {
            yield return new(name, 18, [x]) { Jumps = name == "ThresholdedRelu" };
        }

        yield return new("LeakyRelu", 16, [x], ("alpha", 0.3));
        yield return new("Elu", 16, [x], ("alpha", 0.7));
        yield return new("Celu", 16, [x], ("alpha", 0.7));
        yield return new("Selu", 16, [x], ("alpha", 2.0), ("gamma", 3.0));
        yield return new("HardSigmoid", 16, [x], ("alpha", 0.4), ("beta", 0.6));
        yield return new("ThresholdedRelu", 16, [x], ("alpha", 0.5)) { Jumps = true };
        yield return new("Gelu", 20, [x]);
        yield return new("Gelu", 20, [x], ("approximate", "tanh"));
        yield return new("Shrink", 9, [x]) { Jumps = true };
        yield return new("Shrink", 9, [x], ("lambd", 0.8), ("bias", 0.4)) { Jumps = true };
        yield return new("PRelu", 16, [x, Floats(7)]);
        yield return new("PRelu", 16, [x, Floats(1)]);
        yield return new("PRelu", 16, [new[] { 2, 3, 4 }, Floats(3, 1)]);
        yield return new("PRelu", 16, [new[] { 2, 3 }, new[] { 2, 3 }]);
    }

    private static IEnumerable<OperatorCase> Matrices()
    {
        object[] addends = [Floats(5), Floats(1, 5), Floats(3, 1), Floats(3, 5), Floats(1), Number(0.5), new[] { 5 }, new[] { 3, 1 }];
        foreach (object addend in addends)
        {
            yield return new("Gemm", 13, [new[] { 3, 4 }, Floats(4, 5), addend]);
        }

        yield return new("Gemm", 13, [new[] { 3, 4 }, Floats(5, 4), Floats(5)], ("transB", 1), ("alpha", 0.5), ("beta", 2.0));
        yield return new("Gemm", 13, [new[] { 4, 3 }, Floats(5, 4)], ("transA", 1), ("transB", 1), ("alpha", 0.5));
        yield return new("Gemm", 13, [new[] { 4, 3 }, new[] { 4, 5 }, new[] { 1, 5 }], ("transA", 1), ("beta", 0.25));
        yield return new("Gemm", 13, [new[] { 1, 4 }, Floats(4, 5), Floats(5)], ("beta", 0.0));
        yield return new("Gemm", 13, [Floats(3, 4), new[] { 4, 5 }]);
        (int[] Left, int[] Right)[] products =
        [
            ([4], [4]), ([4], [4, 5]), ([3, 4], [4]), ([3, 4], [4, 5]), ([2, 3, 4], [4, 5]), ([2, 3, 4], [2, 4, 5]), ([2, 3, 4], [1, 4, 5]),
            ([1, 3, 4], [2, 4, 5]), ([3, 4], [2, 4, 5]), ([2, 1, 3, 4], [6, 4, 5]), ([4], [2, 4, 5]), ([2, 3, 4], [4]), ([2, 3, 1, 4], [1, 3, 4, 1]),
        ];
        foreach ((int[] left, int[] right) in products)
        {
            yield return new("MatMul", 13, [left, right]);
            yield return new("MatMul", 13, [left, Floats(right)]);
            yield return new("MatMul", 13, [Floats(left), right]);
        }
    }

    private static IEnumerable<OperatorCase> Normalizations()
    {
        yield return new("BatchNormalization", 9, [new[] { 2, 3 }, Floats(3), Floats(3), Floats(3), new Fixed(1, [3], [0.5, 1, 2])]);
        yield return new("BatchNormalization", 15, [new[] { 2, 3, 4 }, Floats(3), Floats(3), Floats(3), new Fixed(1, [3], [0.5, 1, 2])], ("epsilon", 0.01));
        yield return new("BatchNormalization", 7, [new[] { 2, 3, 2, 2 }, Floats(3), Floats(3), Floats(3), new Fixed(1, [3], [0.5, 1, 2])]);
        foreach (int axis in new[] { -1, 1, 0, 2 })
        {
            int[] normal = new[] { 2, 3, 4 }[(axis < 0 ? 2 : axis)..];
            yield return new("LayerNormalization", 17, [new[] { 2, 3, 4 }, Floats(normal), Floats(normal)], ("axis", axis), ("epsilon", 0.001));
        }

        yield return new("LayerNormalization", 17, [new[] { 2, 3, 4 }, Floats(4)]) { Outputs = [1, 1, 1] };
        yield return new("InstanceNormalization", 6, [new[] { 2, 3, 4 }, Floats(3), Floats(3)]);
        yield return new("InstanceNormalization", 6, [new[] { 1, 3, 2, 2 }, Floats(3), Floats(3)], ("epsilon", 0.01));
        yield return new("GroupNormalization", 21, [new[] { 2, 4, 3 }, Floats(4), Floats(4)], ("num_groups", 2));
        yield return new("Dropout", 7, [new[] { 2, 3 }], ("ratio", 0.5));
        yield return new("Dropout", 13, [new[] { 2, 3 }, Number(0.5)]) { Outputs = [1, B] };
    }
}
