using System.Runtime.Intrinsics;
using ReluGen.Numerics;

namespace ReluGen.Tests.Shared;

/// <summary>The functions of <c>VectorMath</c> as type arguments, so that loops over them are compiled with them inlined.</summary>
public static class ElementaryFunctions
{
    public readonly struct Exp : IElementaryFunction
    {
        public static double SingleBound => 1;

        public static double DoubleBound => 1;

        public static (double Low, double High) Range => (-746, 710);

        public static float Apply(float x) => VectorMath.Exp(x);

        public static Vector128<float> Apply(Vector128<float> x) => VectorMath.Exp(x);

        public static Vector256<float> Apply(Vector256<float> x) => VectorMath.Exp(x);

        public static Vector512<float> Apply(Vector512<float> x) => VectorMath.Exp(x);

        public static double Apply(double x) => VectorMath.Exp(x);

        public static Vector128<double> Apply(Vector128<double> x) => VectorMath.Exp(x);

        public static Vector256<double> Apply(Vector256<double> x) => VectorMath.Exp(x);

        public static Vector512<double> Apply(Vector512<double> x) => VectorMath.Exp(x);

        public static double Reference(float x) => SingleReference.Exp(x);

        public static BigReal Reference(BigReal x) => BigReal.Exp(x);
    }

    public readonly struct Expm1 : IElementaryFunction
    {
        public static double SingleBound => 1.65;

        public static double DoubleBound => 1.85;

        public static (double Low, double High) Range => (-40, 710);

        public static float Apply(float x) => VectorMath.Expm1(x);

        public static Vector128<float> Apply(Vector128<float> x) => VectorMath.Expm1(x);

        public static Vector256<float> Apply(Vector256<float> x) => VectorMath.Expm1(x);

        public static Vector512<float> Apply(Vector512<float> x) => VectorMath.Expm1(x);

        public static double Apply(double x) => VectorMath.Expm1(x);

        public static Vector128<double> Apply(Vector128<double> x) => VectorMath.Expm1(x);

        public static Vector256<double> Apply(Vector256<double> x) => VectorMath.Expm1(x);

        public static Vector512<double> Apply(Vector512<double> x) => VectorMath.Expm1(x);

        public static double Reference(float x) => SingleReference.Expm1(x);

        public static BigReal Reference(BigReal x) => BigReal.Expm1(x);
    }

    public readonly struct Log1p : IElementaryFunction
    {
        public static double SingleBound => 1.55;

        public static double DoubleBound => 1.8;

        public static (double Low, double High) Range => (-0.99999999999999989, 1.7976931348623157E+308);

        public static float Apply(float x) => VectorMath.Log1p(x);

        public static Vector128<float> Apply(Vector128<float> x) => VectorMath.Log1p(x);

        public static Vector256<float> Apply(Vector256<float> x) => VectorMath.Log1p(x);

        public static Vector512<float> Apply(Vector512<float> x) => VectorMath.Log1p(x);

        public static double Apply(double x) => VectorMath.Log1p(x);

        public static Vector128<double> Apply(Vector128<double> x) => VectorMath.Log1p(x);

        public static Vector256<double> Apply(Vector256<double> x) => VectorMath.Log1p(x);

        public static Vector512<double> Apply(Vector512<double> x) => VectorMath.Log1p(x);

        public static double Reference(float x) => SingleReference.Log1p(x);

        public static BigReal Reference(BigReal x) => BigReal.Log1p(x);
    }

    public readonly struct Log : IElementaryFunction
    {
        public static double SingleBound => 1.55;

        public static double DoubleBound => 1.8;

        public static (double Low, double High) Range => (4.94065645841247E-324, 1.7976931348623157E+308);

        public static float Apply(float x) => VectorMath.Log(x);

        public static Vector128<float> Apply(Vector128<float> x) => VectorMath.Log(x);

        public static Vector256<float> Apply(Vector256<float> x) => VectorMath.Log(x);

        public static Vector512<float> Apply(Vector512<float> x) => VectorMath.Log(x);

        public static double Apply(double x) => VectorMath.Log(x);

        public static Vector128<double> Apply(Vector128<double> x) => VectorMath.Log(x);

        public static Vector256<double> Apply(Vector256<double> x) => VectorMath.Log(x);

        public static Vector512<double> Apply(Vector512<double> x) => VectorMath.Log(x);

        public static double Reference(float x) => SingleReference.Log(x);

        public static BigReal Reference(BigReal x) => BigReal.Log(x);
    }

    public readonly struct Tanh : IElementaryFunction
    {
        public static double SingleBound => 1.85;

        public static double DoubleBound => 1.75;

        public static (double Low, double High) Range => (-20, 20);

        public static float Apply(float x) => VectorMath.Tanh(x);

        public static Vector128<float> Apply(Vector128<float> x) => VectorMath.Tanh(x);

        public static Vector256<float> Apply(Vector256<float> x) => VectorMath.Tanh(x);

        public static Vector512<float> Apply(Vector512<float> x) => VectorMath.Tanh(x);

        public static double Apply(double x) => VectorMath.Tanh(x);

        public static Vector128<double> Apply(Vector128<double> x) => VectorMath.Tanh(x);

        public static Vector256<double> Apply(Vector256<double> x) => VectorMath.Tanh(x);

        public static Vector512<double> Apply(Vector512<double> x) => VectorMath.Tanh(x);

        public static double Reference(float x) => SingleReference.Tanh(x);

        public static BigReal Reference(BigReal x) => BigReal.Tanh(x);
    }

    public readonly struct Sigmoid : IElementaryFunction
    {
        public static double SingleBound => 1.7;

        public static double DoubleBound => 1.7;

        public static (double Low, double High) Range => (-746, 40);

        public static float Apply(float x) => VectorMath.Sigmoid(x);

        public static Vector128<float> Apply(Vector128<float> x) => VectorMath.Sigmoid(x);

        public static Vector256<float> Apply(Vector256<float> x) => VectorMath.Sigmoid(x);

        public static Vector512<float> Apply(Vector512<float> x) => VectorMath.Sigmoid(x);

        public static double Apply(double x) => VectorMath.Sigmoid(x);

        public static Vector128<double> Apply(Vector128<double> x) => VectorMath.Sigmoid(x);

        public static Vector256<double> Apply(Vector256<double> x) => VectorMath.Sigmoid(x);

        public static Vector512<double> Apply(Vector512<double> x) => VectorMath.Sigmoid(x);

        public static double Reference(float x) => SingleReference.Sigmoid(x);

        public static BigReal Reference(BigReal x) => BigReal.Sigmoid(x);
    }

    public readonly struct Erf : IElementaryFunction
    {
        public static double SingleBound => 1.65;

        public static double DoubleBound => 1.55;

        public static (double Low, double High) Range => (-6, 6);

        public static float Apply(float x) => VectorMath.Erf(x);

        public static Vector128<float> Apply(Vector128<float> x) => VectorMath.Erf(x);

        public static Vector256<float> Apply(Vector256<float> x) => VectorMath.Erf(x);

        public static Vector512<float> Apply(Vector512<float> x) => VectorMath.Erf(x);

        public static double Apply(double x) => VectorMath.Erf(x);

        public static Vector128<double> Apply(Vector128<double> x) => VectorMath.Erf(x);

        public static Vector256<double> Apply(Vector256<double> x) => VectorMath.Erf(x);

        public static Vector512<double> Apply(Vector512<double> x) => VectorMath.Erf(x);

        public static double Reference(float x) => SingleReference.Erf(x);

        public static BigReal Reference(BigReal x) => BigReal.Erf(x);
    }
}
