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

        IncrementalValueProvider<EquatableArray<ProjectFile>> projectFiles = context.AdditionalTextsProvider
            .Where(static text => ProjectFile.IsManifest(text.Path))
            .Select(static (text, cancellation) => ProjectFile.Read(text.Path, text.GetText(cancellation)?.ToString() ?? ""))
            .WithTrackingName(TrackingNames.ProjectFiles)
            .Collect()
            .Select(static (files, _) => new EquatableArray<ProjectFile>(files.AsEnumerable()));

        IncrementalValuesProvider<NetworkModel> models = declarations
            .Combine(projectFiles)
            .Select(static (pair, _) => new Binding(pair.Left, FileFinder.FindAll(pair.Left, pair.Right)))
            .WithTrackingName(TrackingNames.Bindings)
            .Select(static (binding, _) => ModelBuilder.Build(binding.Declaration, binding.Files).Model)
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

        IncrementalValueProvider<EquatableArray<SharedKernels>> sharedKernels = plans
            .Select(static (plan, _) => KernelSharing.ShapeOf(plan))
            .Where(static shape => shape is not null)
            .Collect()
            .Select(static (shapes, _) => KernelSharing.Find(shapes!))
            .WithTrackingName(TrackingNames.SharedKernels);

        IncrementalValuesProvider<NamedFiles> files = plans
            .Combine(sharedKernels)
            .Select(static (pair, _) => KernelSharing.Apply(pair.Left, pair.Right))
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

    /// <summary>A declaration and the project's model files that it may mean.</summary>
    /// <remarks>Equal when both parts are: a changed file concerns the networks that name it.</remarks>
    private sealed record Binding(NetworkDeclaration Declaration, EquatableArray<ProjectFile> Files);

    /// <summary>The files of one network and the name that theirs begin with.</summary>
    /// <remarks>Equal when all the text is.</remarks>
    private sealed record NamedFiles(string Name, EquatableArray<GeneratedFile> Files);
}
