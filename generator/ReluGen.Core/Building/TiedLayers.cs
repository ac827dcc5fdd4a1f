using ReluGen.Declaration;

namespace ReluGen.Building;

/// <summary>Which layers of a declaration use the weights of which others.</summary>
/// <remarks>
/// Layers of the same size [units, inputs] share weights as they are, layers of mirrored sizes share them transposed. Square layers
/// fit both ways: they share as they are, unless <see cref="DenseDeclaration.Transposed"/> is written.
/// </remarks>
internal sealed class TiedLayers
{
    private readonly DenseDeclaration[] _layers;
    private readonly int[] _inputs;
    private readonly Tie?[] _ties;

    /// <summary>Follows the ties of <paramref name="declaration"/>.</summary>
    public TiedLayers(NetworkDeclaration declaration)
    {
        _layers = [.. declaration.DenseLayers];
        _inputs = [.. _layers.Select((_, i) => i == 0 ? declaration.InputSize : _layers[i - 1].Units)];
        _ties = new Tie?[_layers.Length];
        for (int i = 0; i < _layers.Length; i++)
        {
            _ties[i] = Follow(i);
        }
    }

    /// <summary>The names of the layers, in order.</summary>
    public IEnumerable<string> Names => _layers.Select((_, i) => ModelBuilder.LayerName(i, _layers.Length));

    /// <summary>Whose weights the layer uses; null where it has its own, or where what is written fits nowhere.</summary>
    /// <param name="layer">The layer's index.</param>
    public Tie? Of(int layer) => _ties[layer];

    /// <summary>Whether another layer uses the transpose of the layer's weights.</summary>
    /// <param name="layer">The layer's index.</param>
    public bool IsUsedTransposed(int layer) => _ties.Any(tie => tie is { IsTransposed: true } && tie.Owner == layer);

    /// <summary>The index of the layer that is written as the owner of another's weights, or −1 where there is none of that name.</summary>
    /// <param name="layer">The other layer's index; it is tied.</param>
    public int Named(int layer) => Names.ToList().IndexOf(_layers[layer].TiedTo!);

    /// <summary>The sizes [units, inputs] of a layer.</summary>
    /// <param name="layer">The layer's index.</param>
    public (int Units, int Inputs) Sizes(int layer) => (_layers[layer].Units, _inputs[layer]);

    /// <summary>Whether the sizes of a layer are those of another, as they are.</summary>
    public bool AreSame(int layer, int other) => Sizes(layer) == Sizes(other);

    /// <summary>Whether the units of a layer are the inputs of another, and the inputs its units.</summary>
    public bool AreMirrored(int layer, int other) => Sizes(layer) == (_inputs[other], _layers[other].Units);

    private Tie? Follow(int layer)
    {
        if (_layers[layer].TiedTo is null || Named(layer) is not (>= 0 and var named) || named >= layer)
        {
            return null;
        }

        bool isTransposed = _layers[layer].Transposed || !AreSame(layer, named);
        if (isTransposed && !AreMirrored(layer, named))
        {
            return null;
        }

        // The transpose of a transpose is the owner's weights as they are.
        return _layers[named].TiedTo is null ? new Tie(named, isTransposed)
            : _ties[named] is { } tie ? new Tie(tie.Owner, tie.IsTransposed != isTransposed)
            : null;
    }

    /// <summary>The layer that owns weights, and which way round another one uses them.</summary>
    /// <param name="Owner">The owner's index.</param>
    /// <param name="IsTransposed">Whether the other layer uses the transpose.</param>
    internal sealed record Tie(int Owner, bool IsTransposed);
}
