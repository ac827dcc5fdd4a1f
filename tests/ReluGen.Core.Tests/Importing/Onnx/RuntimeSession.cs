using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>ONNX Runtime as a second opinion.</summary>
internal static class RuntimeSession
{
    private static readonly SessionOptions Options = new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
    };

    /// <summary>All outputs in the file's order, one after the other, with their shapes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="input">The elements of all inputs, one after the other.</param>
    public static (int[] Shape, double[] Elements)[] Run(byte[] file, double[] input)
    {
        using var session = new InferenceSession(file, Options);
        var values = new List<NamedOnnxValue>();
        int start = 0;
        foreach ((string name, NodeMetadata metadata) in session.InputMetadata)
        {
            int[] shape = metadata.Dimensions.Select(dimension => Math.Max(dimension, 1)).ToArray();
            int count = shape.Aggregate(1, (product, dimension) => product * dimension);
            double[] elements = input[start..(start + count)];
            start += count;
            values.Add(
                metadata.ElementType == typeof(float) ? Value(name, shape, elements, element => (float)element)
                : metadata.ElementType == typeof(double) ? Value(name, shape, elements, element => element)
                : metadata.ElementType == typeof(long) ? Value(name, shape, elements, element => (long)element)
                : Value(name, shape, elements, element => element != 0));
        }

        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(values);
        return session.OutputNames.Select(name => Elements(results.Single(result => result.Name == name))).ToArray();
    }

    private static NamedOnnxValue Value<T>(string name, int[] shape, double[] elements, Func<double, T> convert) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(elements.Select(convert).ToArray(), shape));

    private static (int[] Shape, double[] Elements) Elements(NamedOnnxValue value) => value.Value switch
    {
        Tensor<float> tensor => (tensor.Dimensions.ToArray(), tensor.Select(element => (double)element).ToArray()),
        Tensor<double> tensor => (tensor.Dimensions.ToArray(), tensor.ToArray()),
        Tensor<long> tensor => (tensor.Dimensions.ToArray(), tensor.Select(element => (double)element).ToArray()),
        Tensor<bool> tensor => (tensor.Dimensions.ToArray(), tensor.Select(element => element ? 1.0 : 0).ToArray()),
        _ => throw new NotSupportedException(value.Name),
    };
}
