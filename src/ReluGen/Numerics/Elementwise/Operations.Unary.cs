using System.Runtime.CompilerServices;

namespace ReluGen.Numerics;

/// <summary>
/// The functions of one and two elements that are no activation, as type arguments of <see cref="Elementwise"/>: g is the
/// gradient for the function. Every operation rounds by itself.
/// </summary>
public static partial class Operations
{
    /// <summary>−x; gradient −g.</summary>
    public readonly struct Negate : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.Constant(-0.0) - x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            TLanes.Constant(-0.0) - g;
    }

    /// <summary>|x|; gradient −g where x &lt; 0, else g.</summary>
    public readonly struct Absolute : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.CopySign(x, TLanes.Constant(0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            TLanes.SelectLess(x, TLanes.Constant(0), TLanes.Constant(-0.0) - g, g);
    }

    /// <summary>|x|; gradient −g where x ≤ 0, else g: at zero the derivative from the left.</summary>
    public readonly struct AbsoluteFromLeft : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.CopySign(x, TLanes.Constant(0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            TLanes.SelectLess(x, TLanes.Constant(0), TLanes.Constant(-0.0) - g, TLanes.SelectEqual(x, TLanes.Constant(0), TLanes.Constant(-0.0) - g, g));
    }

    /// <summary>a = 1/x; gradient −(g·(a·a)).</summary>
    public readonly struct Reciprocal : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.Constant(1) / x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            TLanes.Constant(-0.0) - (g * ((TLanes.Constant(1) / x) * (TLanes.Constant(1) / x)));
    }

    /// <summary>a = √x; gradient g/(a + a).</summary>
    public readonly struct SquareRoot : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.SquareRoot(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            g / (TLanes.SquareRoot(x) + TLanes.SquareRoot(x));
    }

    /// <summary>a = eˣ; gradient g·a.</summary>
    public readonly struct Exponential : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.Exp(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            g * TLanes.Exp(x);
    }

    /// <summary>The natural logarithm; gradient g/x.</summary>
    public readonly struct Logarithm : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.Log(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            g / x;
    }

    /// <summary>erf(x); gradient g·(2/√π·exp(−(x·x))).</summary>
    public readonly struct ErrorFunction : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.Erf(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            g * (TLanes.Constant(1.1283791670955126) * TLanes.Exp(TLanes.Constant(-0.0) - (x * x)));
    }

    /// <summary>−1 where x &lt; 0, 1 where x &gt; 0, else x; no gradient.</summary>
    public readonly struct Sign : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.SelectLess(x, TLanes.Constant(0), TLanes.Constant(-1), TLanes.SelectLess(TLanes.Constant(0), x, TLanes.Constant(1), x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            TLanes.Constant(0);
    }

    /// <summary>The largest integer up to x; no gradient.</summary>
    public readonly struct Floor : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.Floor(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            TLanes.Constant(0);
    }

    /// <summary>The smallest integer from x on; no gradient.</summary>
    public readonly struct Ceiling : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.Ceiling(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            TLanes.Constant(0);
    }

    /// <summary>The nearest integer, the even one of two; no gradient.</summary>
    public readonly struct Round : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.Round(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            TLanes.Constant(0);
    }

    /// <summary>The integer towards zero; no gradient.</summary>
    public readonly struct Truncate : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.Truncate(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            TLanes.Constant(0);
    }

    /// <summary>1 where x is 0, else 0; no gradient.</summary>
    public readonly struct Not : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.SelectEqual(x, TLanes.Constant(0), TLanes.Constant(1), TLanes.Constant(0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            TLanes.Constant(0);
    }

    /// <summary>1 where x is NaN, else 0; no gradient.</summary>
    public readonly struct IsNotANumber : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Apply<TLanes, TScalar>(TLanes x) =>
            TLanes.SelectEqual(x, x, TLanes.Constant(0), TLanes.Constant(1));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IUnaryOperation.Backward<TLanes, TScalar>(TLanes x, TLanes g) =>
            TLanes.Constant(0);
    }
}
