namespace ReluGen.Numerics;

/// <summary>A function of two elements as a type argument, so that loops over it are compiled with it inlined.</summary>
public interface IBinaryOperation
{
    /// <summary>The function.</summary>
    internal static abstract TLanes Apply<TLanes, TScalar>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes, TScalar>
        where TScalar : unmanaged;

    /// <summary>What x contributes to its gradient, <paramref name="g"/> being the gradient for the function.</summary>
    internal static abstract TLanes BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g)
        where TLanes : struct, ILanes<TLanes, TScalar>
        where TScalar : unmanaged;

    /// <summary>What y contributes to its gradient, <paramref name="g"/> being the gradient for the function.</summary>
    internal static abstract TLanes BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g)
        where TLanes : struct, ILanes<TLanes, TScalar>
        where TScalar : unmanaged;
}
