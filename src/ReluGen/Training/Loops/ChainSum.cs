using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>The terms of a sum over the elements of one or more spans of equal length.</summary>
/// <typeparam name="T">The number: <see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface ITerms<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The terms from <paramref name="index"/> on, as many as the register has lanes.</summary>
    TRegister At<TRegister>(nint index)
        where TRegister : struct, IRegister<TRegister, T>;
}

/// <summary>
/// Sums in the library's order across lanes: sixteen chains from −0, of which chain c adds the terms c, c + 16, c + 32, …,
/// folded by halves. See <c>docs/numerics.md</c>.
/// </summary>
internal static class ChainSum
{
    /// <summary>The sum of the terms at the indices below <paramref name="count"/>; +0 when there is none.</summary>
    public static T Of<TTerms, T>(TTerms terms, int count, VectorWidth width)
        where TTerms : struct, ITerms<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        count == 0 ? T.Zero : SixteenLanes.Run<Loop<TTerms, T>, T>(new Loop<TTerms, T>(terms, count), width);

    private readonly unsafe struct Loop<TTerms, T>(TTerms terms, nint count) : ISixteenLanes<T>
        where TTerms : struct, ITerms<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public T Run<TRegister>()
            where TRegister : struct, IRegister<TRegister, T>
        {
            TTerms local = terms;
            TRegister sum = TRegister.Splat(T.NegativeZero);
            nint index = 0;
            for (; index <= count - SixteenLanes.Count; index += SixteenLanes.Count)
            {
                sum += local.At<TRegister>(index);
            }

            if (index < count)
            {
                T* chains = stackalloc T[SixteenLanes.Count];
                TRegister.Store(sum, chains);
                for (nint chain = 0; index + chain < count; chain++)
                {
                    chains[chain] += local.At<Register1<T>>(index + chain).Value;
                }

                sum = TRegister.Load(chains);
            }

            return TRegister.Fold(sum);
        }
    }
}
