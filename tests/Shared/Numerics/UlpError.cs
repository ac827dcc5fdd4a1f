namespace ReluGen.Tests.Shared;

/// <summary>
/// The distance of a result from the exact value in units in the last place of the format, at the exact value's magnitude;
/// in the subnormal range the unit is the smallest subnormal.
/// </summary>
public static class UlpError
{
    /// <summary>The error of a float against a value that is known to double precision.</summary>
    public static double Of(float actual, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(actual))
        {
            return double.IsNaN(exact) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        }

        if (float.IsInfinity(actual) || double.IsInfinity(exact))
        {
            return (float)exact == actual ? 0 : double.PositiveInfinity;
        }

        var magnitude = (int)(BitConverter.DoubleToInt64Bits(exact) >> 52 & 0x7FF) - 1023;
        var unit = Math.Max(magnitude, -126) - 23;
        return Math.Abs(actual - exact) * BitConverter.Int64BitsToDouble((long)(1023 - unit) << 52);
    }

    /// <summary>The error of a finite double; a magnitude beyond the largest double must have become infinity.</summary>
    public static double Of(double actual, BigReal exact)
    {
        if (double.IsNaN(actual))
        {
            return double.PositiveInfinity;
        }

        if (double.IsInfinity(actual))
        {
            var halfway = BigReal.One.Scale(1024) - BigReal.One.Scale(970);
            return actual > 0 == exact.Sign > 0 && (exact.Abs() - halfway).Sign >= 0 ? 0 : double.PositiveInfinity;
        }

        var unit = exact.Sign == 0 ? -1074 : Math.Max(exact.Magnitude, -1022) - 52;
        return (actual - exact).Abs().Scale(-unit).ToDouble();
    }
}
