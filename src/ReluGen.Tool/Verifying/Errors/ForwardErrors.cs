using ReluGen.Interpreter;
using ReluGen.Model;

namespace ReluGen.Tool.Verifying.Errors;

/// <summary>How far each value of a forward pass in the model's element type may be from the double reference.</summary>
/// <param name="model">The model.</param>
/// <param name="roundings">The element type's roundings.</param>
/// <param name="values">The reference's values by id.</param>
internal sealed class ForwardErrors(NetworkModel model, Roundings roundings, double[][] values)
{
    /// <summary>The errors of all values by id.</summary>
    public double[][] Run()
    {
        var errors = values.Select(value => new double[value.Length]).ToArray();
        foreach (Node node in model.Nodes)
        {
            errors[node.Output] = Of(node, errors);
        }

        return errors;
    }

    private double[] Of(Node node, double[][] errors) => node switch
    {
        DenseNode dense => Dense(dense, values[dense.Input], errors[dense.Input]),
        ActivationNode activation => Each(node, i => Activation(activation, values[activation.Input][i], errors[activation.Input][i])),
        SoftmaxNode softmax => Softmax(softmax, values[softmax.Input], errors[softmax.Input]),
        UnaryNode unary => Each(node, i => Unary(unary.Kind, values[unary.Input][i], errors[unary.Input][i], values[node.Output][i])),
        BinaryNode binary => Each(node, i => Binary(binary, i, errors)),
        SelectNode select => Each(node, i => Select(select, i, errors)),
        ReduceNode reduce => Reduce(reduce, values[reduce.Input], errors[reduce.Input]),
        PlaceNode place => Place(place, values[place.Input], errors[place.Input]),
        ArrangeNode arrange => Arrange(arrange, errors),
        MatrixProductNode product => Product(product, errors),
        ConstantNode => new double[values[node.Output].Length],
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    private double[] Each(Node node, Func<int, double> error) =>
        Enumerable.Range(0, values[node.Output].Length).Select(error).ToArray();

    private double[] Dense(DenseNode dense, double[] x, double[] e)
    {
        var result = new double[dense.Rows * dense.Units];
        for (int i = 0; i < result.Length; i++)
        {
            int unit = i % dense.Units;
            int input = i / dense.Units * dense.InputSize;
            double carried = 0;
            double magnitude = Math.Abs(dense.Bias?[unit] ?? 0);
            for (int k = 0; k < dense.InputSize; k++)
            {
                double weight = Math.Abs(dense.Weights[(unit * dense.InputSize) + k]);
                carried += weight * e[input + k];
                magnitude += weight * (Math.Abs(x[input + k]) + e[input + k]);
            }

            result[i] = carried + (roundings.Sum(dense.InputSize) * magnitude) + (dense.InputSize * roundings.Tiny);
        }

        return result;
    }

    private double Activation(ActivationNode node, double z, double error) =>
        Sensitivity.Of(x => ReferenceActivation.Value(node.Function, x), z, error) + roundings.OfFunction(Sensitivity.Magnitude(node.Function, z));

    private double Unary(UnaryKind kind, double x, double error, double result) =>
        Sensitivity.Of(value => ReferenceElementwise.Value(kind, value), x, error)
        + (Sensitivity.IsExact(kind) ? 0 : roundings.OfFunction(Math.Abs(result)));

    private double Binary(BinaryNode node, int i, double[][] errors)
    {
        int left = node.Left.IndexOf(i);
        int right = node.Right.IndexOf(i);
        double change = Sensitivity.Of(
            (x, y) => ReferenceElementwise.Value(node.Kind, x, y),
            values[node.Left.Value][left],
            values[node.Right.Value][right],
            errors[node.Left.Value][left],
            errors[node.Right.Value][right]);
        double result = values[node.Output][i];
        return change + node.Kind switch
        {
            _ when Sensitivity.IsExact(node.Kind) => 0,
            BinaryKind.Power => roundings.OfFunction(Math.Abs(result)),
            _ => roundings.OfOperation(result),
        };
    }

    private double Select(SelectNode node, int i, double[][] errors)
    {
        int condition = node.Condition.IndexOf(i);
        int whenTrue = node.WhenTrue.IndexOf(i);
        int whenFalse = node.WhenFalse.IndexOf(i);
        double trueError = errors[node.WhenTrue.Value][whenTrue];
        double falseError = errors[node.WhenFalse.Value][whenFalse];
        double value = values[node.Condition.Value][condition];
        return IsCertain(value, errors[node.Condition.Value][condition])
            ? value != 0 ? trueError : falseError
            : Math.Max(trueError, falseError) + Math.Abs(values[node.WhenTrue.Value][whenTrue] - values[node.WhenFalse.Value][whenFalse]);
    }

    /// <summary>Whether an error leaves a condition what it is.</summary>
    public static bool IsCertain(double condition, double error) => error == 0 || Math.Abs(condition) > error;

    private double[] Softmax(SoftmaxNode node, double[] x, double[] e)
    {
        double[] result = values[node.Output];
        int terms = node.Order.Terms;
        return Each(node, i =>
        {
            var row = x.AsSpan(i / terms * terms, terms);
            double largest = 0;
            double shift = 0;
            for (int k = 0; k < terms; k++)
            {
                largest = Math.Max(largest, Math.Abs(row[k]));
                shift = Math.Max(shift, e[(i / terms * terms) + k]);
            }

            double relative = (2 * shift) + roundings.OfSoftmax(terms, largest);
            return node.IsLogarithm ? (1 + Math.Abs(result[i])) * relative : (result[i] * (relative > 1 ? Math.Exp(relative) : relative)) + roundings.Tiny;
        });
    }

    private double[] Reduce(ReduceNode node, double[] x, double[] e)
    {
        int terms = node.Order.Terms;
        return Each(node, row =>
        {
            double sum = 0;
            double magnitude = 0;
            double largest = 0;
            for (int i = row * terms; i < (row + 1) * terms; i++)
            {
                sum += e[i];
                magnitude += Math.Abs(x[i]) + e[i];
                largest = Math.Max(largest, e[i]);
            }

            double error = sum + (roundings.Sum(terms) * magnitude);
            return node.Kind switch
            {
                ReduceKind.Sum => error,
                ReduceKind.Mean => (error / terms) + roundings.OfOperation(values[node.Output][row]),
                _ => largest,
            };
        });
    }

    /// <summary>Where another element may be the largest, any place between the two may be found.</summary>
    private double[] Place(PlaceNode node, double[] x, double[] e) => Each(node, row =>
    {
        int found = (row * node.Terms) + (int)values[node.Output][row];
        int furthest = 0;
        for (int i = row * node.Terms; i < (row + 1) * node.Terms; i++)
        {
            bool mayWin = i != found && e[i] + e[found] > 0 && Math.Abs(x[i] - x[found]) <= e[i] + e[found];
            furthest = mayWin ? Math.Max(furthest, Math.Abs(i - found)) : furthest;
        }

        return furthest;
    });

    private static double[] Arrange(ArrangeNode node, double[][] errors)
    {
        double[] all = node.Sources.SelectMany(id => errors[id]).ToArray();
        return Enumerable.Range(0, node.Map.Count).Select(i => node.Map[i] == IndexMap.Filled ? 0 : all[node.Map[i]]).ToArray();
    }

    private double[] Product(MatrixProductNode node, double[][] errors) => Each(node, i =>
    {
        int column = i % node.Columns;
        int row = i / node.Columns;
        int batch = row / node.Rows;
        double carried = 0;
        double magnitude = 0;
        for (int k = 0; k < node.Terms; k++)
        {
            int left = (row * node.Terms) + k;
            int right = (((batch * node.Terms) + k) * node.Columns) + column;
            double x = Math.Abs(values[node.Left][left]);
            double y = Math.Abs(values[node.Right][right]);
            double xError = errors[node.Left][left];
            double yError = errors[node.Right][right];
            carried += (x * yError) + (y * xError) + (xError * yError);
            magnitude += (x + xError) * (y + yError);
        }

        return carried + (roundings.Sum(node.Terms) * magnitude) + (node.Terms * roundings.Tiny);
    });
}
