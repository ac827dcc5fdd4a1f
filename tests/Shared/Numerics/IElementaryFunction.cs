using System.Runtime.Intrinsics;

namespace ReluGen.Tests.Shared;

/// <summary>One function of <c>VectorMath</c> in all its forms, and its references.</summary>
public interface IElementaryFunction
{
    static abstract float Apply(float x);

    static abstract Vector128<float> Apply(Vector128<float> x);

    static abstract Vector256<float> Apply(Vector256<float> x);

    static abstract Vector512<float> Apply(Vector512<float> x);

    static abstract double Apply(double x);

    static abstract Vector128<double> Apply(Vector128<double> x);

    static abstract Vector256<double> Apply(Vector256<double> x);

    static abstract Vector512<double> Apply(Vector512<double> x);

    /// <summary>The exact value for a float, to double precision.</summary>
    static abstract double Reference(float x);

    /// <summary>The exact value for a finite double, to some 200 bits.</summary>
    static abstract BigReal Reference(BigReal x);

    /// <summary>The bound asserted for float results, close above the worst of all floats; 2 ulp (exp: 1) are documented.</summary>
    static abstract double SingleBound { get; }

    /// <summary>The bound asserted for double results, close above the worst of 2²⁰; 2 ulp (exp: 1) are documented.</summary>
    static abstract double DoubleBound { get; }

    /// <summary>The finite arguments between which the double function is neither saturated nor undefined.</summary>
    static abstract (double Low, double High) Range { get; }
}
