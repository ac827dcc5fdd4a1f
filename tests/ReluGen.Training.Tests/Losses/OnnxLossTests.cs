using ReluGen.Readers;
using ReluGen.Tests.Shared;
using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Losses;

/// <summary>
/// Softmax cross-entropy against ONNX's own cases of <c>SoftmaxCrossEntropyLoss</c> and <c>NegativeLogLikelihoodLoss</c>: all of them, with their class weights, ignored labels
/// and reductions. ONNX has the classes in the second dimension; here they are rows. Its mean and weights are PyTorch's.
/// </summary>
/// <remarks>Not compared: the second output of the cases whose name ends in <c>log_prob</c>. It is the logarithm of the softmax, an activation and no loss.</remarks>
public sealed class OnnxLossTests
{
    private const string CrossEntropy = "SoftmaxCrossEntropyLoss";
    private const string LogLikelihood = "NegativeLogLikelihoodLoss";

    public static TheoryData<string> Names =>
    [
        "test_nllloss_NCd1_ii", "test_nllloss_NCd1_mean_weight_negative_ii", "test_nllloss_NCd1_weight", "test_nllloss_NCd1d2",
        "test_nllloss_NCd1d2_no_weight_reduction_mean_ii", "test_nllloss_NCd1d2_reduction_mean", "test_nllloss_NCd1d2_reduction_sum",
        "test_nllloss_NCd1d2_with_weight_reduction_mean", "test_nllloss_NCd1d2_with_weight_reduction_sum",
        "test_nllloss_NCd1d2_with_weight_reduction_sum_ii", "test_nllloss_NCd1d2d3_none_no_weight_negative_ii",
        "test_nllloss_NCd1d2d3_sum_weight_high_ii", "test_nllloss_NCd1d2d3d4d5_mean_weight", "test_nllloss_NCd1d2d3d4d5_none_no_weight",
        "test_sce_mean_3d_log_prob", "test_sce_mean_no_weight_ii_3d_log_prob", "test_sce_mean_no_weight_ii_4d_log_prob", "test_sce_mean_weight",
        "test_sce_mean_weight_ii", "test_sce_mean_weight_ii_3d_log_prob", "test_sce_mean_weight_ii_log_prob", "test_sce_none",
        "test_sce_none_weights", "test_sce_none_weights_log_prob", "test_sce_sum", "test_sce_sum_log_prob", "test_sce_NCd1_mean_weight_negative_ii",
        "test_sce_NCd1_mean_weight_negative_ii_log_prob", "test_sce_NCd1d2d3_none_no_weight_negative_ii_log_prob",
        "test_sce_NCd1d2d3_sum_weight_high_ii", "test_sce_NCd1d2d3_sum_weight_high_ii_log_prob", "test_sce_NCd1d2d3d4d5_mean_weight",
        "test_sce_NCd1d2d3d4d5_none_no_weight",
    ];

    [Fact]
    public void No_case_of_the_operators_is_left_out()
    {
        string folder = SharedData.Find("conformance/onnx-node");
        IEnumerable<string> there = Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!)
            .Where(name => name.StartsWith("test_sce_", StringComparison.Ordinal) || name.StartsWith("test_nllloss_", StringComparison.Ordinal));
        Assert.Empty(there.Except(Names.Select(row => row.Data)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cross_entropy_is_onnx(string name)
    {
        var item = OnnxCase.Load(name);
        Assert.Equal(name.StartsWith("test_sce", StringComparison.Ordinal) ? CrossEntropy : LogLikelihood, item.Node.Operator);
        int classes = item.Inputs[0].Shape[1];
        double[] rows = Rows(item.Inputs[0]);
        int[] labels = [.. item.Inputs[1].Integers.Select(label => (int)label)];
        double[] weights = item.Inputs.Count > 2 ? item.Inputs[2].Values : [];
        int ignored = (int)item.Integer("ignore_index", -100);
        string reduction = item.Text("reduction", "mean");
        double shift = 0;
        if (item.Node.Operator == LogLikelihood)
        {
            (rows, shift) = Complete(rows, classes);
            classes++;
            weights = weights.Length == 0 ? weights : [.. weights, 0];
        }

        var loss = new SoftmaxCrossEntropy<double>(weights, reduction: reduction == "mean" ? LossReduction.Mean : LossReduction.Sum, ignoredLabel: ignored);
        double[] shares = [.. labels.Select(label => label == ignored ? 0 : weights.Length == 0 ? 1 : weights[label])];
        if (reduction == "none")
        {
            for (int row = 0; row < labels.Length; row++)
            {
                double value = loss.Evaluate<double, int>(rows.AsSpan(row * classes, classes), labels.AsSpan(row, 1), [], classes);
                Numbers.AssertNear(item.Outputs[0].Values[row], value - (shift * shares[row]), Tolerances.LossFloat, $"row {row}");
            }
        }
        else
        {
            double value = loss.Evaluate<double, int>(rows, labels, [], classes);
            Numbers.AssertNear(item.Outputs[0].Values[0], value - (reduction == "mean" ? shift : shift * shares.Sum()), Tolerances.LossFloat);
        }
    }

    /// <summary>
    /// The numbers of ONNX's cases are no logarithms of probabilities. Less a shift that makes the sum of their exponentials at most a half they are those of all classes but one, which gets the
    /// rest: then cross-entropy is the negative log-likelihood, but for the shift times the weight of every row's label.
    /// </summary>
    private static (double[] Rows, double Shift) Complete(double[] rows, int classes)
    {
        double[][] all = [.. rows.Chunk(classes)];
        double shift = all.Max(row => Math.Log(2 * row.Sum(Math.Exp)));
        return (all.SelectMany(row => row.Select(value => value - shift).Append(Math.Log(1 - row.Sum(value => Math.Exp(value - shift))))).ToArray(), shift);
    }

    /// <summary>[N, C, …] to rows of C, in the order of the labels [N, …].</summary>
    private static double[] Rows(NamedTensor tensor)
    {
        int classes = tensor.Shape[1];
        int places = tensor.Count / tensor.Shape[0] / classes;
        var rows = new double[tensor.Count];
        for (int index = 0; index < rows.Length; index++)
        {
            (int sample, int rest) = Math.DivRem(index, classes * places);
            (int k, int place) = Math.DivRem(rest, places);
            rows[(((sample * places) + place) * classes) + k] = tensor.Values[index];
        }

        return rows;
    }
}
