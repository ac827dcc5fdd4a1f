using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ReluGen.Importing;
using ReluGen.Model;
using ReluGen.Tool.Loading;

namespace ReluGen.Tool.Commands;

/// <summary>The arguments and options that say which models, and what of them.</summary>
internal sealed class ModelOptions
{
    private readonly Argument<string[]> _models = new("MODEL")
    {
        Description = "Model files; a folder stands for all models in it, - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Argument<string> _model = new("MODEL") { Description = "The model file, or - for standard input." };

    private readonly Option<string[]> _outputs = new("--outputs")
    {
        Description = "The outputs to keep, by name; all others are cut away with what only they need.",
        HelpName = "name",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _dimensions = new("--dimension", "-d")
    {
        Description = "The size of an open dimension other than the batch. May be given several times.",
        HelpName = "name=size",
    };

    private readonly Option<string?> _element = new("--element")
    {
        Description = "The number type to compute in; by default the file's own.",
    };

    private readonly Option<bool> _fold = new("--fold-batch-normalization")
    {
        Description = "Folds batch normalisation into the dense layer beside it, which changes how results round.",
    };

    private readonly Option<string?> _format = new("--format")
    {
        Description = "The format, where neither the file's name nor its content tells.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Writes the result as JSON; docs/tool.md has the schema." };

    /// <summary>Adds the arguments and options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isOne">Whether it takes one model only.</param>
    /// <param name="hasJson">Whether it can write JSON.</param>
    public ModelOptions(Command command, bool isOne = false, bool hasJson = true)
    {
        _element.AcceptOnlyFromAmong("float", "double");
        _format.AcceptOnlyFromAmong(ModelFormats.Names.ToArray());
        _dimensions.Validators.Add(CheckDimensions);
        command.Add(isOne ? _model : _models);
        command.Add(_outputs);
        command.Add(_dimensions);
        command.Add(_element);
        command.Add(_fold);
        command.Add(_format);
        if (hasJson)
        {
            command.Add(_json);
        }
    }

    /// <summary>The paths of the models.</summary>
    public IReadOnlyList<string> Paths(ParseResult parsed) => parsed.GetRequiredValue(_models);

    /// <summary>The path of the one model.</summary>
    public string Path(ParseResult parsed) => parsed.GetRequiredValue(_model);

    /// <summary>Whether JSON is wanted.</summary>
    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>The name of the format, or null.</summary>
    public string? Format(ParseResult parsed) => parsed.GetValue(_format);

    /// <summary>What the importer is told.</summary>
    public ImportOptions Import(ParseResult parsed) => new(
        new EquatableArray<string>(parsed.GetValue(_outputs)?.SelectMany(SplitNames) ?? []),
        new EquatableArray<NamedSize>((parsed.GetValue(_dimensions) ?? []).Select(text => ParseDimension(text)!)),
        parsed.GetValue(_element) switch { "float" => ElementKind.Float, "double" => ElementKind.Double, _ => null },
        parsed.GetValue(_fold));

    /// <summary>Names may be given apart or, as most have no comma, with commas between them.</summary>
    private static IEnumerable<string> SplitNames(string names) => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void CheckDimensions(OptionResult result)
    {
        foreach (Token token in result.Tokens.Where(token => ParseDimension(token.Value) is null))
        {
            result.AddError($"--dimension takes name=size with a size of 1 or more, as in sequence=16, not '{token.Value}'.");
        }
    }

    private static NamedSize? ParseDimension(string text)
    {
        int equals = text.LastIndexOf('=');
        return equals > 0 && int.TryParse(text.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0
            ? new NamedSize(text[..equals], size)
            : null;
    }
}
