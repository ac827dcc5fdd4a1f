using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReluGen.Numerics;

/// <summary>
/// Products of matrices, [batch, rows, terms] · [batch, terms, columns] → [batch, rows, columns], over samples; called by
/// generated code. Each element is one chain, from −0 on, in order. Nothing outside the matrices is touched.
/// </summary>
/// <remarks>
/// The parameters of all methods: the first sample's matrices and the distances between two samples'; the sizes; the samples;
/// whether a product and its addition round once. In backward passes g is the gradient for the product and the target the gradient
/// for one of the matrices, which holds contributions already where it adds, and is overwritten elsewhere.
/// </remarks>
public static class MatrixProducts
{
    /// <summary>left · right.</summary>
    public static void Multiply<T>(
        ref T left, int leftStride, ref T right, int rightStride, ref T output, int outputStride, int batch, int rows, int terms, int columns, int count, bool isFused)
        where T : unmanaged
    {
        for (; count > 0; count--)
        {
            for (int i = 0; i < batch; i++)
            {
                Multiply(
                    ref Unsafe.Add(ref left, i * rows * terms), terms, 1, ref Unsafe.Add(ref right, i * terms * columns), ref Unsafe.Add(ref output, i * rows * columns),
                    rows, terms, columns, isFused, adds: false);
            }

            left = ref Unsafe.Add(ref left, leftStride);
            right = ref Unsafe.Add(ref right, rightStride);
            output = ref Unsafe.Add(ref output, outputStride);
        }
    }

    /// <summary>The gradient for the left matrix, g · rightᵀ: chains over the columns.</summary>
    /// <param name="right">The first sample's right matrix.</param>
    /// <param name="rightStride">The distance between two samples' right matrices.</param>
    /// <param name="g">The gradient for the product.</param>
    /// <param name="gStride">The distance between two samples' gradients.</param>
    /// <param name="target">The gradient for the left matrix.</param>
    /// <param name="targetStride">The distance between two samples' targets.</param>
    /// <param name="transposed">Memory for a right matrix.</param>
    /// <param name="batch">The number of products.</param>
    /// <param name="rows">The rows of the left matrix.</param>
    /// <param name="terms">The columns of the left matrix.</param>
    /// <param name="columns">The columns of the right matrix.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="isFused">Whether a product and its addition round once.</param>
    /// <param name="adds">Whether the target holds contributions already.</param>
    public static void LeftGradient<T>(
        ref T right, int rightStride, ref T g, int gStride, ref T target, int targetStride, ref T transposed, int batch, int rows, int terms, int columns, int count, bool isFused, bool adds)
        where T : unmanaged
    {
        for (; count > 0; count--)
        {
            for (int i = 0; i < batch; i++)
            {
                Transpose(ref Unsafe.Add(ref right, i * terms * columns), ref transposed, terms, columns);
                Multiply(
                    ref Unsafe.Add(ref g, i * rows * columns), columns, 1, ref transposed, ref Unsafe.Add(ref target, i * rows * terms),
                    rows, columns, terms, isFused, adds);
            }

            right = ref Unsafe.Add(ref right, rightStride);
            g = ref Unsafe.Add(ref g, gStride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    /// <summary>The gradient for the right matrix, leftᵀ · g: chains over the rows.</summary>
    public static void RightGradient<T>(
        ref T left, int leftStride, ref T g, int gStride, ref T target, int targetStride, int batch, int rows, int terms, int columns, int count, bool isFused, bool adds)
        where T : unmanaged
    {
        for (; count > 0; count--)
        {
            for (int i = 0; i < batch; i++)
            {
                Multiply(
                    ref Unsafe.Add(ref left, i * rows * terms), 1, terms, ref Unsafe.Add(ref g, i * rows * columns), ref Unsafe.Add(ref target, i * terms * columns),
                    terms, rows, columns, isFused, adds);
            }

            left = ref Unsafe.Add(ref left, leftStride);
            g = ref Unsafe.Add(ref g, gStride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    private static void Transpose<T>(ref T matrix, ref T transposed, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                Unsafe.Add(ref transposed, (column * rows) + row) = Unsafe.Add(ref matrix, (row * columns) + column);
            }
        }
    }

    /// <summary>One product; the left matrix is read with a distance between rows and one between terms.</summary>
    private static void Multiply<T>(
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
