namespace ReluGen.Training;

/// <summary>The cosine of a multiple of π, made of sums and products only: the same bits everywhere.</summary>
internal static class CosinePi
{
    /// <summary>
    /// cos(π x) for finite <paramref name="x"/>, with an absolute error of a few 2⁻⁵³. x is reduced exactly to a quarter turn; then a
    /// Taylor series of cosine or sine to the term of degree 16 or 17, whose remainder for |t| ≤ π/4 is below 10⁻¹⁷.
    /// </summary>
    public static double Of(double x)
    {
        double turn = double.Abs(x);
        turn -= 2 * double.Floor(turn / 2);
        turn = turn > 1 ? 2 - turn : turn;
        return turn > 0.5 ? -FirstQuarter(1 - turn) : FirstQuarter(turn);
    }

    private static double FirstQuarter(double turn)
    {
        bool isCosine = turn <= 0.25;
        double t = double.Pi * (isCosine ? turn : 0.5 - turn);
        double sum = 1;
        for (int degree = isCosine ? 16 : 17; degree > 1; degree -= 2)
        {
            sum = 1 - (t * t / (degree * (degree - 1)) * sum);
        }

        return isCosine ? sum : t * sum;
    }
}
