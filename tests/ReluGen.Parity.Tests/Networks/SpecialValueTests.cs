using System.Numerics;
using ReluGen.Model;
using ReluGen.Tests.Parity.Compiling;
using ReluGen.Tests.Shared;

namespace ReluGen.Tests.Parity.Networks;

/// <summary>
/// NaN, infinities, zeros of both signs, subnormals, huge values and every bend, straight into each activation: the
/// layer is the identity matrix, so that a sum is the input itself.
/// </summary>
public sealed class SpecialValueTests
{
    private static readonly NetworkCase[] Cases = Enum.GetValues<ActivationKind>().SelectMany(kind =>
        from element in Enum.GetValues<ElementKind>()
        from derivativeAtZero in new[] { 0, 1 }
        select new NetworkCase($"{kind}{element}At{derivativeAtZero}", [1, 1], [kind], 1)
        {
            Element = element,
            DerivativeAtZero = derivativeAtZero,
            IsTransparent = true,
        }).ToArray();

    private static readonly Lazy<NetworkSet> Vector = new(() => NetworkSet.Compile(Cases, NetworkSet.AllWidths));

    private static readonly Lazy<NetworkSet> StraightLine = new(() => NetworkSet.Compile(Cases, NetworkSet.StraightLine));

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Special_values_give_the_interpreters_bits(string name)
    {
        foreach (NetworkSet set in new[] { Vector.Value, StraightLine.Value })
        {
            if (Cases.Single(c => c.Name == name).Element == ElementKind.Float)
            {
                Check<float>(set.Get<float>(name));
            }
            else
            {
                Check<double>(set.Get<double>(name));
            }
        }
    }

    [Theory]
    [InlineData(ActivationKind.Relu, 0.0, 1.0)]
    [InlineData(ActivationKind.LeakyRelu, 0.01, 1.0)]
    [InlineData(ActivationKind.ClippedRelu, 0.0, 1.0)]
    [InlineData(ActivationKind.Elu, 1.0, 1.0)]
    [InlineData(ActivationKind.Selu, 1.7580993408473766, 1.0507009873554805)]
    public void Derivative_at_zero_is_the_one_from_the_declared_side(ActivationKind kind, double left, double right)
    {
        foreach (double zero in new[] { 0.0, -0.0 })
        {
            Assert.Equal((float)left, Derivative($"{kind}FloatAt0", zero));
            Assert.Equal((float)right, Derivative($"{kind}FloatAt1", zero));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_in_gives_NaN_out(string name)
    {
        if (Cases.Single(c => c.Name == name).Element == ElementKind.Float)
        {
            foreach (Engine<float> engine in Vector.Value.Get<float>(name).Engines.Append(StraightLine.Value.Get<float>(name).Public))
            {
                var output = new float[1];
                engine.Forward([float.NaN], output);
                Assert.True(float.IsNaN(output[0]), $"{name}, {engine.Name}: {output[0]}");
            }
        }
    }

    private static float Derivative(string name, double input)
    {
        var gradient = new float[1];
        foreach (Engine<float> engine in Vector.Value.Get<float>(name).Engines.Prepend(StraightLine.Value.Get<float>(name).Public))
        {
            float before = gradient[0];
            engine.Backward([(float)input], [1f], gradient, default, 1);
            Assert.True(engine.Name == "public members" || before == gradient[0]);
        }

        return gradient[0];
    }

    private static void Check<T>(CompiledNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] inputs = Inputs<T>().ToArray();
        foreach (T gradient in new[] { T.One, -T.One, T.NaN, T.PositiveInfinity, T.Zero, T.NegativeZero, T.Epsilon })
        {
            T[] gradients = Enumerable.Repeat(gradient, inputs.Length).ToArray();
            Parity.Check(network, inputs, gradients, [inputs.Length]);
        }
    }

    private static IEnumerable<T> Inputs<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isFloat = typeof(T) == typeof(float);
        T smallestNormal = T.CreateTruncating(isFloat ? 1.1754943508222875E-38 : 2.2250738585072014E-308);
        T largest = T.CreateTruncating(isFloat ? float.MaxValue : double.MaxValue);
        T[] positive =
        [
            T.Zero, T.Epsilon, smallestNormal, T.BitDecrement(smallestNormal), largest, T.PositiveInfinity,
            .. new[] { 0.5, 1, 2.5, 3, 6, 16, 17, 40, 88.72284, 88.8, 103.9, 104, 709.7, 745.2, 1e3, 1e10, 1e19, 1e30 }.Select(T.CreateTruncating),
        ];
        foreach (T value in positive.SelectMany(value => new[] { T.BitDecrement(value), value, T.BitIncrement(value) }))
        {
            yield return value;
            yield return -value;
        }

        yield return T.NaN;
    }
}
