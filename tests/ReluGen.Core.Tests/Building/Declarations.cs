using ReluGen.Declaration;
using ReluGen.Model;

namespace ReluGen.Tests.Core.Building;

/// <summary>Declarations as a user could have written them, right or wrong.</summary>
internal static class Declarations
{
    public static TypeDeclaration Type { get; } = new("Lesson", default, "class", "Net", IsStatic: false, IsRefStruct: false);

    public static NetworkDeclaration Network(int inputSize, params LayerDeclaration[] layers) => new(
        Type, inputSize, ElementKind.Float, ArithmeticKind.Fused, 1, new EquatableArray<LayerDeclaration>(layers));

    public static DenseDeclaration Dense(
        int units, double[]? weights, double[]? bias, ActivationKind activation = ActivationKind.Identity, bool useBias = true, params ActivationOption[] options) =>
        new(
            units,
            activation,
            weights is null ? null : new Tensor(weights),
            bias is null ? null : new Tensor(bias),
            useBias,
            new EquatableArray<ActivationOption>(options));

    /// <summary>The lesson's ReLU network: a pointed effectiveness over the dosage.</summary>
    public static NetworkDeclaration Lesson(ElementKind element = ElementKind.Float) => Network(
        1,
        Dense(2, [1.70, 12.6], [-0.85, 0], ActivationKind.Relu),
        Dense(1, [-40.8, 2.70], [-16], ActivationKind.Relu)) with
    { Element = element };
}
