using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using ReluGen.Building;
using ReluGen.Generator;
using ReluGen.Tests.Generator.Files;
using ReluGen.Tests.Generator.Running;

namespace ReluGen.Tests.Generator.Caching;

/// <summary>What the steps hand on compares by content and holds nothing of the compiler's.</summary>
public class CachedValueTests
{
    private const string Source =
        "[ReluGen.Network(2)] [ReluGen.Dense(2, ReluGen.Activation.Elu, Alpha = 2, Weights = [1, 2, 3, 4], UseBias = false)]"
        + " [ReluGen.Dense(2, ReluGen.Activation.Softmax, Weights = [1, 2, 3, 4], Bias = [1, 2])] partial class Net<T>;\n"
        + "[ReluGen.Network(1)] [ReluGen.Dense(200, Weights = new double[] {$}, Bias = new double[] {$})] partial class net;\n"
        + "[ReluGen.Network(1)] [ReluGen.Dropout(0.5)] [ReluGen.Dense(1, Weights = [2], Bias = [1])] partial class Net;\n"
        + "[ReluGen.Network(Model = \"chain.onnx\", Outputs = [\"actions\"])] partial class FromFile;\n"
        + "[ReluGen.Network(2, Weights = \"weights.npz\")] [ReluGen.Dense(3)] partial class WithWeights;";

    private static readonly Type[] Forbidden =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(Location),
        typeof(Compilation), typeof(SemanticModel), typeof(AttributeData), typeof(IOperation), typeof(Diagnostic),
    ];

    [Fact]
    public void No_step_hands_on_anything_of_the_compilers()
    {
        GeneratorRun run = Run("");
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (string step in TrackingNames.All)
        {
            Assert.NotEmpty(run.Result.TrackedSteps[step]);
            foreach (object value in Values(run, step))
            {
                Walk(value, step, seen);
            }
        }

        Assert.Contains(seen, value => value is ReluGen.Model.Tensor);
        Assert.Contains(seen, value => value is ReluGen.Declaration.ActivationOption);
        Assert.Contains(seen, value => value is ReluGen.Declaration.DropoutDeclaration);
        Assert.Contains(seen, value => value is UnusualName);
        Assert.Contains(seen, value => value is ReluGen.Manifest.StoredTensor);
    }

    [Fact]
    public void Values_from_moved_source_are_equal_and_hash_equally()
    {
        GeneratorRun first = Run("");
        GeneratorRun second = Run("// moved\n\nnamespace Elsewhere { class Other; }\n\n");
        foreach (string step in TrackingNames.All)
        {
            object[] values = Values(first, step).ToArray();
            object[] others = Values(second, step).ToArray();
            Assert.Equal(values.Length, others.Length);
            for (int i = 0; i < values.Length; i++)
            {
                Assert.NotSame(values[i], others[i]);
                Assert.True(values[i].Equals(others[i]), $"{step} {i} differs");
                Assert.Equal(values[i].GetHashCode(), others[i].GetHashCode());
            }
        }
    }

    [Fact]
    public void Faulty_results_compare_by_content()
    {
        GeneratorRun run = Run("");
        var declaration = (ReluGen.Declaration.NetworkDeclaration)Values(run, TrackingNames.Declarations).First();
        BuildResult first = ModelBuilder.Build(declaration with { InputSize = 0 });
        BuildResult second = ModelBuilder.Build(declaration with { InputSize = 0 });

        Assert.NotEmpty(first.Problems);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    private static GeneratorRun Run(string before) => GeneratorDriverHarness.Run(GeneratorDriverHarness.Compile(
        Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12,
        before + Source.Replace("$", string.Join(", ", Enumerable.Range(0, 200)), StringComparison.Ordinal)),
        [new ManifestText(FileModels.Chain()), new ManifestText(FileModels.Weights())]);

    private static IEnumerable<object> Values(GeneratorRun run, string step) =>
        run.Result.TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Value);

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum)
        {
            return;
        }

        Type? forbidden = Forbidden.FirstOrDefault(type => type.IsInstanceOfType(value));
        Assert.True(forbidden is null, $"{path} holds a {forbidden?.Name}");
        if (!value.GetType().IsValueType && !seen.Add(value))
        {
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Walk(item, path + "[]", seen);
            }
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer)
                {
                    Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
                }
            }
        }
    }
}
