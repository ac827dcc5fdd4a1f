using ReluGen.Numerics;

namespace ReluGen.Tests.Parity.Numerics;

/// <summary>Exact values, limits, signs and ranges of the elementary functions.</summary>
public sealed class ElementaryValueTests
{
    private const double Infinity = double.PositiveInfinity;

    public static TheoryData<string, double, double> Values => new()
    {
        { "Exp", 0, 1 }, { "Exp", -0.0, 1 }, { "Exp", Infinity, Infinity }, { "Exp", -Infinity, 0 }, { "Exp", double.NaN, double.NaN },
        { "Exp", 1e4, Infinity }, { "Exp", -1e4, 0 },
        { "Expm1", 0, 0 }, { "Expm1", -0.0, -0.0 }, { "Expm1", Infinity, Infinity }, { "Expm1", -Infinity, -1 }, { "Expm1", double.NaN, double.NaN },
        { "Log1p", 0, 0 }, { "Log1p", -0.0, -0.0 }, { "Log1p", -1, -Infinity }, { "Log1p", -1.5, double.NaN }, { "Log1p", Infinity, Infinity },
        { "Log1p", -Infinity, double.NaN }, { "Log1p", double.NaN, double.NaN },
        { "Log", 1, 0 }, { "Log", 0, -Infinity }, { "Log", -0.0, -Infinity }, { "Log", -1, double.NaN }, { "Log", Infinity, Infinity },
        { "Log", -Infinity, double.NaN }, { "Log", double.NaN, double.NaN },
        { "Tanh", 0, 0 }, { "Tanh", -0.0, -0.0 }, { "Tanh", Infinity, 1 }, { "Tanh", -Infinity, -1 }, { "Tanh", 40, 1 }, { "Tanh", -40, -1 }, { "Tanh", double.NaN, double.NaN },
        { "Sigmoid", 0, 0.5 }, { "Sigmoid", -0.0, 0.5 }, { "Sigmoid", Infinity, 1 }, { "Sigmoid", -Infinity, 0 }, { "Sigmoid", 50, 1 }, { "Sigmoid", double.NaN, double.NaN },
        { "Erf", 0, 0 }, { "Erf", -0.0, -0.0 }, { "Erf", Infinity, 1 }, { "Erf", -Infinity, -1 }, { "Erf", 10, 1 }, { "Erf", double.NaN, double.NaN },
        { "Relu", 0, 0 }, { "Relu", -0.0, -0.0 }, { "Relu", 2, 2 }, { "Relu", -2, 0 }, { "Relu", Infinity, Infinity }, { "Relu", -Infinity, 0 }, { "Relu", double.NaN, double.NaN },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_is_exact_in_every_width(string function, double x, double expected)
    {
        foreach (double actual in EveryWidth(function, x))
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected) < 0 && expected == 0, double.IsNegative(actual) && actual == 0);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Odd_functions_are_odd_and_ranges_hold()
    {
        var random = new Random(7100);
        for (int i = 0; i < 200_000; i++)
        {
            float x = BitConverter.Int32BitsToSingle(random.Next());
            if (float.IsNaN(x))
            {
                continue;
            }

            Assert.Equal(VectorMath.Tanh(x), -VectorMath.Tanh(-x));
            Assert.Equal(VectorMath.Erf(x), -VectorMath.Erf(-x));
            Assert.InRange(VectorMath.Tanh(x), 0f, 1f);
            Assert.InRange(VectorMath.Erf(x), 0f, 1f);
            Assert.InRange(VectorMath.Sigmoid(x), 0.5f, 1f);
            Assert.InRange(VectorMath.Sigmoid(-x), 0f, 0.5f);
            Assert.InRange(VectorMath.Expm1(-x), -1f, 0f);
        }
    }

    private static IEnumerable<double> EveryWidth(string function, double x)
    {
        var method = typeof(VectorMath).GetMethods().Where(method => method.Name == function);
        foreach (var overload in method)
        {
            Type type = overload.ReturnType;
            object argument = type == typeof(float) ? (float)x : type == typeof(double) ? x : Broadcast(type, x);
            object result = overload.Invoke(null, [argument])!;
            yield return Convert.ToDouble(
                type.IsGenericType ? type.GetProperty("Item")!.GetValue(result, [0]) : result, System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static object Broadcast(Type vector, double x)
    {
        bool isFloat = vector.GetGenericArguments()[0] == typeof(float);
        Type operations = vector.Assembly.GetType(vector.FullName![..vector.FullName!.IndexOf('`')])!;
        return operations.GetMethod("Create", [isFloat ? typeof(float) : typeof(double)])!.Invoke(null, [isFloat ? (float)x : (object)x])!;
    }
}
