using ReluGen.Model;

namespace ReluGen.Manifest;

/// <summary>Moves the values of large tensors into one block of bytes: the weights file, later an embedded resource.</summary>
/// <remarks>
/// Tensors start on multiples of 64 bytes; values are little-endian, in the model's element type. Equal tensors stand
/// there once.
/// </remarks>
internal sealed class WeightsLayout
{
    /// <summary>The alignment of a tensor in the file, in bytes.</summary>
    private const int Alignment = 64;

    private readonly ElementKind _element;
    private readonly Dictionary<string, int> _offsets = [];
    private readonly List<Tensor> _tensors = [];
    private int _count;

    private WeightsLayout(ElementKind element) => _element = element;

    private int Size => _element == ElementKind.Double ? sizeof(double) : sizeof(float);

    /// <summary>The manifest with its large tensors in the weights file, and that file's bytes.</summary>
    public static (ModelManifest Manifest, byte[] Weights) Place(ModelManifest manifest)
    {
        var layout = new WeightsLayout(manifest.Model?.Element ?? manifest.Tensors?.Element ?? ElementKind.Float);
        ModelManifest placed = manifest with
        {
            Model = manifest.Model is { } model
                ? model with { Nodes = new EquatableArray<Node>(model.Nodes.Select(layout.Place).ToArray()) }
                : null,
            Tensors = manifest.Tensors is { } file
                ? file with { Tensors = new EquatableArray<StoredTensor>(file.Tensors.Select(layout.Place).ToArray()) }
                : null,
        };
        return (placed, layout.ToBytes());
    }

    /// <summary>The number of values in all tensors of <paramref name="manifest"/>.</summary>
    public static long CountValues(ModelManifest manifest)
    {
        long count = 0;
        foreach (Node node in manifest.Model?.Nodes ?? default)
        {
            count += node switch
            {
                DenseNode dense => (long)dense.Weights.Count + (dense.Bias?.Count ?? 0),
                ConstantNode constant => constant.Values.Count,
                _ => 0,
            };
        }

        foreach (StoredTensor tensor in manifest.Tensors?.Tensors ?? default)
        {
            count += (long)tensor.Values.Count + (tensor.Transposed?.Count ?? 0);
        }

        return count;
    }

    private Node Place(Node node) => node switch
    {
        DenseNode dense => dense with { Weights = Place(dense.Weights), Bias = dense.Bias is { } bias ? Place(bias) : null },
        ConstantNode constant => constant with { Values = Place(constant.Values) },
        _ => node,
    };

    private StoredTensor Place(StoredTensor tensor) => tensor with
    {
        Values = Place(tensor.Values),
        Transposed = tensor.Transposed is { } transposed ? Place(transposed) : null,
    };

    private Tensor Place(Tensor tensor)
    {
        if (tensor.Count <= ManifestLine.LargestInline)
        {
            return tensor;
        }

        if (!_offsets.TryGetValue(tensor.Hash, out int offset))
        {
            offset = _count;
            _offsets.Add(tensor.Hash, offset);
            _tensors.Add(tensor);
            int step = Alignment / Size;
            _count = checked(offset + ((tensor.Count + step - 1) / step * step));
        }

        return Tensor.InResource(tensor.Count, tensor.Hash, offset);
    }

    private byte[] ToBytes()
    {
        var bytes = new byte[checked(_count * Size)];
        foreach (Tensor tensor in _tensors)
        {
            int position = _offsets[tensor.Hash] * Size;
            Array values = _element == ElementKind.Double
                ? tensor.Values.ToArray()
                : tensor.Values.Select(value => (float)value).ToArray();
            Buffer.BlockCopy(values, 0, bytes, position, tensor.Count * Size);
            if (!BitConverter.IsLittleEndian)
            {
                for (int i = 0; i < tensor.Count; i++)
                {
                    Array.Reverse(bytes, position + (i * Size), Size);
                }
            }
        }

        return bytes;
    }
}
