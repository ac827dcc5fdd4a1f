using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>The fourth of the five words.</summary>
public sealed record NetworkPlan(NetworkModel Model);
