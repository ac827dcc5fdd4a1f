using System.Runtime.CompilerServices;

namespace ReluGen.Training;

/// <summary>
/// Normal vectors made orthogonal by Gram and Schmidt, every projection taken out twice, so that rounding leaves nothing.
/// That is the Q of a QR decomposition whose R has a positive diagonal: the sign that makes the distribution even (Mezzadri 2007).
/// </summary>
/// <param name="gain">The length of the vectors.</param>
internal sealed unsafe class OrthogonalInitializer(double gain) : Initializer
{
    private protected override void FillChecked<T>(Span<T> weights, int units, int inputs, RandomSource random)
    {
        bool areRows = units <= inputs;
        int count = areRows ? units : inputs;
        int length = areRows ? inputs : units;
        var vectors = new double[count][];
        for (int index = 0; index < count; index++)
        {
            vectors[index] = Next(vectors.AsSpan(0, index), length, random);
        }

        for (int unit = 0; unit < units; unit++)
        {
            for (int input = 0; input < inputs; input++)
            {
                weights[(unit * inputs) + input] = T.CreateTruncating(gain * (areRows ? vectors[unit][input] : vectors[input][unit]));
            }
        }
    }

    private static double[] Next(ReadOnlySpan<double[]> others, int length, RandomSource random)
    {
        var vector = new double[length];
        fixed (double* start = vector)
        {
            double square;
            do
            {
                foreach (ref double element in vector.AsSpan())
                {
                    element = random.NextNormal();
                }

                TakeOut(others, start, length);
                TakeOut(others, start, length);
                square = Dot(start, start, length);
            }
            while (square == 0);

            double norm = double.Sqrt(square);
            foreach (ref double element in vector.AsSpan())
            {
                element /= norm;
            }
        }

        return vector;
    }

    private static void TakeOut(ReadOnlySpan<double[]> others, double* vector, int length)
    {
        foreach (double[] other in others)
        {
            fixed (double* start = other)
            {
                double share = Dot(start, vector, length);
                ElementLoop.Run<Subtraction, double>(new Subtraction(vector, start, share), length, VectorWidths.Widest);
            }
        }
    }

    private static double Dot(double* left, double* right, int length) =>
        ChainSum.Of<Products, double>(new Products(left, right), length, VectorWidths.Widest);

    private readonly struct Products(double* left, double* right) : ITerms<double>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TRegister At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, double> => TRegister.Load(left + index) * TRegister.Load(right + index);
    }

    private readonly struct Subtraction(double* target, double* source, double share) : IElementKernel<double>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TRegister>(nint index)
            where TRegister : struct, IRegister<TRegister, double> => TRegister.Store(
            TRegister.Load(target + index) - (TRegister.Splat(share) * TRegister.Load(source + index)), target + index);
    }
}
