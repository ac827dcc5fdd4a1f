using System.Globalization;
using System.Text.RegularExpressions;
using ReluGen.Emit;
using ReluGen.Importing;
using ReluGen.Importing.Onnx;
using ReluGen.Model;
using ReluGen.Planning;
using ReluGen.Tests.Shared.Onnx;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>Random nonsense made of known operators: a model or reasons, never an exception.</summary>
public sealed class HostileGraphTests
{
    /// <summary>The setting that fuzzing of readers has as well: the number of mutants.</summary>
    private const string Setting = "RELUGEN_FUZZ";

    private static readonly int Graphs = int.TryParse(Environment.GetEnvironmentVariable(Setting), out int graphs) ? graphs : 3000;

    private static readonly string[] Attributes =
    [
        "axis", "axes", "perm", "pads", "mode", "alpha", "beta", "transA", "transB", "keepdims", "split", "starts", "ends", "to", "value",
        "value_ints", "num_groups", "epsilon", "broadcast", "allowzero", "k", "upper", "num_outputs", "noop_with_empty_axes", "approximate",
    ];

    [Fact]
    public void Random_graphs_end_as_models_or_reasons()
    {
        string[] operators = [.. OperatorRegistry.Names];
        int models = 0;
        var faults = new List<string>();
        for (int seed = 0; seed < Graphs; seed++)
        {
            OnnxFile file = Random(new Random(seed), operators);
            Exception? exception = Record.Exception(() => models += Check(file) ? 1 : 0);
            if (exception is not null)
            {
                faults.Add(FormattableString.Invariant($"Seed {seed}: {exception}"));
            }
        }

        Assert.True(faults.Count == 0, FormattableString.Invariant($"{faults.Count} of {Graphs}\n{string.Join("\n", faults.Take(5))}"));
        Assert.InRange(models, Graphs / 10, Graphs);
    }

    [Fact]
    public void Long_chains_take_no_stack()
    {
        NetworkModel model = Chain(ModelLimits.MostNodes).ToModel();

        Assert.Equal([1, 2], model.Run(1, 2));
        Assert.Equal(ModelLimits.MostNodes, Planner.Plan(model).Graph!.Steps.Count);
    }

    [Fact]
    public void Longer_chains_are_refused()
    {
        ImportResult result = Chain(ModelLimits.MostNodes + 1).Import();

        Assert.Null(result.Model);
        Assert.StartsWith("The model has 10001 nodes; 10000 are possible. ", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OnnxFile.Float, 1_398_096, 4_194_288)]
    [InlineData(OnnxFile.Double, 699_048, 2_097_144)]
    public void Values_that_no_scratch_memory_holds_are_refused(int type, int most, int limit)
    {
        // The input and two values of the same size.
        OnnxFile File(int size) => new OnnxFile(17).Input("x", type, 1, size).Output("z", type).Node("Neg", ["x"], ["y"]).Node("Exp", ["y"], ["z"]);

        NetworkModel model = File(most).ToModel();
        ImportResult result = File(most + 1).Import();

        Assert.Null(result.Model);
        Assert.Contains(FormattableString.Invariant($"; {limit} are possible. "), Assert.Single(result.Problems), StringComparison.Ordinal);
        foreach (NetworkForm? form in new NetworkForm?[] { null, NetworkForm.Graph })
        {
            string text = string.Concat(NetworkEmitter.Emit(Planner.Plan(model, PlanOptions.For(form, LaneWidth.Bits256))).Select(file => file.Text));
            long[] rents = [.. Regex.Matches(text, @"Scratch\.Rent<\w+>\((\d+)\)").Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
            Assert.NotEmpty(rents);
            Assert.All(rents, count => Assert.InRange(count * (type == OnnxFile.Double ? 8 : 4), 1, int.MaxValue));
        }
    }

    [Fact]
    public void Long_names_that_are_alike_are_told_apart()
    {
        var file = new OnnxFile(17).Input("v0", 1, 2);
        for (int i = 0; i < 3; i++)
        {
            file.Node("Neg", ["v0"], [new string('n', 60) + i]).Output(new string('n', 60) + i);
        }

        GraphPlan plan = Planner.Plan(file.ToModel()).Graph!;

        Assert.Equal(4, plan.Values.Select(value => value.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Movements_that_move_nothing_take_no_work()
    {
        const int Count = 300;
        var file = new OnnxFile(17).Input("v0", OnnxFile.Float, 1, 1 << 20).Output(FormattableString.Invariant($"v{Count}"))
            .Initializer("starts", OnnxFile.Integer, [1], 0).Initializer("ends", OnnxFile.Integer, [1], 1 << 20).Initializer("axes", OnnxFile.Integer, [1], 1)
            .Initializer("shape", OnnxFile.Integer, [2], 1, 1 << 20);
        for (int i = 0; i < Count; i++)
        {
            (string input, string output) = (FormattableString.Invariant($"v{i}"), FormattableString.Invariant($"v{i + 1}"));
            _ = (i % 3) switch
            {
                0 => file.Node("Transpose", [input], [output], ("perm", new[] { 0, 1 })),
                1 => file.Node("Transpose", [input], ["t" + output], ("perm", new[] { 1, 0 })).Node("Reshape", ["t" + output, "shape"], [output]),
                _ => file.Node("Expand", [input, "shape"], [output]),
            };
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        ImportResult result = file.Import();
        Assert.True(result.Model is not null, string.Join(" ", result.Problems.Concat(result.Unsupported.Select(node => node.Reason))));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40L << 20);
    }

    [Fact]
    public void Values_that_double_again_and_again_are_refused()
    {
        var file = new OnnxFile(17).Input("v0", 1, 2).Output("v60");
        for (int i = 0; i < 60; i++)
        {
            string value = FormattableString.Invariant($"v{i}");
            file.Node("Concat", [value, value], [FormattableString.Invariant($"v{i + 1}")], ("axis", 0));
        }

        ImportResult result = file.Import();
        Assert.Null(result.Model);
        Assert.NotEmpty(result.Unsupported);
    }

    private static OnnxFile Chain(int length)
    {
        var file = new OnnxFile(17).Input("v0", 1, 2).Output(FormattableString.Invariant($"v{length}"));
        for (int i = length - 1; i >= 0; i--)
        {
            file.Node("Neg", [FormattableString.Invariant($"v{i}")], [FormattableString.Invariant($"v{i + 1}")]);
        }

        return file;
    }

    /// <summary>Imports a file; whether it became a model.</summary>
    private static bool Check(OnnxFile file)
    {
        ImportResult result = file.Import();
        Assert.True(result.Model is not null || result.Problems.Count > 0 || result.Unsupported.Count > 0);
        Assert.DoesNotContain(result.Problems, problem => problem.StartsWith("After", StringComparison.Ordinal));
        Assert.Empty(result.Model is null ? [] : ModelVerifier.Verify(result.Model));
        return result.Model is not null;
    }

    private static OnnxFile Random(Random random, string[] operators)
    {
        var file = new OnnxFile(random.Next(4) == 0 ? random.Next(6, 13) : random.Next(13, 24));
        var values = new List<string> { "x", "b", "n", "f", "c", "" };
        file.Input("x", 1, "N", random.Next(1, 4), random.Next(1, 3)).Input("b", OnnxFile.Boolean, random.Next(1, 3)).Output("last");
        file.Initializer("n", OnnxFile.Integer, [3], random.Next(-3, 4), random.Next(-3, 4), random.Next(-3, 4));
        file.Initializer("f", [2, 2], 1, -2, 3, -4).Initializer("c", OnnxFile.Integer, [], random.Next(-2, 3));
        for (int i = random.Next(1, 6); i >= 0; i--)
        {
            string[] inputs = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => values[random.Next(values.Count)])];
            string output = i == 0 ? "last" : FormattableString.Invariant($"v{i}");
            (string, object)[] attributes = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Attributes[random.Next(Attributes.Length)]).Distinct()
                .Select(name => (name, Value(random, name)))];
            file.Node(operators[random.Next(operators.Length)], inputs, random.Next(5) == 0 ? [output, output + "b"] : [output], attributes);
            values.Add(output);
        }

        return file;
    }

    private static object Value(Random random, string name) => random.Next(8) == 0 ? "text" : name switch
    {
        "axes" or "perm" or "pads" or "split" or "starts" or "ends" or "value_ints" =>
            Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(6) == 0 ? int.MinValue : random.Next(-3, 4)).ToArray(),
        "alpha" or "beta" or "epsilon" => (object)(random.NextDouble() * 2),
        "mode" => new[] { "edge", "reflect", "wrap" }[random.Next(3)],
        "value" => OnnxFile.Tensor("t", 1, [1], 1.5),
        _ => random.Next(-2, 4),
    };
}
