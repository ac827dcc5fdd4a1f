using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>What happens to the elements at one index of one or more spans of equal length.</summary>
/// <typeparam name="T">The number: <see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IElementKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Does the elements from <paramref name="index"/> on, as many as the register has lanes.</summary>
    void At<TRegister>(nint index)
        where TRegister : struct, IRegister<TRegister, T>;
}

/// <summary>Runs an <see cref="IElementKernel{T}"/> over all elements: one pass over memory.</summary>
internal static class ElementLoop
{
    /// <summary>Runs <paramref name="kernel"/> for the indices below <paramref name="count"/>.</summary>
    public static void Run<TKernel, T>(TKernel kernel, int count, VectorWidth width)
        where TKernel : struct, IElementKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (width)
        {
            case VectorWidth.Bits512:
                Run<TKernel, Register512<T>, T>(kernel, count);
                break;
            case VectorWidth.Bits256:
                Run<TKernel, Register256<T>, T>(kernel, count);
                break;
            default:
                Run<TKernel, Register128<T>, T>(kernel, count);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run<TKernel, TRegister, T>(TKernel kernel, nint count)
        where TKernel : struct, IElementKernel<T>
        where TRegister : struct, IRegister<TRegister, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint index = 0;
        for (; index <= count - TRegister.Count; index += TRegister.Count)
        {
            kernel.At<TRegister>(index);
        }

        for (; index < count; index++)
        {
            kernel.At<Register1<T>>(index);
        }
    }
}
