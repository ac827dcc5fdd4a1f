namespace ReluGen.Importing.Onnx;

/// <summary>Bounds what an import may compute and hold, so that a small hostile file cannot take a large machine's memory.</summary>
internal sealed class WorkBudget
{
    /// <summary>The most elements that a value may have.</summary>
    public const long MostElements = 1 << 25;

    /// <summary>The most elements that all values and index maps may have together.</summary>
    private const long MostElementsInAll = 1L << 26;

    /// <summary>The most multiply-adds that folding may take.</summary>
    private const long MostProducts = 1L << 28;

    private const string Remedy = "Reduce the model, or select outputs that do not need this node.";

    private long _elements;
    private long _products;

    /// <summary>Checks the size of a value before memory is taken.</summary>
    public void TakeElements(int[] shape)
    {
        long count = Shapes.LongCount(shape);
        if (count > MostElements || !Shapes.IsBounded(shape))
        {
            throw NodeRefusal.Unsupported($"A value of shape {Shapes.Text(shape)} has more than {MostElements} elements.", Remedy);
        }

        _elements += count;
        if (_elements > MostElementsInAll)
        {
            throw NodeRefusal.Unsupported($"All values up to this node have more than {MostElementsInAll} elements together.", Remedy);
        }
    }

    /// <summary>Checks the size of a product of constants before it is computed.</summary>
    public void TakeProducts(long count)
    {
        _products += count;
        if (count < 0 || _products > MostProducts)
        {
            throw NodeRefusal.Unsupported($"Computing its constants takes more than {MostProducts} multiplications.", Remedy);
        }
    }
}
