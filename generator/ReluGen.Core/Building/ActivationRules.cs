using ReluGen.Model;

namespace ReluGen.Building;

/// <summary>Which parameters each activation takes, and their defaults.</summary>
public static class ActivationRules
{
    private static readonly Dictionary<ActivationKind, (string Name, double Default)[]> Parameters = new()
    {
        [ActivationKind.LeakyRelu] = [("Slope", 0.01)],
        [ActivationKind.ClippedRelu] = [("Maximum", 6)],
        [ActivationKind.Elu] = [("Alpha", 1)],
        [ActivationKind.Celu] = [("Alpha", 1)],
        [ActivationKind.HardSigmoid] = [("Slope", 1.0 / 6), ("Offset", 0.5)],
        [ActivationKind.HardTanh] = [("Minimum", -1), ("Maximum", 1)],
    };

    /// <summary>The parameters of <paramref name="kind"/> with their defaults; none for most.</summary>
    public static IReadOnlyList<(string Name, double Default)> For(ActivationKind kind) =>
        Parameters.TryGetValue(kind, out (string Name, double Default)[]? parameters) ? parameters : [];

    /// <summary>Whether the function acts on a whole layer at once.</summary>
    public static bool IsSoftmax(ActivationKind kind) => kind is ActivationKind.Softmax or ActivationKind.LogSoftmax;
}
