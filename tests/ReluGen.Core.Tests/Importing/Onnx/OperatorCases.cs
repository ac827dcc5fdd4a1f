using ReluGen.Tests.Shared.Onnx;
using static ReluGen.Tests.Core.Importing.Onnx.Fixed;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>Operators in every combination of attributes, ranks and versions that changes what they mean.</summary>
internal static class OperatorCases
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

    private static IEnumerable<OperatorCase> Reductions()
    {
        int[] x = [2, 3, 4];
        foreach (string name in new[] { "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSumExp" })
        {
            yield return new(name, 11, [x], ("axes", new[] { 1 }));
            yield return new(name, 11, [x], ("axes", new[] { -1, 0 }), ("keepdims", 0));
            yield return new(name, 11, [x]);
            yield return name == "ReduceSum" ? new(name, 13, [x, Integers(2)]) : new(name, 13, [x], ("axes", new[] { 2 }));
            yield return new(name, 18, [x, Integers(2)]);
            yield return new(name, 18, [x, Integers(0, 1)], ("keepdims", 0));
            yield return new(name, 18, [x], ("keepdims", 0));
            yield return new(name, 18, [x], ("noop_with_empty_axes", 1));
            yield return new(name, 18, [new[] { 2, 1, 5 }, Integers(1)]);
        }

        yield return new("ReduceLogSum", 13, [x], ("axes", new[] { 1 })) { Shift = 3 };
        foreach (string name in new[] { "ArgMax", "ArgMin" })
        {
            yield return new(name, 13, [x]) { Outputs = [I], Jumps = true };
            yield return new(name, 13, [x], ("axis", -1), ("keepdims", 0)) { Outputs = [I], Jumps = true };
            yield return new(name, 13, [new[] { 2, 6 }], ("axis", 1), ("select_last_index", 1)) { Outputs = [I], Jumps = true };
        }
    }

    private static IEnumerable<OperatorCase> Softmaxes()
    {
        foreach (string name in new[] { "Softmax", "LogSoftmax", "Hardmax" })
        {
            foreach (long opset in new long[] { 11, 13 })
            {
                foreach (int axis in new[] { 0, 1, 2, -1 })
                {
                    yield return new(name, opset, [new[] { 2, 3, 4 }], ("axis", axis)) { Jumps = name == "Hardmax" };
                }

                yield return new(name, opset, [new[] { 2, 3, 4 }]) { Jumps = name == "Hardmax" };
            }
        }
    }

    private static IEnumerable<OperatorCase> Moves()
    {
        int[] x = [2, 3, 4];
        yield return new("Transpose", 13, [x]);
        yield return new("Transpose", 13, [x], ("perm", new[] { 1, 2, 0 }));
        foreach (int axis in new[] { 0, 1, 2, -2 })
        {
            int[] other = [.. x];
            other[axis < 0 ? axis + 3 : axis] = 5;
            yield return new("Concat", 13, [x, Floats(other), x], ("axis", axis));
            yield return new("Split", 11, [new[] { 4, 6, 8 }], ("axis", axis)) { Outputs = [1, 1] };
        }

        yield return new("Split", 11, [new[] { 2, 6 }], ("axis", 1), ("split", new[] { 1, 3, 2 })) { Outputs = [1, 1, 1] };
        yield return new("Split", 13, [new[] { 2, 6 }, Integers(4, 2)], ("axis", -1)) { Outputs = [1, 1] };
        yield return new("Split", 18, [new[] { 7 }], ("num_outputs", 3)) { Outputs = [1, 1, 1] };
        yield return new("Expand", 13, [new[] { 3, 1 }, Integers(2, 1, 4)]);
        yield return new("Expand", 13, [new[] { 3, 4 }, Integers(1)]);
        yield return new("Tile", 13, [new[] { 2, 3 }, Integers(2, 3)]);
        yield return new("Tile", 6, [new[] { 2, 1, 3 }, Integers(1, 3, 2)]);
        foreach (string mode in new[] { "constant", "edge", "reflect" })
        {
            yield return new("Pad", 13, [new[] { 3, 4 }, Integers(2, 1, 0, 3)], ("mode", mode));
            yield return new("Pad", 7, [new[] { 3, 4 }], ("mode", mode), ("pads", new[] { 0, 1, 1, 0 }));
        }

        yield return new("Pad", 13, [new[] { 3, 4 }, Integers(1, -1, 0, 2), Number(1.5)]);
        yield return new("Pad", 18, [new[] { 3, 4 }, Integers(1, 2), Number(-1), Integers(1)]);
        yield return new("Flatten", 13, [x], ("axis", 2));
        yield return new("Flatten", 13, [x], ("axis", 0));
        yield return new("Flatten", 13, [x], ("axis", -1));
        yield return new("Reshape", 14, [x, Integers(0, -1)]);
        yield return new("Reshape", 14, [x, Integers(4, -1, 2)]);
        yield return new("Reshape", 14, [x, Integers(-1)]);
        yield return new("Squeeze", 11, [new[] { 1, 3, 1 }], ("axes", new[] { 0 }));
        yield return new("Squeeze", 13, [new[] { 1, 3, 1 }, Integers(-1)]);
        yield return new("Squeeze", 13, [new[] { 1, 3, 1 }]);
        yield return new("Unsqueeze", 11, [new[] { 3, 2 }], ("axes", new[] { 0, 3 }));
        yield return new("Unsqueeze", 13, [new[] { 3, 2 }, Integers(-1, 1)]);
        yield return new("Identity", 13, [x]);
        yield return new("Trilu", 14, [new[] { 2, 3, 4 }]);
        yield return new("Trilu", 14, [new[] { 3, 3 }, new Fixed(I, [], [1])], ("upper", 0));
    }

    private static IEnumerable<OperatorCase> Slices()
    {
        int[] x = [4, 5, 6];
        yield return new("Slice", 9, [x], ("starts", new[] { 1, 0 }), ("ends", new[] { 3, 1000 }), ("axes", new[] { 1, 2 }));
        yield return new("Slice", 9, [x], ("starts", new[] { -3 }), ("ends", new[] { -1 }));
        yield return new("Slice", 13, [x, Integers(1, 4), Integers(9, -100), Integers(0, 2), Integers(2, -1)]);
        yield return new("Slice", 13, [x, Integers(-1), Integers(-9), Integers(1), Integers(-2)]);
        yield return new("Slice", 13, [x, Integers(100, -100), Integers(-100, 100), Integers(2, 1), Integers(-1, 2)]);
        yield return new("Slice", 13, [x, Integers(0, 1), Integers(2, 4)]);
        yield return new("Slice", 13, [x, Integers(5), Integers(0), Integers(-1), Integers(-3)]);
        foreach (int axis in new[] { 0, 1, 2, -1 })
        {
            yield return new("Gather", 13, [x, Integers(2, -1, 0)], ("axis", axis));
            yield return new("Gather", 13, [x, new Fixed(I, [2, 2], [0, 1, 3, -4])], ("axis", axis));
            yield return new("Gather", 13, [x, new Fixed(I, [], [1])], ("axis", axis));
        }

        yield return new("GatherElements", 13, [new[] { 3, 3 }, new Fixed(I, [2, 3], [1, 2, 0, 2, -3, 0])], ("axis", 0));
        yield return new("GatherElements", 13, [new[] { 3, 3 }, new Fixed(I, [3, 2], [1, 2, 0, 2, -3, 0])], ("axis", 1));
        yield return new("EyeLike", 9, [new[] { 3, 4 }], ("k", 1)) { Jumps = true };
        yield return new("Shape", 13, [x]) { Outputs = [I], Jumps = true };
        yield return new("Size", 13, [x]) { Outputs = [I], Jumps = true };
        yield return new("ConstantOfShape", 9, [Integers(2, 3)], ("value", OnnxFile.Tensor("v", 1, [1], 2.5)));
        yield return new("Range", 11, [new Fixed(I, [], [3]), new Fixed(I, [], [-4]), new Fixed(I, [], [-2])]) { Outputs = [I] };
        yield return new("Range", 11, [Number(0.5), Number(3), Number(0.75)]);
    }
}
