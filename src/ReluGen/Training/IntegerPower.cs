namespace ReluGen.Training;

/// <summary>
/// x to a whole power by repeated squaring: only products, so the same bits everywhere, which the platform's power function does not promise.
/// </summary>
internal static class IntegerPower
{
    /// <summary><paramref name="x"/> to the power of <paramref name="exponent"/>, 0 or more. The relative error grows with the exponent: at most some n·2⁻⁵³.</summary>
    public static double Of(double x, long exponent)
    {
        double power = 1;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                power *= x;
            }

            x *= x;
        }

        return power;
    }
}
