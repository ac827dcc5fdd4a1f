using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ReluGen.Building;
using ReluGen.Declaration;
using ReluGen.Generator.Checking;
using ReluGen.Generator.Reading;
using ReluGen.Generator.Reporting;

namespace ReluGen.Generator;

/// <summary>Reports everything that is wrong with a declaration, at once and where the user wrote it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // The generator reads declarations in generated files too, so their faults must be heard.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var files = new ProjectFileReader(start.Options, start.CancellationToken);
            start.RegisterSymbolAction(symbol => Analyze(symbol, files), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ProjectFileReader files)
    {
        DeclaredType type = DeclaredTypeReader.Read((INamedTypeSymbol)context.Symbol, context.CancellationToken);
        (DeclaredPart Part, NetworkDeclaration? Declaration)[] networks =
            type.NetworkParts.Select(part => (part, NetworkReader.Read(type, part))).ToArray();
        foreach (TypeProblem problem in TypeChecker.Check(type, networks.FirstOrDefault().Declaration))
        {
            Report(context, problem.Code, problem.Location, problem.Message);
        }

        foreach ((DeclaredPart part, NetworkDeclaration? declaration) in networks)
        {
            if (declaration is not null)
            {
                foreach (Problem problem in ModelBuilder.Build(declaration, declaration.File is null ? [] : files.All).Problems)
                {
                    Location location = problem.Place.Layer == ProblemPlace.File
                        ? files.Locate(problem.Place.Argument)
                        : PlaceLocator.Locate(part, declaration, problem);
                    Report(context, problem.Code, location, problem.Message);
                }
            }
        }
    }

    private static void Report(SymbolAnalysisContext context, string code, Location location, string message) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.For(code), location, message));
}
