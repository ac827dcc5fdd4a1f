using ReluGen.Model;

namespace ReluGen.Importing.Onnx.Operators;

/// <summary>Products of matrices. A constant right-hand side makes a dense layer.</summary>
internal static class MatrixOperators
{
    /// <summary>Adds the operators to <paramref name="imports"/>.</summary>
    public static void Register(IDictionary<string, OperatorImport> imports)
    {
        imports.Add("Gemm", call => call.Return(0, Gemm(call)));
        imports.Add("MatMul", call => call.Return(0, MatMul(call.Graph, call.Input(0), call.Input(1))));
    }

    /// <summary>alpha·A·B + beta·C, each of A and B transposed as it says.</summary>
    private static ImportedValue Gemm(OperatorCall call)
    {
        GraphBuilder graph = call.Graph;
        ImportedValue a = Matrix(call, 0, "transA");
        ImportedValue b = Matrix(call, 1, "transB");
        ImportedValue? c = call.Optional(2);
        double alpha = call.Number("alpha", 1);
        double beta = call.Number("beta", 1);
        if (a.Shape[1] != b.Shape[0])
        {
            throw NodeRefusal.Malformed($"A of shape {Shapes.Text(a.Shape)} and B of shape {Shapes.Text(b.Shape)} have no product.");
        }

        ImportedValue? addend = c is null || beta == 0 ? null : Scaled(graph, c, beta);
        int rows = a.Shape[0];
        int units = b.Shape[1];
        bool isBias = addend is ConstantValue && addend.Count == units && addend.Rank > 0 && addend.Shape[addend.Rank - 1] == units;
        ImportedValue product = MatMul(graph, a, Scaled(graph, b, alpha), isBias && !addend!.IsInteger ? (ConstantValue)addend : null, out bool hasBias);
        if (addend is null || hasBias)
        {
            return product;
        }

        ImportedValue sum = graph.Binary(BinaryKind.Add, product, addend);
        return sum.Shape.SequenceEqual([rows, units])
            ? sum
            : throw NodeRefusal.Malformed($"C of shape {Shapes.Text(addend.Shape)} does not fit the product's {Shapes.Text([rows, units])}.");
    }

    private static ImportedValue Matrix(OperatorCall call, int index, string transposition)
    {
        ImportedValue matrix = call.Input(index);
        if (matrix.Rank != 2)
        {
            throw NodeRefusal.Malformed($"Input {index + 1} of shape {Shapes.Text(matrix.Shape)} is no matrix.");
        }

        return call.Flag(transposition) ? call.Graph.Transpose(matrix, [1, 0]) : matrix;
    }

    private static ImportedValue Scaled(GraphBuilder graph, ImportedValue value, double factor)
    {
        if (factor == 1)
        {
            return value;
        }

        ImportedValue scaled = graph.Binary(BinaryKind.Multiply, value, graph.Scalar(factor));
        return scaled is ConstantValue constant && value is ConstantValue { Origin: { } origin }
            ? constant.WithOrigin(origin with { Factor = origin.Factor * graph.Round(factor) })
            : scaled;
    }

    private static ImportedValue MatMul(GraphBuilder graph, ImportedValue a, ImportedValue b) => MatMul(graph, a, b, null, out _);

    /// <summary>The product of the last two dimensions, the others repeated to each other; a vector is a row on the left, a column on the right.</summary>
    private static ImportedValue MatMul(GraphBuilder graph, ImportedValue a, ImportedValue b, ConstantValue? bias, out bool hasBias)
    {
        hasBias = false;
        if (a.Rank == 0 || b.Rank == 0)
        {
            throw NodeRefusal.Malformed($"Operands of shape {Shapes.Text(a.Shape)} and {Shapes.Text(b.Shape)} have no matrix product.");
        }

        int[] left = a.Rank == 1 ? [1, a.Shape[0]] : a.Shape;
        int[] right = b.Rank == 1 ? [b.Shape[0], 1] : b.Shape;
        int rows = left[left.Length - 2];
        int terms = left[left.Length - 1];
        int columns = right[right.Length - 1];
        int[] leftBatch = [.. left.Take(left.Length - 2)];
        int[] rightBatch = [.. right.Take(right.Length - 2)];
        int[]? batch = Shapes.Broadcast(leftBatch, rightBatch);
        if (batch is null || right[right.Length - 2] != terms)
        {
            throw NodeRefusal.Malformed($"Operands of shape {Shapes.Text(a.Shape)} and {Shapes.Text(b.Shape)} have no matrix product.");
        }

        int[] shape = [.. batch, .. a.Rank == 1 ? [] : new[] { rows }, .. b.Rank == 1 ? [] : new[] { columns }];
        long count = Shapes.LongCount(shape);
        if (count > 0 && terms == 0)
        {
            return graph.Expand(graph.Scalar(0), shape);
        }

        if (count > 0 && a is DynamicValue rowsOfInputs && b is ConstantValue weights && Shapes.LongCount(rightBatch) == 1)
        {
            hasBias = bias is not null;
            var matrix = (ConstantValue)GraphBuilder.Reshape(weights, [terms, columns]);
            return graph.Dense(rowsOfInputs, (ConstantValue)graph.Transpose(matrix, [1, 0]), bias, shape);
        }

        if (count > 0 && a is ConstantValue factors && b is DynamicValue vector && columns == 1
            && Shapes.LongCount(rightBatch) == 1 && Shapes.LongCount(leftBatch) == 1)
        {
            return graph.Dense(vector, (ConstantValue)GraphBuilder.Reshape(factors, [rows, terms]), null, shape);
        }

        ImportedValue allLeft = Repeated(graph, GraphBuilder.Reshape(a, left), [.. batch, rows, terms]);
        ImportedValue allRight = Repeated(graph, GraphBuilder.Reshape(b, right), [.. batch, terms, columns]);
        return graph.Product(allLeft, allRight, count == 0 ? 0 : Shapes.Count(batch), rows, terms, columns, shape);
    }

    private static ImportedValue Repeated(GraphBuilder graph, ImportedValue value, int[] shape) =>
        Shapes.LongCount(value.Shape) == Shapes.LongCount(shape) ? GraphBuilder.Reshape(value, shape) : graph.Expand(value, shape);
}
