using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ReluGen.Building;

namespace ReluGen.Generator.Reporting;

/// <summary>The descriptors of all faults. Messages are made where the fault is found; a descriptor adds title and help.</summary>
/// <remarks>Each is a field of its own, since release tracking finds no others.</remarks>
internal static class Descriptors
{
    private const string Category = "ReluGen";
    private const string Format = "{0}";
    private const string Help = "https://github.com/relugen/relugen/blob/main/docs/diagnostics/";
    private const DiagnosticSeverity Error = DiagnosticSeverity.Error;

    private static readonly DiagnosticDescriptor TypeNotPartial = new(
        ProblemCodes.TypeNotPartial, "A network's type must be partial", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.TypeNotPartial + ".md");

    private static readonly DiagnosticDescriptor ContainingTypeNotPartial = new(
        ProblemCodes.ContainingTypeNotPartial, "A type around a network must be partial", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.ContainingTypeNotPartial + ".md");

    private static readonly DiagnosticDescriptor NoLayers = new(
        ProblemCodes.NoLayers, "A network needs at least one layer", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.NoLayers + ".md");

    private static readonly DiagnosticDescriptor SizeOutOfRange = new(
        ProblemCodes.SizeOutOfRange, "A size is out of range", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.SizeOutOfRange + ".md");

    private static readonly DiagnosticDescriptor WeightCount = new(
        ProblemCodes.WeightCount, "The number of weights does not fit the layer", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.WeightCount + ".md");

    private static readonly DiagnosticDescriptor BiasCount = new(
        ProblemCodes.BiasCount, "The number of bias values does not fit the layer", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.BiasCount + ".md");

    private static readonly DiagnosticDescriptor MissingWeights = new(
        ProblemCodes.MissingWeights, "A layer has no weights", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.MissingWeights + ".md");

    private static readonly DiagnosticDescriptor MissingBias = new(
        ProblemCodes.MissingBias, "A layer has no bias", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.MissingBias + ".md");

    private static readonly DiagnosticDescriptor NotFinite = new(
        ProblemCodes.NotFinite, "A value is not finite", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.NotFinite + ".md");

    private static readonly DiagnosticDescriptor DeclaredTwice = new(
        ProblemCodes.DeclaredTwice, "A type is declared as a network more than once", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.DeclaredTwice + ".md");

    private static readonly DiagnosticDescriptor MemberClash = new(
        ProblemCodes.MemberClash, "A name clashes with a generated member", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.MemberClash + ".md");

    private static readonly DiagnosticDescriptor UnsupportedValue = new(
        ProblemCodes.UnsupportedValue, "An option has a value that does not exist", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.UnsupportedValue + ".md");

    private static readonly DiagnosticDescriptor UnsupportedCombination = new(
        ProblemCodes.UnsupportedCombination, "Two options do not go together", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.UnsupportedCombination + ".md");

    private static readonly DiagnosticDescriptor SoftmaxNotLast = new(
        ProblemCodes.SoftmaxNotLast, "Softmax is allowed on the last layer only", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.SoftmaxNotLast + ".md");

    private static readonly DiagnosticDescriptor LayerWithoutNetwork = new(
        ProblemCodes.LayerWithoutNetwork, "A layer stands apart from its network", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.LayerWithoutNetwork + ".md");

    private static readonly DiagnosticDescriptor UnsupportedType = new(
        ProblemCodes.UnsupportedType, "The type cannot have a generated part", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.UnsupportedType + ".md");

    private static readonly DiagnosticDescriptor LanguageVersion = new(
        ProblemCodes.LanguageVersion, "The project's C# version is too old", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.LanguageVersion + ".md");

    private static readonly DiagnosticDescriptor UnknownFile = new(
        ProblemCodes.UnknownFile, "A network names a file that is no item of the project", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.UnknownFile + ".md");

    private static readonly DiagnosticDescriptor AmbiguousFile = new(
        ProblemCodes.AmbiguousFile, "A network names a file that several items could be", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.AmbiguousFile + ".md");

    private static readonly DiagnosticDescriptor BrokenManifest = new(
        ProblemCodes.BrokenManifest, "What the build made of a model file cannot be read", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.BrokenManifest + ".md");

    private static readonly DiagnosticDescriptor UnknownOutput = new(
        ProblemCodes.UnknownOutput, "A network selects an output that the model file does not have", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.UnknownOutput + ".md");

    private static readonly DiagnosticDescriptor RefusedOutput = new(
        ProblemCodes.RefusedOutput, "A network has outputs that cannot be computed", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.RefusedOutput + ".md");

    private static readonly DiagnosticDescriptor WeightsDoNotMatch = new(
        ProblemCodes.WeightsDoNotMatch, "A file of weights does not fit the layers", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.WeightsDoNotMatch + ".md");

    private static readonly DiagnosticDescriptor NotTrainable = new(
        ProblemCodes.NotTrainable, "The network cannot be trained", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.NotTrainable + ".md");

    private static readonly DiagnosticDescriptor CannotBeTied = new(
        ProblemCodes.CannotBeTied, "A layer cannot use the weights of another", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.CannotBeTied + ".md");

    private static readonly DiagnosticDescriptor DropoutPlace = new(
        ProblemCodes.DropoutPlace, "A dropout stands where it may not", Format, Category, Error, true, helpLinkUri: Help + ProblemCodes.DropoutPlace + ".md");

    /// <summary>One descriptor for each of <see cref="ProblemCodes"/>, in their order.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(
        new[]
        {
            TypeNotPartial,
            ContainingTypeNotPartial,
            NoLayers,
            SizeOutOfRange,
            WeightCount,
            BiasCount,
            MissingWeights,
            MissingBias,
            NotFinite,
            DeclaredTwice,
            MemberClash,
            UnsupportedValue,
            UnsupportedCombination,
            SoftmaxNotLast,
            LayerWithoutNetwork,
            UnsupportedType,
            LanguageVersion,
            UnknownFile,
            AmbiguousFile,
            BrokenManifest,
            UnknownOutput,
            RefusedOutput,
            WeightsDoNotMatch,
            NotTrainable,
            CannotBeTied,
            DropoutPlace,
        });

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ByCode = All.ToImmutableDictionary(descriptor => descriptor.Id);

    /// <summary>The descriptor of <paramref name="code"/>, one of <see cref="ProblemCodes"/>.</summary>
    public static DiagnosticDescriptor For(string code) => ByCode[code];
}
