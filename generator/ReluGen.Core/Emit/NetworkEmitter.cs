using ReluGen.Planning;

namespace ReluGen.Emit;

/// <summary>Plan to text.</summary>
public static class NetworkEmitter
{
    /// <summary>Writes the files of <paramref name="plan"/>.</summary>
    public static IReadOnlyList<GeneratedFile> Emit(NetworkPlan plan) => [];
}
