using System.Runtime.CompilerServices;

namespace ReluGen.Numerics;

/// <content>Functions of two elements that pass gradients back.</content>
public static partial class Operations
{
    /// <summary>x + y; gradients g and g.</summary>
    public readonly struct Add : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            x + y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            g;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            g;
    }

    /// <summary>x − y; gradients g and −g.</summary>
    public readonly struct Subtract : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            x - y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            g;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(-0.0) - g;
    }

    /// <summary>x·y; gradients g·y and g·x.</summary>
    public readonly struct Multiply : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            x * y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            g * y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            g * x;
    }

    /// <summary>x/y; gradients q = g/y and −(q·(x/y)).</summary>
    public readonly struct Divide : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            x / y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            g / y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(-0.0) - ((g / y) * (x / y));
    }

    /// <summary>a = xʸ; gradients g·(y·xʸ⁻¹), 0 where y is 0, and g·(a·log x), 0 where x is 0 and y is not negative.</summary>
    public readonly struct Power : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            TLanes.Pow(x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectEqual(y, TLanes.Constant(0), TLanes.Constant(0), g * (y * TLanes.Pow(x, y - TLanes.Constant(1))));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectEqual(x, TLanes.Constant(0), TLanes.SelectLess(y, TLanes.Constant(0), g * (TLanes.Pow(x, y) * TLanes.Log(x)), TLanes.Constant(0)), g * (TLanes.Pow(x, y) * TLanes.Log(x)));
    }

    /// <summary>The smaller one, x of equals; NaN if either is. It takes the gradient, the other one 0.</summary>
    public readonly struct Minimum : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            TLanes.SelectLess(y, x, y, TLanes.SelectEqual(x, x, TLanes.SelectEqual(y, y, x, y), x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectLess(y, x, TLanes.Constant(0), TLanes.SelectEqual(x, x, TLanes.SelectEqual(y, y, g, TLanes.Constant(0)), g));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectLess(y, x, g, TLanes.SelectEqual(x, x, TLanes.SelectEqual(y, y, TLanes.Constant(0), g), TLanes.Constant(0)));
    }

    /// <summary>The larger one, x of equals; NaN if either is. It takes the gradient, the other one 0.</summary>
    public readonly struct Maximum : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            TLanes.SelectLess(x, y, y, TLanes.SelectEqual(x, x, TLanes.SelectEqual(y, y, x, y), x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectLess(x, y, TLanes.Constant(0), TLanes.SelectEqual(x, x, TLanes.SelectEqual(y, y, g, TLanes.Constant(0)), g));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectLess(x, y, g, TLanes.SelectEqual(x, x, TLanes.SelectEqual(y, y, TLanes.Constant(0), g), TLanes.Constant(0)));
    }

    /// <summary>y·x where x &lt; 0, else x; gradients y·g and g·x there, g and 0 elsewhere.</summary>
    public readonly struct ParametricRelu : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            TLanes.SelectLess(x, TLanes.Constant(0), y * x, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectLess(x, TLanes.Constant(0), y * g, g);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectLess(x, TLanes.Constant(0), g * x, TLanes.Constant(0));
    }

    /// <summary>y·x where x &lt; 0, else x; at zero the derivative from the left.</summary>
    public readonly struct ParametricReluFromLeft : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            TLanes.SelectLess(x, TLanes.Constant(0), y * x, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectLess(x, TLanes.Constant(0), y * g, TLanes.SelectEqual(x, TLanes.Constant(0), y * g, g));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectLess(x, TLanes.Constant(0), g * x, TLanes.Constant(0));
    }

    /// <summary>0 where x ≤ y, else x; gradient 0 or g for x, none for y.</summary>
    public readonly struct ThresholdedRelu : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            TLanes.SelectLess(x, y, TLanes.Constant(0), TLanes.SelectEqual(x, y, TLanes.Constant(0), x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectLess(x, y, TLanes.Constant(0), TLanes.SelectEqual(x, y, TLanes.Constant(0), g));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.Constant(0);
    }

    /// <summary>The gradients of a selection for what is taken where x, the condition, is not 0, and for what is taken where it is.</summary>
    public readonly struct Select : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.Apply<TLanes, TScalar>(TLanes x, TLanes y) =>
            x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardLeft<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectEqual(x, TLanes.Constant(0), TLanes.Constant(0), g);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLanes IBinaryOperation.BackwardRight<TLanes, TScalar>(TLanes x, TLanes y, TLanes g) =>
            TLanes.SelectEqual(x, TLanes.Constant(0), g, TLanes.Constant(0));
    }
}
