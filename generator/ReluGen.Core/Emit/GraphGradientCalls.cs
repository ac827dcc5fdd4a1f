using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>
/// Writes what each step contributes to the gradients of the values that it reads. The first contribution to a value overwrites, the
/// others add; where the first one leaves elements out or reaches some more than once, −0 comes first, to which adding changes nothing.
/// </summary>
internal sealed class GraphGradientCalls(SourceWriter w, NetworkPlan plan, GraphRows rows)
{
    private readonly HashSet<int> _started = [];

    private string E => rows.Element;

    private string IsFused => $"isFused: {GraphForwardCalls.Boolean(plan.Model.Arithmetic == ArithmeticKind.Fused)}";

    /// <summary>The elements a sample of memory for a contribution on its way: an input gradient that is added, a transposed matrix.</summary>
    public static int TemporaryStride(NetworkPlan plan) => Math.Max(
        plan.Layers.Count == 0 ? 0 : plan.Layers.Max(layer => Planner.Padded(layer.Dense.Rows * layer.Dense.InputSize, plan.Model.Element)),
        plan.Model.Nodes.OfType<MatrixProductNode>().Select(product => Planner.Padded(product.Terms * product.Columns, plan.Model.Element)).DefaultIfEmpty(0).Max());

    /// <summary>Writes the gradients that the caller gives for the outputs.</summary>
    public void WriteOutputGradients()
    {
        int start = 0;
        foreach (int id in plan.Model.Outputs)
        {
            string source = LaneText.At("outputGradients", Integer(start));
            start += rows.Value(id).Size;
            if (rows.Value(id).Gradient.IsComputed)
            {
                bool adds = !_started.Add(id);
                GraphRows.Row target = rows.Gradient(id);
                w.Line(Text($"{(adds ? "Gradients.Add" : "Rows.Copy")}(ref {source}, {plan.Model.OutputSize}, ref {target.Name}, {target.Stride}, {target.Size}, count);"));
            }
        }
    }

    /// <summary>Writes zero to the elements of a gradient that nothing contributes to.</summary>
    public void WriteUnread(int id)
    {
        ValueGradient gradient = rows.Value(id).Gradient;
        if (gradient.Unread.Count > 0)
        {
            GraphRows.Row target = rows.Gradient(id);
            w.Line(Text($"Rows.Clear(ref {target.Name}, {target.Stride}, count, {TablesEmitter.Numbers(gradient.Unread)});"));
        }
    }

    /// <summary>Writes the contribution of a layer to what it reads, which <paramref name="write"/> overwrites its target with.</summary>
    public void WriteContribution(int id, Action<GraphRows.Row> write)
    {
        if (rows.Value(id).Gradient is { IsComputed: true, IsForParameters: false })
        {
            using (w.Open("if (wantsInputs)"))
            {
                WriteOverwriting(id, write);
            }
        }
        else
        {
            WriteOverwriting(id, write);
        }
    }

    private void WriteOverwriting(int id, Action<GraphRows.Row> write) => WriteNeeded(id, isWhole: true, adds =>
    {
        GraphRows.Row target = rows.Gradient(id);
        write(adds ? target with { Name = "temporary" } : target);
        if (adds)
        {
            w.Line(Text($"Gradients.Add(ref temporary, 0, ref {target.Name}, 0, {rows.Times(target.Stride)}, 1);"));
        }
    });

    /// <summary>Writes the contributions of a step that is no layer.</summary>
    public void Write(GraphStep step)
    {
        string g = rows.Gradient(step.Output).Name;
        int gStride = rows.Value(step.Output).Stride;
        int size = rows.Value(step.Output).Size;
        switch (step.Node)
        {
            case ActivationNode { Function: { Kind: not ActivationKind.Identity } function } activation:
                GraphRows.Row values = rows.Of(DerivativeEmitter.ReadsActivation(function.Kind) ? activation.Output : activation.Input);
                WriteNeeded(activation.Input, isWhole: true, adds => w.Line(
                    $"{ActivationEmitter.Name(plan, function)}Gradient(ref {values.Name}, ref {g}, ref {rows.Gradient(activation.Input).Name}, {rows.Times(gStride)}, {Adds(adds)});"));
                break;
            case ActivationNode identity:
                WriteNeeded(identity.Input, isWhole: true, adds => w.Line(
                    Text($"{(adds ? "Gradients.Add" : "Rows.Copy")}(ref {g}, {gStride}, ref {rows.Gradient(identity.Input).Name}, {gStride}, {size}, count);")));
                break;
            case SoftmaxNode softmax:
                string fused = softmax.IsLogarithm ? "" : $", {IsFused}";
                WriteNeeded(softmax.Input, isWhole: true, adds => w.Line(
                    Text($"SoftmaxRows.{(softmax.IsLogarithm ? "LogSoftmax" : "Softmax")}Backward({One(rows.Of(softmax.Output))}, ref {g}, {gStride}, {One(rows.Gradient(softmax.Input))}, {softmax.Order.Terms}, {softmax.Rows}, count{fused}, {Adds(adds)});")));
                break;
            case UnaryNode unary when GradientFlow.PassesGradient(unary, 0):
                WriteUnary(unary, g);
                break;
            case BinaryNode binary:
                string operation = Operation(binary.Kind == BinaryKind.ParametricRelu ? "ParametricRelu" : binary.Kind.ToString(), binary.Kind == BinaryKind.ParametricRelu);
                WriteOperand(binary, 0, binary.Left, $"Left<{operation}", binary.Left, binary.Right, step.Output);
                WriteOperand(binary, 1, binary.Right, $"Right<{operation}", binary.Left, binary.Right, step.Output);
                break;
            case SelectNode select:
                WriteOperand(select, 1, select.WhenTrue, "Left<Operations.Select", select.Condition, select.Condition, step.Output);
                WriteOperand(select, 2, select.WhenFalse, "Right<Operations.Select", select.Condition, select.Condition, step.Output);
                break;
            case ReduceNode reduce:
                string source = reduce.Kind is ReduceKind.Sum or ReduceKind.Mean ? "" : One(rows.Of(reduce.Input)) + ", ";
                WriteNeeded(reduce.Input, isWhole: true, adds => w.Line(
                    Text($"Reductions.{reduce.Kind}Backward({source}ref {g}, {gStride}, {One(rows.Gradient(reduce.Input))}, {reduce.Order.Terms}, {reduce.Rows}, count, {Adds(adds)});")));
                break;
            case ArrangeNode arrange:
                WriteArrange(arrange, step, g, gStride);
                break;
            case MatrixProductNode product:
                WriteNeeded(product.Left, isWhole: true, adds => w.Line(
                    Text($"MatrixProducts.LeftGradient({One(rows.Of(product.Right))}, ref {g}, {gStride}, {One(rows.Gradient(product.Left))}, ref temporary, {GraphForwardCalls.Sizes(product)}, count, {IsFused}, {Adds(adds)});")));
                WriteNeeded(product.Right, isWhole: true, adds => w.Line(
                    Text($"MatrixProducts.RightGradient({One(rows.Of(product.Left))}, ref {g}, {gStride}, {One(rows.Gradient(product.Right))}, {GraphForwardCalls.Sizes(product)}, count, {IsFused}, {Adds(adds)});")));
                break;
        }
    }

    private string Operation(string name, bool hasBend) =>
        $"Operations.{name}{(hasBend && plan.Model.DerivativeAtZero == 0 ? "FromLeft" : "")}";

    private void WriteUnary(UnaryNode unary, string g)
    {
        string operation = Operation(unary.Kind.ToString(), unary.Kind == UnaryKind.Absolute);
        GraphRows.Row x = rows.Of(unary.Input);
        GraphRows.Row target = rows.Gradient(unary.Input);
        WriteNeeded(unary.Input, isWhole: true, adds => w.Line(GraphRows.AreFlat(target, x)
            ? Text($"Elementwise.Backward<{operation}, {E}>(ref {x.Name}, 0, ref {g}, 0, ref {target.Name}, {rows.Times(target.Stride)}, 1, {Adds(adds)});")
            : Text($"Elementwise.Backward<{operation}, {E}>(ref {x.Name}, {x.Stride}, ref {g}, {target.Stride}, ref {target.Name}, {target.Size}, count, {Adds(adds)});")));
    }

    private void WriteOperand(Node node, int input, Operand operand, string method, Operand left, Operand right, int output)
    {
        if (!GradientFlow.PassesGradient(node, input))
        {
            return;
        }

        GraphRows.Row g = rows.Gradient(output);
        GraphRows.Row target = rows.Gradient(operand.Value);
        WriteNeeded(operand.Value, GraphForwardCalls.IsWhole(operand, g.Size), adds => w.Line(
            Text($"Elementwise.Backward{method}, {E}>({Read(left, g.Size)}, {Read(right, g.Size)}, ref {g.Name}, {g.Stride}, ref {target.Name}, {GraphForwardCalls.Repeat(operand, target, g.Size)}, {g.Size}, count, {Adds(adds)});")));
    }

    private string Read(Operand operand, int size)
    {
        GraphRows.Row row = rows.Of(operand.Value);
        return $"ref {row.Name}, {GraphForwardCalls.Repeat(operand, row, size)}";
    }

    private void WriteArrange(ArrangeNode arrange, GraphStep step, string g, int gStride)
    {
        foreach (IGrouping<int, ArrangementPart> source in step.Parts.GroupBy(part => part.Source))
        {
            int id = arrange.Inputs[source.Key];
            GraphRows.Row target = rows.Gradient(id);
            ArrangementPart[] parts = source.ToArray();
            bool isCopy = parts is [{ IsContiguous: true, Start: 0 } whole] && whole.Block[0] == target.Size;
            WriteNeeded(id, isCopy, adds =>
            {
                foreach (ArrangementPart part in parts)
                {
                    string from = LaneText.At(g, Integer(part.Target));
                    string to = LaneText.At(target.Name, Integer(part.Start));
                    w.Line(part.IsContiguous
                        ? Text($"{(adds ? "Gradients.Add" : "Rows.Copy")}(ref {from}, {gStride}, ref {to}, {target.Stride}, {part.Block[0]}, count);")
                        : Text($"Arrangement.{(part.Places is null ? "AddBack" : "Scatter")}(ref {from}, {gStride}, ref {to}, {target.Stride}, count, {TablesEmitter.Argument(plan, step, part)});"));
                }
            });
        }
    }

    /// <summary>Writes a contribution to a value whose gradient is needed.</summary>
    /// <param name="id">The value.</param>
    /// <param name="isWhole">Whether each element gets just one contribution.</param>
    /// <param name="write">Writes it, given whether it adds to what is there.</param>
    private void WriteNeeded(int id, bool isWhole, Action<bool> write)
    {
        ValueGradient gradient = rows.Value(id).Gradient;
        if (!gradient.IsComputed)
        {
            return;
        }

        bool isFirst = _started.Add(id);
        if (isFirst && !isWhole)
        {
            GraphRows.Row target = rows.Gradient(id);
            w.Line(Text($"Rows.Fill(ref {target.Name}, 0, {rows.Times(target.Stride)}, 1, {Literal(-0.0, plan.Model.Element)});"));
        }

        write(!isFirst || !isWhole);
    }

    private static string Adds(bool adds) => $"adds: {GraphForwardCalls.Boolean(adds)}";

    private static string One(GraphRows.Row row) => Text($"ref {row.Name}, {row.Stride}");
}
