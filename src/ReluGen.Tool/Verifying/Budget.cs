using ReluGen.Model;
using ReluGen.Tool.Inspecting;

namespace ReluGen.Tool.Verifying;

/// <summary>How much is checked: everything for small models, less for large ones, so that none takes minutes.</summary>
/// <param name="model">The model.</param>
internal sealed class Budget(NetworkModel model)
{
    private const long SampleOperations = 200_000_000;
    private const long GradientOperations = 400_000_000;
    private const long ChunkOperations = 10_000_000;

    private readonly long _operations = 1 + NodeFigures.MultiplyAdds(model) + model.Values.Sum(value => (long)value.Shape.ElementCount);

    /// <summary>The random samples: 8 to 64.</summary>
    public int Samples => (int)Math.Clamp(SampleOperations / _operations, 8, 64);

    /// <summary>The elements of the input and of the parameters whose derivative is checked, each: 4 to 48.</summary>
    public int Derivatives => (int)Math.Clamp(GradientOperations / (8 * _operations), 4, 48);

    /// <summary>
    /// The rows of the backward batch: more than the 32 that a chunk has, so that chunks are added up, unless the model is large.
    /// </summary>
    public int BackwardRows => ChunkOperations / _operations >= NetworkModel.GradientChunk + 1 ? NetworkModel.GradientChunk + 1 : 3;
}
