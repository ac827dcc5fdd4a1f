using ReluGen.Readers;
using ReluGen.Tests.Shared;
using ReluGen.Tests.Training.Running;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Losses;

/// <summary>
/// Softmax cross-entropy against ONNX's own cases. ONNX has the classes in the second dimension; here they are rows. Its mean and weights are PyTorch's. (The
/// cases of <c>NegativeLogLikelihoodLoss</c> start from numbers that are no logarithms of a softmax, and have no counterpart here.)
/// </summary>
public sealed class OnnxLossTests
{
    public static TheoryData<string> Names =>
    [
        "test_sce_mean_3d_log_prob", "test_sce_mean_no_weight_ii_3d_log_prob", "test_sce_mean_no_weight_ii_4d_log_prob", "test_sce_mean_weight",
        "test_sce_mean_weight_ii", "test_sce_mean_weight_ii_3d_log_prob", "test_sce_mean_weight_ii_log_prob", "test_sce_none",
        "test_sce_none_weights", "test_sce_none_weights_log_prob", "test_sce_sum", "test_sce_sum_log_prob", "test_sce_NCd1_mean_weight_negative_ii",
        "test_sce_NCd1_mean_weight_negative_ii_log_prob", "test_sce_NCd1d2d3_none_no_weight_negative_ii_log_prob",
        "test_sce_NCd1d2d3_sum_weight_high_ii", "test_sce_NCd1d2d3_sum_weight_high_ii_log_prob", "test_sce_NCd1d2d3d4d5_mean_weight",
        "test_sce_NCd1d2d3d4d5_none_no_weight",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Cross_entropy_is_onnx(string name)
    {
        var item = OnnxCase.Load(name);
        int classes = item.Inputs[0].Shape[1];
        float[] rows = Rows(item.Inputs[0]);
        int[] labels = [.. item.Inputs[1].Integers.Select(label => (int)label)];
        float[] weights = item.Inputs.Count > 2 ? [.. item.Inputs[2].Values.Select(weight => (float)weight)] : [];
        LossReduction reduction = item.Text("reduction", "mean") == "mean" ? LossReduction.Mean : LossReduction.Sum;
        var loss = new SoftmaxCrossEntropy<float>(weights, reduction: reduction, ignoredLabel: (int)item.Integer("ignore_index", -100));
        if (item.Text("reduction", "mean") == "none")
        {
            for (int row = 0; row < labels.Length; row++)
            {
                float value = loss.Evaluate<float, int>(rows.AsSpan(row * classes, classes), labels.AsSpan(row, 1), [], classes);
                Numbers.AssertNear(item.Outputs[0].Values[row], value, Tolerances.LossFloat, $"row {row}");
            }
        }
        else
        {
            float value = loss.Evaluate<float, int>(rows, labels, [], classes);
            Numbers.AssertNear(item.Outputs[0].Values[0], value, Tolerances.LossFloat);
        }
    }

    /// <summary>[N, C, …] to rows of C, in the order of the labels [N, …].</summary>
    private static float[] Rows(NamedTensor tensor)
    {
        int classes = tensor.Shape[1];
        int places = tensor.Count / tensor.Shape[0] / classes;
        var rows = new float[tensor.Count];
        for (int index = 0; index < rows.Length; index++)
        {
            (int sample, int rest) = Math.DivRem(index, classes * places);
            (int k, int place) = Math.DivRem(rest, places);
            rows[(((sample * places) + place) * classes) + k] = (float)tensor.Values[index];
        }

        return rows;
    }
}
