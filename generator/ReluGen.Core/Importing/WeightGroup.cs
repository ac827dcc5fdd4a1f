using ReluGen.Readers;
using static System.FormattableString;

namespace ReluGen.Importing;

/// <summary>Which way round weights stand.</summary>
internal enum WeightOrientation
{
    /// <summary>The shape fits neither way.</summary>
    None,

    /// <summary>[units, inputs].</summary>
    AsIs,

    /// <summary>[inputs, units].</summary>
    Transposed,

    /// <summary>Units and inputs are the same: the shape does not say.</summary>
    Either,
}

/// <summary>Weights and bias that belong together by their names.</summary>
/// <param name="Name">What the names have in common.</param>
/// <param name="Weight">The weights; null for the bias of a tied layer, and while a map is applied.</param>
/// <param name="Role">Which way round the name says that the weights stand.</param>
/// <param name="Bias">The bias, or null.</param>
internal sealed record WeightGroup(string Name, NamedTensor? Weight, WeightRole Role, NamedTensor? Bias)
{
    /// <summary>Which way round the weights stand by their shape, for <paramref name="layer"/>.</summary>
    public WeightOrientation Orientation(DeclaredDense layer)
    {
        if (Weight is not { Shape.Count: 2 } weight)
        {
            return WeightOrientation.None;
        }

        bool isAsIs = weight.Shape[0] == layer.Units && weight.Shape[1] == layer.Inputs;
        bool isTransposed = weight.Shape[0] == layer.Inputs && weight.Shape[1] == layer.Units;
        return (isAsIs, isTransposed) switch
        {
            (true, true) => WeightOrientation.Either,
            (true, false) => WeightOrientation.AsIs,
            (false, true) => WeightOrientation.Transposed,
            _ => WeightOrientation.None,
        };
    }

    /// <summary>Whether the tensors can be those of <paramref name="layer"/>.</summary>
    public bool Fits(DeclaredDense layer) => Describe(layer) is null;

    /// <summary>What keeps the tensors from being those of <paramref name="layer"/>: sentences, or null.</summary>
    public string? Describe(DeclaredDense layer)
    {
        string needed = Invariant($"[{layer.Units}, {layer.Inputs}]");
        if (Weight is null && !layer.IsTied)
        {
            return $"{QuotedText.Quote(Bias!.Name)} has no weights beside it; {layer.Name} needs weights {needed}. Name them in the map.";
        }

        if (Weight is not null && Orientation(layer) == WeightOrientation.None)
        {
            return $"{QuotedText.Quote(Weight.Name)} has the shape {QuotedText.Shape(Weight.Shape)}; {layer.Name} needs [units, inputs] = {needed}, or the transpose. Correct the sizes of the layer or the map.";
        }

        if ((Weight is { IsInteger: true } ? Weight : Bias is { IsInteger: true } ? Bias : null) is { } integer)
        {
            return $"{QuotedText.Quote(integer.Name)} holds whole numbers, as quantised weights do; {layer.Name} needs floating-point numbers. Save the weights as float32.";
        }

        if (layer.UseBias != Bias is not null)
        {
            return layer.UseBias
                ? $"{QuotedText.Quote(Weight!.Name)} has no bias beside it, but {layer.Name} uses one. Declare it with UseBias = false, or name its bias in the map."
                : $"{QuotedText.Quote(Bias!.Name)} is a bias, but {layer.Name} has UseBias = false. Declare it with a bias, or take the tensor out of the file.";
        }

        // A row or a column counts as a vector.
        return Bias is null || (Bias.Shape.Aggregate(1L, (product, dimension) => product * dimension) == layer.Units && Bias.Shape.Count(dimension => dimension != 1) <= 1)
            ? null
            : Invariant($"{QuotedText.Quote(Bias.Name)} has the shape {QuotedText.Shape(Bias.Shape)}; the bias of {layer.Name} needs [{layer.Units}]. Correct the sizes of the layer or the map.");
    }

    /// <summary>The tensors of groups with their shapes, for messages.</summary>
    public static string List(IEnumerable<WeightGroup> groups) =>
        WeightGroups.List([.. groups.SelectMany(group => new[] { group.Weight, group.Bias }).OfType<NamedTensor>()]);
}
