using ReluGen.Declaration;
using ReluGen.Model;

namespace ReluGen.Readers;

/// <summary>A network as a file without a graph holds it: layers one after the other, with what happens before and behind them.</summary>
/// <param name="InputSize">The number of inputs.</param>
/// <param name="Layers">The layers in order; each reads what the one before it makes.</param>
/// <param name="Input">What happens to the inputs first, or null.</param>
/// <param name="Output">What happens to the outputs last, or null.</param>
public sealed record LayerList(
    int InputSize, IReadOnlyList<ListedLayer> Layers, InputNormalization? Input = null, OutputScaling? Output = null)
{
    /// <summary>The number of outputs.</summary>
    public int OutputSize => Layers.OfType<ListedDense>().LastOrDefault()?.Units ?? InputSize;

    /// <summary>Whether inputs or outputs are scaled or shifted, other than by bounds that clip them.</summary>
    public bool HasScaling => Input is not null && (Input.Mean.Any(mean => mean != 0) || Input.Range.Any(range => range != 1))
        || Output is { Range: not 1 } or { Mean: not 0 };

    /// <summary>
    /// The weights as named tensors, for a network declared elsewhere: <c>layer1.weight</c>, [units, inputs], and
    /// <c>layer1.bias</c>, dense layers counted from 1.
    /// </summary>
    public IReadOnlyList<NamedTensor> ToTensors()
    {
        var tensors = new List<NamedTensor>();
        int inputs = InputSize;
        foreach (ListedDense dense in Layers.OfType<ListedDense>())
        {
            string name = FormattableString.Invariant($"layer{tensors.Count(tensor => tensor.Shape.Count == 2) + 1}");
            tensors.Add(new NamedTensor(name + ".weight", TensorFormat.Decimal, [dense.Units, inputs], dense.Weights, []));
            if (dense.Bias is not null)
            {
                tensors.Add(new NamedTensor(name + ".bias", TensorFormat.Decimal, [dense.Units], dense.Bias, []));
            }

            inputs = dense.Units;
        }

        return tensors;
    }
}

/// <summary>A layer of a list.</summary>
public abstract record ListedLayer;

/// <summary>Sums of products: <c>weights · input + bias</c>.</summary>
/// <param name="Units">The number of outputs.</param>
/// <param name="Weights">[units, inputs], row-major.</param>
/// <param name="Bias">[units], or null.</param>
public sealed record ListedDense(int Units, double[] Weights, double[]? Bias) : ListedLayer;

/// <summary>An activation of all outputs of the layer before it.</summary>
/// <param name="Kind">The function.</param>
/// <param name="Options">The parameters that the file gives; others have their defaults.</param>
public sealed record ListedActivation(ActivationKind Kind, EquatableArray<ActivationOption> Options) : ListedLayer;

/// <summary>What happens to the inputs before the first layer: <c>(clip(x, minimum, maximum) − mean) / range</c>.</summary>
/// <param name="Minimum">The lower bound of each input.</param>
/// <param name="Maximum">The upper bound of each input.</param>
/// <param name="Mean">What is subtracted from each input.</param>
/// <param name="Range">What each input is divided by; never 0.</param>
public sealed record InputNormalization(double[] Minimum, double[] Maximum, double[] Mean, double[] Range);

/// <summary>What happens to every output behind the last layer: <c>y · range + mean</c>.</summary>
/// <param name="Range">The factor.</param>
/// <param name="Mean">What is added.</param>
public sealed record OutputScaling(double Range, double Mean);
