using ReluGen.Model;

namespace ReluGen.Planning;

/// <summary>Model to plan.</summary>
public static class Planner
{
    /// <summary>Plans the code for <paramref name="model"/>.</summary>
    public static NetworkPlan Plan(NetworkModel model, PlanOptions? options = null) => new(model);
}
