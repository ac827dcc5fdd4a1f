namespace ReluGen.Tests.Shared;

/// <summary>
/// The elementary functions of a float, computed in double precision with a relative error far below 2^-40: the reference
/// for float results where all 2^32 inputs are to be checked. The formulas are not the product's.
/// </summary>
public static class SingleReference
{
    public static double Exp(float x) => Math.Exp(x);

    /// <summary>e^x - 1 after Kahan: the rounding errors of u - 1 and ln u cancel in the quotient.</summary>
    public static double Expm1(float x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * x / Math.Log(u);
    }

    /// <summary>ln(1 + x) after Kahan, the counterpart of <see cref="Expm1"/>.</summary>
    public static double Log1p(float x)
    {
        var u = 1.0 + x;
        return u == 1 ? x : double.IsPositiveInfinity(u) || u <= 0 ? Math.Log(u) : Math.Log(u) * x / (u - 1);
    }

    public static double Log(float x) => Math.Log(x);

    public static double Tanh(float x) => Math.Tanh(x);

    public static double Sigmoid(float x)
    {
        if (x >= 0)
        {
            return 1 / (1 + Math.Exp(-x));
        }

        var e = Math.Exp(x);
        return e / (1 + e);
    }

    /// <summary>erf by the series whose terms are all positive; 1 from 6.5 on, where erfc is below 2^-63.</summary>
    public static double Erf(float x)
    {
        if (!(Math.Abs(x) < 6.5f))
        {
            return float.IsNaN(x) ? double.NaN : Math.Sign(x);
        }

        double term = x;
        var sum = term;
        var twiceSquare = 2 * term * term;
        for (var i = 3; Math.Abs(term) > Math.Abs(sum) * 1e-17; i += 2)
        {
            term *= twiceSquare / i;
            sum += term;
        }

        return 1.1283791670955126 * Math.Exp(-0.5 * twiceSquare) * sum;
    }
}
