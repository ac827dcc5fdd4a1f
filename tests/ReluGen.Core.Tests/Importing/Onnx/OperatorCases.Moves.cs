using ReluGen.Tests.Shared.Onnx;
using static ReluGen.Tests.Core.Importing.Onnx.Fixed;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>Reductions, and what moves elements.</summary>
internal static partial class OperatorCases
{
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
