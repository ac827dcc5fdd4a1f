using System.Numerics;

namespace ReluGen.Training;

/// <summary>First values of a layer's weights [units, inputs]. The same source gives the same bits everywhere.</summary>
/// <remarks>
/// Every value is drawn in double, in the order of the weights, and rounded once. Definitions are PyTorch's (<c>torch.nn.init</c>) where it has
/// the method; normal distributions are not truncated, unlike Keras'.
/// </remarks>
public abstract class Initializer
{
    /// <summary>He normal: variance 2 / inputs. For ReLU. <c>kaiming_normal_</c> with its defaults; He et al. 2015.</summary>
    public static Initializer HeNormal { get; } = new NormalInitializer((_, inputs) => 2.0 / inputs);

    /// <summary>He uniform: ±√(6 / inputs). For ReLU. <c>kaiming_uniform_</c> with its defaults; He et al. 2015.</summary>
    public static Initializer HeUniform { get; } = new UniformInitializer((_, inputs) => 2.0 / inputs);

    /// <summary>Glorot (Xavier) normal: variance 2 / (inputs + units). For tanh and sigmoid. <c>xavier_normal_</c>; Glorot, Bengio 2010.</summary>
    public static Initializer GlorotNormal { get; } = new NormalInitializer((units, inputs) => 2.0 / ((double)inputs + units));

    /// <summary>Glorot (Xavier) uniform: ±√(6 / (inputs + units)). For tanh and sigmoid. <c>xavier_uniform_</c>; Glorot, Bengio 2010.</summary>
    public static Initializer GlorotUniform { get; } = new UniformInitializer((units, inputs) => 2.0 / ((double)inputs + units));

    /// <summary>LeCun normal: variance 1 / inputs. For SELU. Keras' <c>lecun_normal</c> without truncation; LeCun et al. 1998.</summary>
    public static Initializer LeCunNormal { get; } = new NormalInitializer((_, inputs) => 1.0 / inputs);

    /// <summary>LeCun uniform: ±√(3 / inputs). For SELU. Keras' <c>lecun_uniform</c>; LeCun et al. 1998.</summary>
    public static Initializer LeCunUniform { get; } = new UniformInitializer((_, inputs) => 1.0 / inputs);

    /// <summary>Zeros: for biases, and for layers that shall start as nothing.</summary>
    public static Initializer Zeros { get; } = new ConstantInitializer(0);

    /// <summary>One value everywhere.</summary>
    /// <param name="value">The value, a finite number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is no finite number.</exception>
    public static Initializer Constant(double value) => new ConstantInitializer(Finite(value, nameof(value)));

    /// <summary>
    /// Orthogonal: rows (or columns, where there are fewer of them) that are orthogonal to each other and of length <paramref name="gain"/>, distributed
    /// evenly over all such matrices. <c>orthogonal_</c>; Saxe et al. 2014.
    /// </summary>
    /// <param name="gain">The length, a finite number; √2 suits ReLU.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is no finite number.</exception>
    public static Initializer Orthogonal(double gain = 1) => new OrthogonalInitializer(Finite(gain, nameof(gain)));

    /// <summary>Fills a layer's weights.</summary>
    /// <param name="weights">Receives <paramref name="units"/> × <paramref name="inputs"/> values, all weights of unit 0 first.</param>
    /// <param name="units">The number of the layer's outputs, at least 1.</param>
    /// <param name="inputs">The number of the layer's inputs, at least 1.</param>
    /// <param name="random">Where randomness comes from.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="weights"/> is wrong.</exception>
    public void Fill<T>(Span<T> weights, int units, int inputs, RandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentNullException.ThrowIfNull(random);
        SpanArguments.CheckLength(weights.Length, (long)units * inputs, nameof(weights));
        FillChecked(weights, units, inputs, random);
    }

    private protected abstract void FillChecked<T>(Span<T> weights, int units, int inputs, RandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private static double Finite(double value, string name) => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"'{name}' must be a finite number, but is {value}."));
}
