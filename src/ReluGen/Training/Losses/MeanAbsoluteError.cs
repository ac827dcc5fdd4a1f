using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>The distance of output and target: <c>d = y − t</c>, loss <c>|d|</c>, gradient <c>sign(d)</c>, 0 where d is 0; the mean is over all outputs of all rows.</summary>
/// <remarks>As <c>torch.nn.L1Loss</c>.</remarks>
/// <param name="reduction">Mean or sum.</param>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class MeanAbsoluteError<T>(LossReduction reduction = LossReduction.Mean) : DifferenceLoss<T>(reduction)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override unsafe T Sum(T* outputs, T* targets, T* gradients, int count, T scale) =>
        ChainSum.Of<Terms, T>(new Terms(outputs, targets, gradients, scale), count, Width);

    private readonly unsafe struct Terms(T* outputs, T* targets, T* gradients, T scale) : ITerms<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TRegister At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister difference = TRegister.Load(outputs + index) - TRegister.Load(targets + index);
            if (gradients != null)
            {
                TRegister.Store(TRegister.Splat(scale) * Signs.Of<TRegister, T>(difference), gradients + index);
            }

            return TRegister.Abs(difference);
        }
    }
}
