using Microsoft.CodeAnalysis;
using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Emit;
using ReluGen.Generator.Reading;
using ReluGen.Model;
using ReluGen.Planning;

namespace ReluGen.Generator;

/// <summary>
/// All five words in a row: declarations are read from attributes, built into models, planned and written. Faulty
/// networks drop out without a word; <see cref="NetworkAnalyzer"/> says what is wrong with them.
/// </summary>
/// <remarks>
/// No step hands on a symbol, a syntax node or a location: every value compares by content, so that an edit elsewhere
/// recomputes nothing.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<NetworkDeclaration> declarations = context.CompilationProvider
            .SelectMany(static (compilation, cancellation) => DeclarationFinder.Find(compilation, cancellation))
            .Where(static declaration => declaration is not null)
            .Select(static (declaration, _) => declaration!)
            .WithTrackingName(TrackingNames.Declarations);

        IncrementalValuesProvider<NetworkModel> models = declarations
            .Select(static (declaration, _) => ModelBuilder.Build(declaration).Model)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Models);

        IncrementalValueProvider<EquatableArray<UnusualName>> unusualNames = models
            .Select(static (model, _) => model.Type)
            .Collect()
            .Select(static (types, _) => HintNames.FindUnusual(types))
            .WithTrackingName(TrackingNames.UnusualNames);

        IncrementalValuesProvider<NetworkPlan> plans = models
            .Select(static (model, _) => Planner.Plan(model))
            .WithTrackingName(TrackingNames.Plans);

        IncrementalValuesProvider<NamedFiles> files = plans
            .Select(static (plan, _) => (plan.Model.Type, Files: new EquatableArray<GeneratedFile>(NetworkEmitter.Emit(plan))))
            .Combine(unusualNames)
            .Select(static (pair, _) => new NamedFiles(HintNames.For(pair.Left.Type, pair.Right), pair.Left.Files))
            .WithTrackingName(TrackingNames.Files);

        context.RegisterSourceOutput(files, static (output, network) =>
        {
            foreach (GeneratedFile file in network.Files)
            {
                output.AddSource(HintNames.ForFile(network.Name, file.Concern), file.Text);
            }
        });
    }

    /// <summary>The files of one network and the name that theirs begin with.</summary>
    /// <remarks>Equal when all the text is.</remarks>
    private sealed record NamedFiles(string Name, EquatableArray<GeneratedFile> Files);
}
