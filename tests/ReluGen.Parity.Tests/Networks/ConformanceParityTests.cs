using System.Numerics;
using ReluGen.Declaration;
using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;
using ReluGen.Tests.Shared.Conformance;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>Models of others, imported: their generated code compiles without a warning and has the interpreter's bits.</summary>
public sealed class ConformanceParityTests
{
    /// <summary>Larger ones would take the C# compiler minutes as literals, and show nothing new.</summary>
    private const int MostParameters = 20_000;

    [Fact]
    public void Imported_models_have_the_interpreters_bits()
    {
        ImportedCase[] cases = [.. Import(ModelCases.Load(SharedData.Find("conformance/models"))), .. Import(OperatorCases())];
        Assert.True(cases.Length > 20, $"{cases.Length} cases");
        NetworkSet networks = NetworkSet.Compile(cases.Select(network => (network, (ReluGen.Planning.PlanOptions?)null)), isNullable: false);
        foreach (ImportedCase network in cases)
        {
            if (network.Element == ElementKind.Float)
            {
                Check(networks.Get<float>(network.Name));
            }
            else
            {
                Check(networks.Get<double>(network.Name));
            }
        }
    }

    /// <summary>Each with every input dynamic, and with all but the first one as constants.</summary>
    private static IEnumerable<ConformanceCase> OperatorCases() => OnnxNodeCases.Load(SharedData.Find("conformance/onnx-node"))
        .SelectMany(item => item.Inputs.Count > 1 ? new[] { item, item.WithConstants() } : [item]);

    private static void Check<T>(CompiledNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Parity.Check(network, [1, 3]);

    private static IEnumerable<ImportedCase> Import(IEnumerable<ConformanceCase> cases)
    {
        int number = 0;
        foreach (ConformanceCase item in cases)
        {
            ImportResult result = OnnxImporter.Import(item.Model, new ImportOptions(), "model.onnx", "");
            if (result.Model is { OutputSize: > 0 } model && model.Tensors.Sum(tensor => tensor.Count) <= MostParameters)
            {
                number++;
                string name = FormattableString.Invariant($"Case{number}_{string.Concat(item.Name.Where(char.IsAsciiLetterOrDigit))}");
                var type = new TypeDeclaration(NetworkCase.Namespace, default, "class", name, IsStatic: false, IsRefStruct: false);
                yield return new ImportedCase(name, model with { Type = type });
            }
        }
    }

    private sealed record ImportedCase(string Name, NetworkModel Model) : ITestNetwork
    {
        public ElementKind Element => Model.Element;

        public bool IsStatic => false;

        public NetworkModel Build() => Model;

        public double[] Samples(int count, int size, int stream)
        {
            var random = new Random(stream);
            return Enumerable.Range(0, count * size).Select(_ => (double)(float)((random.NextDouble() * 4) - 2)).ToArray();
        }
    }
}
