using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>The squared difference of output and target: <c>d = y − t</c>, loss <c>d²</c>, gradient <c>2d</c>; the mean is over all outputs of all rows.</summary>
/// <remarks>As <c>torch.nn.MSELoss</c>.</remarks>
/// <param name="reduction">Mean or sum.</param>
/// <typeparam name="T">The number type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class MeanSquaredError<T>(LossReduction reduction = LossReduction.Mean) : DifferenceLoss<T>(reduction)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override unsafe T Sum(T* outputs, T* targets, T* gradients, int count, T scale) =>
        ChainSum.Of<Terms, T>(new Terms(outputs, targets, gradients, scale + scale), count, Width);

    private readonly unsafe struct Terms(T* outputs, T* targets, T* gradients, T scale) : ITerms<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TRegister At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, T>
        {
            TRegister difference = TRegister.Load(outputs + index) - TRegister.Load(targets + index);
            if (gradients != null)
            {
                TRegister.Store(TRegister.Splat(scale) * difference, gradients + index);
            }

            return difference * difference;
        }
    }
}
