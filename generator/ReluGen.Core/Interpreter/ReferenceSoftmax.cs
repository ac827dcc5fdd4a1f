using static ReluGen.Interpreter.ReferenceFunctions;

namespace ReluGen.Interpreter;

/// <summary>Softmax and its logarithm in double, from their definitions.</summary>
internal static class ReferenceSoftmax
{
    /// <summary>The probabilities, or their logarithms.</summary>
    public static double[] Forward(double[] z, bool isLogarithm)
    {
        double largest = z[0];
        foreach (double value in z)
        {
            largest = Math.Max(largest, value);
        }

        double sum = 0;
        foreach (double value in z)
        {
            sum += Math.Exp(value - largest);
        }

        var result = new double[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            result[i] = isLogarithm ? z[i] - largest - Log1p(sum - 1) : Math.Exp(z[i] - largest) / sum;
        }

        return result;
    }

    /// <summary>The gradient for the sums, from the full Jacobian: pᵢ(δᵢⱼ − pⱼ), or δᵢⱼ − pⱼ for the logarithm.</summary>
    public static double[] Backward(double[] z, double[] gradient, bool isLogarithm)
    {
        double[] probabilities = Forward(z, isLogarithm: false);
        var result = new double[z.Length];
        for (int j = 0; j < z.Length; j++)
        {
            for (int i = 0; i < z.Length; i++)
            {
                double derivative = (i == j ? 1 : 0) - probabilities[j];
                result[j] += gradient[i] * (isLogarithm ? derivative : probabilities[i] * derivative);
            }
        }

        return result;
    }
}
