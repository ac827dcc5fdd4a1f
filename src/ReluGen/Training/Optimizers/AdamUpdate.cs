using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>Adam's pass over memory, with weight decay in the gradient (Adam) or on the parameters (AdamW).</summary>
internal static unsafe class AdamUpdate
{
    /// <summary>Changes parameters and both moments.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradient">The gradient.</param>
    /// <param name="first">The first moment m.</param>
    /// <param name="second">The second moment v.</param>
    /// <param name="constants">The step's constants.</param>
    /// <param name="weightDecay">The factor of the parameters in the gradient.</param>
    /// <param name="keep">The share of the parameters that is kept before the step.</param>
    /// <param name="width">The width of the vectors.</param>
    public static void Run<T>(
        Span<T> parameters,
        ReadOnlySpan<T> gradient,
        Span<T> first,
        Span<T> second,
        AdamConstants<T> constants,
        T weightDecay,
        T keep,
        VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* p = parameters, g = gradient, m = first, v = second)
        {
            ElementLoop.Run<Kernel<T>, T>(new Kernel<T>(p, g, m, v, constants, weightDecay, keep), parameters.Length, width);
        }
    }

    private readonly struct Kernel<T>(
        T* parameters, T* gradient, T* first, T* second, AdamConstants<T> constants, T weightDecay, T keep) : IElementKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister p = TRegister.Load(parameters + index);
            TRegister g = TRegister.Load(gradient + index) + (TRegister.Splat(weightDecay) * p);
            TRegister m = TRegister.Load(first + index);
            m += TRegister.Splat(constants.Share1) * (g - m);
            TRegister.Store(m, first + index);
            TRegister v = (TRegister.Splat(constants.Beta2) * TRegister.Load(second + index)) + (TRegister.Splat(constants.Share2) * g * g);
            TRegister.Store(v, second + index);
            TRegister divisor = (TRegister.Sqrt(v) * TRegister.Splat(constants.RootFactor)) + TRegister.Splat(constants.Epsilon);
            TRegister.Store((TRegister.Splat(keep) * p) - (TRegister.Splat(constants.StepSize) * (m / divisor)), parameters + index);
        }
    }
}
