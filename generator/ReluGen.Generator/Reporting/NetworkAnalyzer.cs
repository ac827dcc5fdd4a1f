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
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
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
                foreach (Problem problem in ModelBuilder.Build(declaration).Problems)
                {
                    Report(context, problem.Code, PlaceLocator.Locate(part, declaration, problem), problem.Message);
                }
            }
        }
    }

    private static void Report(SymbolAnalysisContext context, string code, Location location, string message) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.For(code), location, message));
}
