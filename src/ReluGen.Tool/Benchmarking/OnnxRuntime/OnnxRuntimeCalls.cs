namespace ReluGen.Tool.Benchmarking.OnnxRuntime;

/// <summary>The source of the class that calls ONNX Runtime.</summary>
internal static class OnnxRuntimeCalls
{
    /// <summary>The source text.</summary>
    public const string Source = """
        using System;
        using Microsoft.ML.OnnxRuntime;

        public static class OnnxRuntimeCalls
        {
            public static IDisposable Open(byte[] model, string path)
            {
                // Sessions keep what they need of the options.
                using var options = new SessionOptions
                {
                    IntraOpNumThreads = 1,
                    InterOpNumThreads = 1,
                    ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                    LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
                };
                return path is null ? new InferenceSession(model, options) : new InferenceSession(path, options);
            }

            public static Action Bind(
                IDisposable session, string[] inputs, Array[] inputArrays, long[][] inputShapes, string[] outputs, Array[] outputArrays, long[][] outputShapes)
            {
                var inference = (InferenceSession)session;
                var options = new RunOptions();
                OrtIoBinding binding = inference.CreateIoBinding();
                for (int i = 0; i < inputs.Length; i++)
                {
                    binding.BindInput(inputs[i], Value(inputArrays[i], inputShapes[i]));
                }

                for (int i = 0; i < outputs.Length; i++)
                {
                    binding.BindOutput(outputs[i], Value(outputArrays[i], outputShapes[i]));
                }

                return () => inference.RunWithBinding(options, binding);
            }

            private static OrtValue Value(Array array, long[] shape) => array switch
            {
                float[] floats => OrtValue.CreateTensorValueFromMemory(floats, shape),
                double[] doubles => OrtValue.CreateTensorValueFromMemory(doubles, shape),
                _ => throw new NotSupportedException(array.GetType().Name),
            };
        }
        """;
}
