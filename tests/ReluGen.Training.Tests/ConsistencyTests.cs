using System.Reflection;
using ReluGen.Tests.Shared;
using ReluGen.Tests.Training.Losses;
using ReluGen.Tests.Training.Optimizers;
using ReluGen.Training;

namespace ReluGen.Tests.Training;

/// <summary>What is public is documented and tested: a member that is missing in <c>docs/training.md</c> or in the cases fails by its name.</summary>
public sealed class ConsistencyTests
{
    private static readonly Type[] Types = typeof(Optimizer<>).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == typeof(Optimizer<>).Namespace && !type.IsAbstract)
        .ToArray();

    public static TheoryData<string> Optimizers => [.. Types.Where(type => type.BaseType?.Name == typeof(Optimizer<>).Name).Select(Name)];

    public static TheoryData<string> LossNames => [.. Types.Where(type => type.GetInterfaces().Any(other => other.Name == typeof(ILoss<,>).Name)).Select(Name)];

    public static TheoryData<string> Others =>
    [
        .. Types.Where(type => type.IsClass && !type.Name.EndsWith("Options", StringComparison.Ordinal) && !type.Name.EndsWith("Limits", StringComparison.Ordinal)).Select(Name),
        .. Factories(typeof(Initializer)).Concat(Factories(typeof(LearningRateSchedule))),
        .. typeof(Gradients).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Name.StartsWith("Clip", StringComparison.Ordinal)).Select(method => method.Name),
    ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Optimizer_has_a_case(string name) =>
        Assert.Contains(OptimizerCases.Names, item => Name(OptimizerCases.Create<float>(item, 1).GetType()) == name);

    [Theory]
    [MemberData(nameof(LossNames))]
    public void Loss_has_a_case(string name) => Assert.Contains(LossCases.Names, item => LossCases.TypeName(item) == name);

    [Theory]
    [MemberData(nameof(Others))]
    public void Name_is_documented(string name) => Assert.Matches(
        $"`([A-Z]\\w*\\.)?{name}\\b", File.ReadAllText(Path.Combine(SharedData.Repository, "docs", "training.md")));

    private static IEnumerable<string> Factories(Type type) => type.GetMembers(BindingFlags.Public | BindingFlags.Static)
        .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
        .Select(member => member.Name);

    private static string Name(Type type) => type.Name.Split('`')[0];
}
