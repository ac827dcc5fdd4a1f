using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>
/// Products of matrices, [rows, terms] · [terms, columns] → [rows, columns]; called by generated code. Each element is one
/// chain over the terms, from −0 on, in order. Nothing outside the matrices is touched.
/// </summary>
public static class MatrixProducts
{
    /// <summary>Computes a product, or adds one.</summary>
    /// <param name="left">The left matrix; it may be transposed.</param>
    /// <param name="leftRow">The distance between two rows of the left matrix, in elements.</param>
    /// <param name="leftTerm">The distance between two terms in a row of the left matrix.</param>
    /// <param name="right">The right matrix, row-major.</param>
    /// <param name="output">The output, row-major.</param>
    /// <param name="rows">The rows of the left matrix.</param>
    /// <param name="terms">The columns of the left, the rows of the right matrix.</param>
    /// <param name="columns">The columns of the right matrix.</param>
    /// <param name="isFused">Whether a product and its addition round once.</param>
    /// <param name="adds">Whether each sum is added to what the output holds; else it is overwritten.</param>
    public static void Multiply<T>(
        ref T left, int leftRow, int leftTerm, ref T right, ref T output, int rows, int terms, int columns, bool isFused, bool adds)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Multiply<Single512, Single256, Single128, Single1, float>(
                ref Unsafe.As<T, float>(ref left), leftRow, leftTerm, ref Unsafe.As<T, float>(ref right), ref Unsafe.As<T, float>(ref output), rows, terms, columns, isFused, adds);
        }
        else
        {
            Multiply<Double512, Double256, Double128, Double1, double>(
                ref Unsafe.As<T, double>(ref left), leftRow, leftTerm, ref Unsafe.As<T, double>(ref right), ref Unsafe.As<T, double>(ref output), rows, terms, columns, isFused, adds);
        }
    }

    private static void Multiply<T512, T256, T128, T1, T>(
        ref T left, int leftRow, int leftTerm, ref T right, ref T output, int rows, int terms, int columns, bool isFused, bool adds)
        where T512 : struct, ILanes<T512, T>
        where T256 : struct, ILanes<T256, T>
        where T128 : struct, ILanes<T128, T>
        where T1 : struct, ILanes<T1, T>
        where T : unmanaged
    {
        for (; rows > 0; rows--)
        {
            int column = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                column = Row<T512, T>(ref left, leftTerm, ref right, ref output, terms, columns, column, isFused, adds);
            }

            if (Vector256.IsHardwareAccelerated)
            {
                column = Row<T256, T>(ref left, leftTerm, ref right, ref output, terms, columns, column, isFused, adds);
            }

            if (Vector128.IsHardwareAccelerated)
            {
                column = Row<T128, T>(ref left, leftTerm, ref right, ref output, terms, columns, column, isFused, adds);
            }

            Row<T1, T>(ref left, leftTerm, ref right, ref output, terms, columns, column, isFused, adds);
            left = ref Unsafe.Add(ref left, leftRow);
            output = ref Unsafe.Add(ref output, columns);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Row<TLanes, T>(
        ref T left, int leftTerm, ref T right, ref T output, int terms, int columns, int column, bool isFused, bool adds)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
    {
        for (; column + TLanes.Count <= columns; column += TLanes.Count)
        {
            TLanes sum = TLanes.Constant(-0.0);
            ref T factor = ref left;
            ref T factors = ref Unsafe.Add(ref right, column);
            for (int k = 0; k < terms; k++)
            {
                TLanes x = TLanes.Splat(factor);
                TLanes y = TLanes.Load(ref factors, 0);
                sum = isFused ? TLanes.Fma(x, y, sum) : sum + (x * y);
                factor = ref Unsafe.Add(ref factor, leftTerm);
                factors = ref Unsafe.Add(ref factors, columns);
            }

            (adds ? TLanes.Load(ref output, (nuint)column) + sum : sum).Store(ref output, (nuint)column);
        }

        return column;
    }
}
