namespace ReluGen;

/// <summary>The base of every layer attribute. Layers apply in source order, below <see cref="NetworkAttribute"/>.</summary>
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }
}
