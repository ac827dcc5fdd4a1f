namespace ReluGen.Tests.Shared;

/// <summary>Every tolerance of the test suite with its reason. What is not here is compared bit for bit.</summary>
public static class Tolerances
{
    /// <summary>
    /// Central differences in double with step h have a truncation error of h²·|f‴|/6 and a rounding error of about
    /// 2⁻⁵³·|f|/h. With h = 1e-5 and the test networks' values and derivatives of order 1 to 100 both stay below 1e-8;
    /// the rest is margin for the networks' depth.
    /// </summary>
    public const double CentralDifferenceStep = 1e-5;

    /// <summary>The error allowed between a gradient and a central difference, relative to 1 + |gradient|: see <see cref="CentralDifferenceStep"/>.</summary>
    public const double CentralDifference = 1e-6;

    /// <summary>
    /// The exact interpreter in double against the reference, on small graphs: up to a few hundred roundings of 2⁻⁵³ each, and
    /// quotients and powers that magnify them by up to a few thousand. Relative to 1 + |value|.
    /// </summary>
    public const double GraphReference = 1e-9;

    /// <summary>
    /// Keras computed its outputs in float: eight layers of up to eight terms, all values below 1, each rounded by up to
    /// 2⁻²⁴; measured 7.5e-9.
    /// </summary>
    public const double KerasOutputs = 1e-7;

    /// <summary>Outputs below 2⁻⁵ that were computed in double and kept as floats are off by half a unit in the last place, 2⁻³⁰.</summary>
    public const double KeptAsFloat = 1.0 / (1 << 30);

    /// <summary>The lesson's weights have three digits: its published figures are right to one unit in the second decimal.</summary>
    public const double LessonFigures = 0.005;

    /// <summary>
    /// The reference's own series for erf, expm1 and log1p sum up to 60 terms, or 300 steps of a contracting fraction,
    /// each rounded once with relative error 2⁻⁵³, and end in <see cref="Math.Exp"/>: measured below 8 of them.
    /// </summary>
    public const double ReferenceFunction = 1e-15;

    /// <summary>
    /// The local error of an activation or its derivative in units of roundoff. The longest formula (GELU's derivative)
    /// has 9 operations, two of them functions with up to 2 ulp (4 units of roundoff) each: below 32 with the
    /// conditioning of its parts.
    /// </summary>
    public const double ActivationRoundings = 32;

    /// <summary>The roundings of a sum of products beyond one a term: bias and product; folding up to sixteen chains takes four instead of terms.</summary>
    public const int ExtraSumRoundings = 5;

    /// <summary>
    /// <see cref="RunningError"/> is a first-order analysis: the neglected products of errors stay far below this factor
    /// as long as the bound itself is small against the value.
    /// </summary>
    public const double FirstOrderMargin = 2;

    /// <summary>
    /// Losses in double against their textbook formulas, relative to 1 + |value|: sums of up to 350 terms of order 1 to 10, each with some
    /// ten roundings of 2⁻⁵³ on either side.
    /// </summary>
    public const double LossDouble = 1e-12;

    /// <summary>The same in float: roundings of 2⁻²⁴, and sums that go across sixteen chains.</summary>
    public const double LossFloat = 1e-5;

    /// <summary>
    /// Optimisers in double against their definitions, relative to 1 + |parameter|: 40 steps of some ten roundings of 2⁻⁵³, none of which
    /// is enlarged by more than the step's own division.
    /// </summary>
    public const double OptimizerDouble = 1e-12;

    /// <summary>The same in float: roundings of 2⁻²⁴.</summary>
    public const double OptimizerFloat = 1e-4;

    /// <summary>One step in float against the outputs that ONNX's reference calculated in float: some ten roundings of 2⁻²⁴ on either side.</summary>
    public const double OnnxOptimizer = 2e-6;

    /// <summary>
    /// The expected outputs of conformance cases were computed by others in 32 bit, with sums of up to a thousand terms in an
    /// order of their own: some tens of units of roundoff, 2⁻²⁴ each, relative to 1 + |output|.
    /// </summary>
    public const double Conformance = 1e-5;

    /// <summary>The gradients of conformance models are central differences with a step of 1e-5, relative to 1 + |gradient|.</summary>
    public const double ConformanceGradient = 1e-6;
}
