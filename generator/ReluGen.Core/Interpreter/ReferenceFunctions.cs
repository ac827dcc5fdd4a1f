namespace ReluGen.Interpreter;

/// <summary>The functions that <see cref="Math"/> lacks, from their textbook series, accurate to a few units in the last place.</summary>
/// <remarks>Slow on purpose, and independent of the algorithms that generated code calls.</remarks>
public static class ReferenceFunctions
{
    /// <summary>Below this magnitude <see cref="Expm1"/> and <see cref="Log1p"/> take their series, above it the logarithm or exponential itself.</summary>
    private const double SeriesLimit = 0.5;

    /// <summary>From this magnitude on the continued fraction of erfc converges in <see cref="FractionDepth"/> steps.</summary>
    private const double FractionLimit = 1;

    private const int FractionDepth = 300;

    private static readonly double RootOfPi = Math.Sqrt(Math.PI);

    /// <summary>eˣ − 1, by the Taylor series near zero.</summary>
    public static double Expm1(double x)
    {
        if (!(Math.Abs(x) < SeriesLimit))
        {
            return Math.Exp(x) - 1;
        }

        double term = x;
        double sum = x;
        for (int n = 2; n < 30; n++)
        {
            term *= x / n;
            sum += term;
        }

        return sum;
    }

    /// <summary>log(1 + x), near zero by 2·artanh(x/(2 + x)) and its series.</summary>
    public static double Log1p(double x)
    {
        if (!(Math.Abs(x) < SeriesLimit))
        {
            return Math.Log(1 + x);
        }

        double ratio = x / (2 + x);
        double power = ratio;
        double sum = 0;
        for (int n = 1; n < 60; n += 2)
        {
            sum += power / n;
            power *= ratio * ratio;
        }

        // The leading term by itself: x is 2·ratio up to rounding, and −0 stays −0.
        return x == 0 ? x : 2 * sum;
    }

    /// <summary>The logistic function 1/(1 + e⁻ˣ), without overflow on either side.</summary>
    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x < 0 ? e / (1 + e) : 1 / (1 + e);
    }

    /// <summary>log(1 + eˣ), without overflow.</summary>
    public static double SoftPlus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>1/cosh²(x), the derivative of tanh.</summary>
    public static double SechSquared(double x)
    {
        double cosh = Math.Cosh(x);
        return 1 / (cosh * cosh);
    }

    /// <summary>The error function.</summary>
    public static double Erf(double x) =>
        Math.Abs(x) < FractionLimit ? ErfSeries(x) : x < 0 ? ErfcFraction(-x) - 1 : 1 - ErfcFraction(x);

    /// <summary>1 − erf(x), with full relative accuracy where it is small.</summary>
    public static double Erfc(double x) =>
        Math.Abs(x) < FractionLimit ? 1 - ErfSeries(x) : x < 0 ? 2 - ErfcFraction(-x) : ErfcFraction(x);

    /// <summary>2/√π · e^(−x²) · Σ 2ⁿx²ⁿ⁺¹/(2n + 1)!!: all terms have one sign (Abramowitz and Stegun 7.1.6).</summary>
    private static double ErfSeries(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; n < 60; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / RootOfPi * Math.Exp(-x * x) * sum;
    }

    /// <summary>e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))) for x &gt; 0 (Abramowitz and Stegun 7.1.14).</summary>
    private static double ErfcFraction(double x)
    {
        double tail = x;
        for (int n = FractionDepth; n > 0; n--)
        {
            tail = x + (n / 2.0 / tail);
        }

        return Math.Exp(-x * x) / (RootOfPi * tail);
    }
}
