using System.Runtime.CompilerServices;

namespace ReluGen.Numerics;

/// <content>Comparisons and logic, which give 1 or 0.</content>
public static partial class Operations
{
    /// <summary>1 where x &lt; y, else 0; no gradient.</summary>
    public readonly struct Less : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            TLanes.SelectLess(x, y, TLanes.Constant(1), TLanes.Constant(0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);
    }

    /// <summary>1 where x ≤ y, else 0; no gradient.</summary>
    public readonly struct LessOrEqual : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            TLanes.SelectLess(x, y, TLanes.Constant(1), TLanes.SelectEqual(x, y, TLanes.Constant(1), TLanes.Constant(0)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);
    }

    /// <summary>1 where x = y, else 0; no gradient.</summary>
    public readonly struct Equal : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            TLanes.SelectEqual(x, y, TLanes.Constant(1), TLanes.Constant(0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);
    }

    /// <summary>1 where neither is 0, else 0; no gradient.</summary>
    public readonly struct And : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            TLanes.SelectEqual(x, TLanes.Constant(0), TLanes.Constant(0), TLanes.SelectEqual(y, TLanes.Constant(0), TLanes.Constant(0), TLanes.Constant(1)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);
    }

    /// <summary>1 where not both are 0, else 0; no gradient.</summary>
    public readonly struct Or : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            TLanes.SelectEqual(x, TLanes.Constant(0), TLanes.SelectEqual(y, TLanes.Constant(0), TLanes.Constant(0), TLanes.Constant(1)), TLanes.Constant(1));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);
    }

    /// <summary>1 where just one is 0, else 0; no gradient.</summary>
    public readonly struct ExclusiveOr : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            TLanes.SelectEqual(x, TLanes.Constant(0), TLanes.SelectEqual(y, TLanes.Constant(0), TLanes.Constant(0), TLanes.Constant(1)), TLanes.SelectEqual(y, TLanes.Constant(0), TLanes.Constant(1), TLanes.Constant(0)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);
    }
}
