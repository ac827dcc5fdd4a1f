using ReluGen.Model;

namespace ReluGen.Manifest;

/// <summary>One node as a line of a manifest. <see cref="NodeReader"/> is its inverse.</summary>
internal static class NodeWriter
{
    /// <summary>Writes <paramref name="node"/>.</summary>
    public static string Write(Node node, ElementKind element)
    {
        var line = new ManifestLine(element);
        switch (node)
        {
            case DenseNode dense:
                Head(line, "dense", node).Number("from", dense.Input).Number("inputs", dense.InputSize).Number("units", dense.Units).Number("rows", dense.Rows)
                    .Order("forward", dense.ForwardOrder).Order("backward", dense.InputGradientOrder).Number("offset", dense.ParameterOffset)
                    .Tensor("weights", dense.Weights).Tensor("bias", dense.Bias);
                break;
            case ActivationNode activation:
                ActivationFunction function = activation.Function;
                Head(line, "activation", node).Number("from", activation.Input).Word(function.Kind.ToString())
                    .Real("slope", function.Slope).Real("offset", function.Offset).Real("alpha", function.Alpha)
                    .Real("minimum", function.Minimum).Real("maximum", function.Maximum);
                break;
            case SoftmaxNode softmax:
                Head(line, "softmax", node).Number("from", softmax.Input).Word(softmax.IsLogarithm ? "logarithm" : "probability")
                    .Order("order", softmax.Order).Number("rows", softmax.Rows);
                break;
            case UnaryNode unary:
                Head(line, "unary", node).Number("from", unary.Input).Word(unary.Kind.ToString());
                break;
            case BinaryNode binary:
                Head(line, "binary", node).Word(binary.Kind.ToString()).Operand("left", binary.Left).Operand("right", binary.Right);
                break;
            case SelectNode select:
                Head(line, "select", node).Operand("condition", select.Condition).Operand("true", select.WhenTrue).Operand("false", select.WhenFalse);
                break;
            case ReduceNode reduce:
                Head(line, "reduce", node).Number("from", reduce.Input).Word(reduce.Kind.ToString()).Order("order", reduce.Order).Number("rows", reduce.Rows);
                break;
            case PlaceNode place:
                Head(line, "place", node).Number("from", place.Input).Word(place.IsMinimum ? "smallest" : "largest").Word(place.TakesLast ? "last" : "first")
                    .Number("terms", place.Terms).Number("rows", place.Rows);
                break;
            case ArrangeNode arrange:
                Head(line, "arrange", node).List("from", arrange.Sources).Real("fill", arrange.Fill).Map("map", arrange.Map);
                break;
            case MatrixProductNode product:
                Head(line, "product", node).Number("left", product.Left).Number("right", product.Right).Number("batch", product.Batch)
                    .Number("rows", product.Rows).Number("terms", product.Terms).Number("columns", product.Columns);
                break;
            case ConstantNode constant:
                Head(line, "constant", node).Number("offset", constant.ParameterOffset ?? -1).Tensor("values", constant.Values);
                break;
            default:
                throw new NotSupportedException(node.GetType().Name);
        }

        return line.ToString();
    }

    private static ManifestLine Head(ManifestLine line, string kind, Node node) => line.Word(kind).Quoted(node.Name).Number("to", node.Output);
}
