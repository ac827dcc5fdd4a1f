using ReluGen.Importing;
using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Readers.Onnx;

namespace ReluGen.Tests.Package.Models;

/// <summary>A program that prints one number for the bits of a network's results, and that number.</summary>
internal static class BitsProgram
{
    private const int Samples = 21;

    /// <summary>A class <c>Bits</c> that runs the network <c>Policy</c>, one sample at a time and as a batch.</summary>
    public const string Source = """
        using ReluGen;

        [Network(Model = "policy.onnx")]
        public partial class Policy;

        public static class Bits
        {
            public static string Compute()
            {
                var inputs = new float[21 * Policy.InputSize];
                uint state = 1;
                for (int i = 0; i < inputs.Length; i++)
                {
                    state = unchecked((state * 1664525) + 1013904223);
                    inputs[i] = ((state >> 8) / (float)(1 << 22)) - 2;
                }

                var batch = new float[21 * Policy.OutputSize];
                Policy.ForwardBatch(inputs, batch);
                ulong hash = 14695981039346656037;
                var output = new float[Policy.OutputSize];
                for (int i = 0; i < 21; i++)
                {
                    Policy.Forward(inputs.AsSpan(i * Policy.InputSize, Policy.InputSize), output);
                    if (!output.AsSpan().SequenceEqual(batch.AsSpan(i * Policy.OutputSize, Policy.OutputSize)))
                    {
                        return "batch differs";
                    }

                    foreach (float value in output)
                    {
                        hash = unchecked((hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211);
                    }
                }

                return "bits " + hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
            }
        }
        """;

    /// <summary>The entry point beside it.</summary>
    public const string Main = "System.Console.WriteLine(Bits.Compute());";

    /// <summary>What the program must print, by the interpreter that shares nothing with generated code.</summary>
    public static string Expected()
    {
        ImportResult imported = OnnxImporter.Import(OnnxReader.Read(PolicyModel.Onnx()).Value!, new ImportOptions(), "policy.onnx", new string('0', 64));
        NetworkModel model = imported.Model!;
        uint state = 1;
        ulong hash = 14695981039346656037;
        for (int sample = 0; sample < Samples; sample++)
        {
            var input = new float[model.InputSize];
            for (int i = 0; i < input.Length; i++)
            {
                state = unchecked((state * 1664525) + 1013904223);
                input[i] = ((state >> 8) / (float)(1 << 22)) - 2;
            }

            foreach (float value in new ExactInterpreter<float>(model).Forward(input))
            {
                hash = unchecked((hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211);
            }
        }

        return "bits " + hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
