using Microsoft.CodeAnalysis;
using ReluGen.Declaration;
using ReluGen.Model;

namespace ReluGen.Generator.Reading;

/// <summary>Reads a <c>[Dense]</c> attribute.</summary>
internal static class DenseReader
{
    private static readonly string[] OptionNames = ["Slope", "Offset", "Alpha", "Minimum", "Maximum"];

    /// <summary>The layer, unchecked; or null where the compiler refuses the attribute.</summary>
    public static DenseDeclaration? Read(AttributeData data)
    {
        var arguments = new ArgumentReader(data);
        var layer = new DenseDeclaration(
            arguments.Int32("units") ?? 0,
            (ActivationKind)(arguments.Int32("activation") ?? (int)ActivationKind.Identity),
            arguments.Tensor("Weights"),
            arguments.Tensor("Bias"),
            arguments.Boolean("UseBias") ?? true,
            new EquatableArray<ActivationOption>(
                from name in OptionNames
                let value = arguments.Double(name)
                where value is not null
                select new ActivationOption(name, value.Value)),
            arguments.Text("TiedTo"),
            arguments.Boolean("Transposed") ?? false);
        return arguments.IsBroken ? null : layer;
    }
}
