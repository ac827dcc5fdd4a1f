namespace ReluGen.Numerics;

/// <summary>A function of one element as a type argument, so that loops over it are compiled with it inlined.</summary>
public interface IUnaryOperation
{
    /// <summary>The function.</summary>
    internal static abstract TLanes Apply<TLanes, TScalar>(TLanes x)
        where TLanes : struct, ILanes<TLanes, TScalar>
        where TScalar : unmanaged;

    /// <summary>What x contributes to its gradient, <paramref name="g"/> being the gradient for the function.</summary>
    internal static abstract TLanes Backward<TLanes, TScalar>(TLanes x, TLanes g)
        where TLanes : struct, ILanes<TLanes, TScalar>
        where TScalar : unmanaged;
}
