using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Readers;

namespace ReluGen.Importing.Onnx;

/// <summary>The kinds of nodes: each is computed at once where all it reads is constant.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>A function of each element.</summary>
    public ImportedValue Unary(UnaryKind kind, ImportedValue x)
    {
        bool isStep = kind is UnaryKind.Floor or UnaryKind.Ceiling or UnaryKind.Round or UnaryKind.Truncate;
        if (isStep && x.IsInteger)
        {
            return x;
        }

        TensorFormat format = kind is UnaryKind.Not or UnaryKind.IsNotANumber ? TensorFormat.Boolean : x.Format;
        return Apply(kind.ToString(), x.Shape, format, [x], (name, ids, output) => new UnaryNode(name, ids[0], output, kind));
    }

    /// <summary>A function of two elements; both are repeated to a common shape.</summary>
    public ImportedValue Binary(BinaryKind kind, ImportedValue left, ImportedValue right)
    {
        int[] shape = Common(left.Shape, right.Shape);
        (ImportedValue l, Operand x) = Repeated(left, shape);
        (ImportedValue r, Operand y) = Repeated(right, shape);
        bool isTruth = kind is BinaryKind.Less or BinaryKind.LessOrEqual or BinaryKind.Equal
            or BinaryKind.And or BinaryKind.Or or BinaryKind.ExclusiveOr;
        TensorFormat format = isTruth ? TensorFormat.Boolean : left.Format;
        return Apply(kind.ToString(), shape, format, [l, r], (name, ids, output) =>
            new BinaryNode(name, x with { Value = ids[0] }, y with { Value = ids[1] }, output, kind));
    }

    /// <summary>One of two elements by a condition; all three are repeated to a common shape.</summary>
    public ImportedValue Select(ImportedValue condition, ImportedValue whenTrue, ImportedValue whenFalse)
    {
        int[] shape = Common(Common(condition.Shape, whenTrue.Shape), whenFalse.Shape);
        (ImportedValue c, Operand test) = Repeated(condition, shape);
        (ImportedValue t, Operand yes) = Repeated(whenTrue, shape);
        (ImportedValue f, Operand no) = Repeated(whenFalse, shape);
        return Apply("Selected", shape, whenTrue.Format, [c, t, f], (name, ids, output) => new SelectNode(
            name, test with { Value = ids[0] }, yes with { Value = ids[1] }, no with { Value = ids[2] }, output));
    }

    /// <summary>An activation. Parameters are rounded to the model's element type.</summary>
    public ImportedValue Activate(ActivationFunction function, ImportedValue x)
    {
        ActivationFunction rounded = function with
        {
            Slope = Round(function.Slope),
            Offset = Round(function.Offset),
            Alpha = Round(function.Alpha),
            Minimum = Round(function.Minimum),
            Maximum = Round(function.Maximum),
        };
        return Apply("Activation", x.Shape, x.Format, [x], (name, ids, output) => new ActivationNode(name, ids[0], output, rounded));
    }

    /// <summary>Softmax, or its logarithm, over each row of [rows, terms], the last <paramref name="terms"/> elements each.</summary>
    public ImportedValue Softmax(ImportedValue x, int terms, bool isLogarithm) =>
        Apply("Softmax", x.Shape, x.Format, [x], (name, ids, output) =>
            new SoftmaxNode(name, ids[0], output, isLogarithm, SumOrder.ForTotal(terms), x.Count / terms));

    /// <summary>Reduces each row of [rows, terms], the last <paramref name="terms"/> elements each.</summary>
    public ImportedValue ReduceRows(ReduceKind kind, ImportedValue x, int terms, int[] shape) =>
        Apply(kind.ToString(), shape, x.Format, [x], (name, ids, output) =>
            new ReduceNode(name, ids[0], output, kind, SumOrder.ForTotal(terms), Shapes.Count(shape)));

    /// <summary>The place of the largest or smallest element of each row of [rows, terms].</summary>
    public ImportedValue PlaceInRows(ImportedValue x, int terms, int[] shape, bool isMinimum, bool takesLast) =>
        Apply("Place", shape, TensorFormat.Integer, [x], (name, ids, output) =>
            new PlaceNode(name, ids[0], output, terms, Shapes.Count(shape), isMinimum, takesLast));

    /// <summary>Products of two values' matrices: [batch, rows, terms] · [batch, terms, columns].</summary>
    public ImportedValue Product(ImportedValue left, ImportedValue right, int batch, int rows, int terms, int columns, int[] shape)
    {
        if (left is ConstantValue && right is ConstantValue)
        {
            _budget.TakeProducts((long)batch * rows * columns > WorkBudget.MostElements ? -1 : (long)batch * rows * columns * terms);
        }

        return Apply("Product", shape, left.Format, [left, right], (name, ids, output) =>
            new MatrixProductNode(name, ids[0], ids[1], output, batch, rows, terms, columns));
    }

    /// <summary>The sums of a dense layer over rows of a value of run time.</summary>
    /// <param name="x">The rows, [rows, inputs].</param>
    /// <param name="weights">[units, inputs].</param>
    /// <param name="bias">[units], or null.</param>
    /// <param name="shape">The shape of the result.</param>
    public ImportedValue Dense(DynamicValue x, ConstantValue weights, ConstantValue? bias, int[] shape)
    {
        int units = weights.Shape[0];
        int inputs = weights.Shape[1];
        Tensor tensor = ToTensor(weights);
        Tensor? biasTensor = bias is null ? null : ToTensor(bias);
        _budget.TakeElements(shape);
        int offset = AddParameters(weights, tensor.Count);
        if (bias is not null)
        {
            AddParameters(bias, units);
        }

        int output = AddValue(shape, NodeName, "Sums");
        _nodes.Add(new DraftNode(NodeName, "", output, name => new DenseNode(
            name,
            x.Id,
            output,
            inputs,
            units,
            tensor,
            biasTensor,
            SumOrder.For(units, inputs),
            SumOrder.For(inputs, units),
            offset,
            x.Count / inputs)));
        return new DynamicValue { Id = output, Shape = shape, Format = x.Format };
    }

    private ImportedValue Apply(
        string label, int[] shape, TensorFormat format, ImportedValue[] inputs, Func<string, int[], int, Node> make)
    {
        _budget.TakeElements(shape);
        int count = Shapes.Count(shape);
        if (count == 0)
        {
            return ConstantOf(shape, format, []);
        }

        if (inputs.All(input => input is ConstantValue))
        {
            Node node = make("", Enumerable.Range(0, inputs.Length).ToArray(), inputs.Length);
            return Fold(node, shape, format, inputs.Cast<ConstantValue>().ToArray());
        }

        int[] ids = inputs.Select(Place).ToArray();
        int output = AddValue(shape, NodeName, label);
        _nodes.Add(new DraftNode(NodeName, label, output, name => make(name, ids, output)));
        return new DynamicValue { Id = output, Shape = shape, Format = format };
    }

    /// <summary>Computes a node of constants: whole numbers exactly, all others in double, rounded once.</summary>
    private ConstantValue Fold(Node node, int[] shape, TensorFormat format, ConstantValue[] inputs)
    {
        int count = Shapes.Count(shape);
        bool isInteger = format is TensorFormat.Integer or TensorFormat.Boolean;
        if (isInteger && inputs.All(input => input.IsInteger))
        {
            return ConstantOf(shape, format, IntegerFolding.Run(node, inputs.Select(input => input.Integers).ToArray(), count));
        }

        double[] numbers = ReferenceForward.Run(node, inputs.Select(input => input.ToNumbers()).ToArray(), count);
        return isInteger
            ? ConstantOf(shape, format, numbers.Select(ToInteger).ToArray())
            : new ConstantValue { Shape = shape, Format = format, Numbers = numbers.Select(Round).ToArray() };
    }

    /// <summary>The whole number towards zero; the nearest one there is for what lies outside of 64 bit, 0 for NaN.</summary>
    public static long ToInteger(double number) =>
        double.IsNaN(number) ? 0 : number >= long.MaxValue ? long.MaxValue : number <= long.MinValue ? long.MinValue : (long)number;

    private static int[] Common(int[] left, int[] right) =>
        Shapes.Broadcast(left, right)
        ?? throw NodeRefusal.Malformed($"The shapes {Shapes.Text(left)} and {Shapes.Text(right)} do not fit each other.");

    /// <summary>How a value is repeated to <paramref name="shape"/>: by an operand where one run of its dimensions is kept, else by moving its elements.</summary>
    private (ImportedValue Value, Operand Operand) Repeated(ImportedValue value, int[] shape)
    {
        int[] own = Shapes.Pad(value.Shape, shape.Length);
        int first = Array.FindIndex(own, dimension => dimension != 1);
        int last = Array.FindLastIndex(own, dimension => dimension != 1);
        bool isOneRun = Enumerable.Range(0, own.Length).All(d => d < first || d > last || own[d] == shape[d]);
        if (!isOneRun && Shapes.LongCount(shape) > 0)
        {
            ImportedValue whole = Expand(value, shape);
            return (whole, new Operand(-1, whole.Count));
        }

        int inner = first < 0 ? 1 : Shapes.Count(shape, last + 1, shape.Length);
        return (value, new Operand(-1, value.Count, inner));
    }
}
