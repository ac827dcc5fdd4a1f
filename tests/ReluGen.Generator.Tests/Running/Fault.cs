using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReluGen.Tests.Generator.Running;

/// <summary>A diagnostic of ours as a test expects it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Text">The underlined source text, or the path of a file that is no source.</param>
/// <param name="Message">The whole message.</param>
internal sealed record Fault(string Id, string Text, string Message)
{
    public static Fault Of(Diagnostic diagnostic) => new(
        diagnostic.Id,
        diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan) ?? diagnostic.Location.GetLineSpan().Path ?? "",
        diagnostic.GetMessage(CultureInfo.InvariantCulture));

    /// <summary>The code that expects this fault, to paste into a test.</summary>
    public string ToCode() =>
        $"new Fault(ProblemCodes.{Name()}, {Literal(Text)}, {Literal(Message)})";

    private string Name() => typeof(ReluGen.Building.ProblemCodes).GetFields()
        .Single(field => (string?)field.GetRawConstantValue() == Id).Name;

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
