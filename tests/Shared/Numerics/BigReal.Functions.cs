namespace ReluGen.Tests.Shared;

// The functions, by power series with as many terms as 256 bits need; results are good to about 220 bits.
public readonly partial struct BigReal
{
    private static readonly BigReal Ln2 = TwiceArtanh(One / 3);
    private static readonly BigReal TwoOverRootPi = Two() / SquareRoot(Pi());

    public static BigReal Exp(BigReal x)
    {
        if (x.Sign == 0)
        {
            return One;
        }

        var n = (int)Math.Round(x.ToDouble() / 0.6931471805599453);
        var r = (x - n * Ln2).Scale(-12);
        var sum = One;
        var term = One;
        for (var i = 1; i <= 24; i++)
        {
            term = term * r / i;
            sum += term;
        }

        for (var i = 0; i < 12; i++)
        {
            sum *= sum;
        }

        return sum.Scale(n);
    }

    public static BigReal Expm1(BigReal x)
    {
        if (x.Sign == 0 || x.Magnitude >= -1)
        {
            return Exp(x) - One;
        }

        var sum = x;
        var term = x;
        for (var i = 2; i <= 60 && term.Sign != 0 && term.Magnitude > sum.Magnitude - Precision; i++)
        {
            term = term * x / i;
            sum += term;
        }

        return sum;
    }

    /// <summary>ln(1 + x), x &gt; -1: an estimate and one step of Halley's iteration, which triples its digits.</summary>
    public static BigReal Log1p(BigReal x)
    {
        if (x.Sign == 0)
        {
            return x;
        }

        var estimate = x.Magnitude < -20
            ? x - (x * x).Scale(-1) + x * x * x / 3
            : Math.Log((x + One).ToDouble());
        for (var step = 0; step < 2; step++)
        {
            var reached = Expm1(estimate);
            estimate += Two() * (x - reached) / (Two() + x + reached);
        }

        return estimate;
    }

    /// <summary>ln(x), x &gt; 0: of a power of two and a number from 1 to 2, from which 1 is subtracted exactly.</summary>
    public static BigReal Log(BigReal x) => Log1p(x.Scale(-x.Magnitude) - One) + (x.Magnitude * Ln2);

    public static BigReal Tanh(BigReal x)
    {
        var grown = Expm1(x.Abs().Scale(1));
        var tanh = grown / (grown + Two());
        return x.Sign < 0 ? -tanh : tanh;
    }

    public static BigReal Sigmoid(BigReal x) => One / (One + Exp(-x));

    /// <summary>erf by the series whose terms are all positive: 2/sqrt(pi) e^(-x^2) sum 2^n x^(2n+1) / (1*3*...*(2n+1)).</summary>
    public static BigReal Erf(BigReal x)
    {
        if (x.Sign == 0)
        {
            return x;
        }

        var twiceSquare = (x * x).Scale(1);
        var sum = x;
        var term = x;
        for (var i = 1; term.Magnitude > sum.Magnitude - Precision; i++)
        {
            term = term * twiceSquare / (2 * i + 1);
            sum += term;
        }

        return TwoOverRootPi * Exp(-(x * x)) * sum;
    }

    private static BigReal Two() => 2;

    private static BigReal TwiceArtanh(BigReal x)
    {
        var sum = x;
        var power = x;
        for (var i = 3; power.Magnitude > -Precision - 8; i += 2)
        {
            power = power * x * x;
            sum += power / i;
        }

        return sum.Scale(1);
    }

    /// <summary>Pi = 16 arctan(1/5) - 4 arctan(1/239), Machin's formula.</summary>
    private static BigReal Pi() => 16 * Arctan(One / 5) - 4 * Arctan(One / 239);

    private static BigReal Arctan(BigReal x)
    {
        var sum = x;
        var power = x;
        for (var i = 3; power.Magnitude > -Precision - 8; i += 2)
        {
            power = -power * x * x;
            sum += power / i;
        }

        return sum;
    }

    private static BigReal SquareRoot(BigReal x)
    {
        BigReal root = Math.Sqrt(x.ToDouble());
        for (var step = 0; step < 4; step++)
        {
            root = (root + x / root).Scale(-1);
        }

        return root;
    }
}
