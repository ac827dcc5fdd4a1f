using ReluGen.Model;

namespace ReluGen.Tool.Verifying.Errors;

/// <summary>How large single rounding errors are in the model's element type: the numbers that <see cref="ErrorAnalysis"/> adds up.</summary>
/// <param name="element">The element type.</param>
internal sealed class Roundings(ElementKind element)
{
    /// <summary>
    /// The error of an activation, of its derivative or of an elementary function in units of roundoff. The longest formula (the
    /// derivative of GELU) has nine operations, two of them functions with up to 2 ulp, that is 4 units, each.
    /// </summary>
    private const double Function = 32;

    /// <summary>The roundings of a sum beyond one a term: the start, the product, the folding of up to sixteen chains.</summary>
    private const int ExtraOfSum = 5;

    /// <summary>
    /// Half the distance from 1 to the next number; for double twice that, because the reference rounds as well.
    /// </summary>
    public double Unit { get; } = element == ElementKind.Float ? Math.Pow(2, -24) : Math.Pow(2, -52);

    /// <summary>The smallest number above zero: what is rounded to it or to zero is off by no more.</summary>
    public double Tiny { get; } = element == ElementKind.Float ? float.Epsilon : double.Epsilon;

    /// <summary>The largest relative error of a sum of so many products.</summary>
    public double Sum(int terms) => (terms + ExtraOfSum) * Unit;

    /// <summary>The error of a function whose result and whose parts are of the given size.</summary>
    public double OfFunction(double magnitude) => (Function * Unit * magnitude) + Tiny;

    /// <summary>
    /// The relative error of a probability: an exponential of a rounded difference of two numbers of the given size, its
    /// share of a sum.
    /// </summary>
    public double OfSoftmax(int terms, double largest) => (Function + terms + (4 * largest)) * Unit;

    /// <summary>The error of one rounded operation.</summary>
    public double OfOperation(double result) => (Unit * Math.Abs(result)) + Tiny;
}
