using System.CommandLine;
using System.Text;
using ReluGen.Tool.Emitting;
using ReluGen.Tool.Loading;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Commands;

/// <summary><c>emit</c>: the generated code as files, for those who check it in or cannot run generators.</summary>
internal static class EmitCommand
{
    private const string StandardOutput = "-";

    /// <summary>Creates the command.</summary>
    public static Command Create(ToolStreams streams)
    {
        var command = new Command("emit", "Writes the generated C# as files. They need the ReluGen package's library and nothing else of it.");
        var models = new ModelOptions(command, isOne: true, hasJson: false);
        var output = new Option<string>("--output", "-o")
        {
            Description = "The folder to write to, or - to write all C# to standard output.",
            HelpName = "folder",
            Required = true,
        };
        var space = new Option<string>("--namespace") { Description = "The namespace of the class.", HelpName = "name", DefaultValueFactory = _ => "" };
        var name = new Option<string?>("--class") { Description = "The name of the class; by default made from the file's.", HelpName = "name" };
        var isStatic = new Option<bool>("--static") { Description = "Makes it a static class, which does not implement INetwork." };
        var force = new Option<bool>("--force") { Description = "Replaces files that this command has not written." };
        space.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && !TypeNames.IsNamespace(text))
            {
                result.AddError($"'{text}' is no name of a namespace.");
            }
        });
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !TypeNames.IsClassName(text))
            {
                result.AddError($"'{text}' is no name of a class.");
            }
        });
        command.Add(output);
        command.Add(space);
        command.Add(name);
        command.Add(isStatic);
        command.Add(force);
        ToolCommand.Do(command, (parsed, cancellation) =>
        {
            var loader = new ModelLoader(models.Import(parsed), models.Format(parsed), streams);
            LoadedModel loaded = loader.LoadComplete(models.Path(parsed));
            cancellation.ThrowIfCancellationRequested();
            string folder = parsed.GetRequiredValue(output);
            var options = new EmitOptions(
                parsed.GetValue(space)!,
                parsed.GetValue(name) ?? TypeNames.FromFile(loaded.File.Name),
                parsed.GetValue(isStatic),
                AllInline: folder == StandardOutput);
            EmittedCode code = EmittedCode.Write(loaded.Model!, options);
            if (folder == StandardOutput)
            {
                WriteAll(streams.Output, code);
            }
            else
            {
                new EmitFolder(folder, options.ClassName).Write(code.Files, parsed.GetValue(force));
                Report(streams, folder, code);
            }

            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>All files one after the other, each with its name above it.</summary>
    private static void WriteAll(TextWriter output, EmittedCode code)
    {
        foreach (EmittedFile file in code.Files)
        {
            output.Write($"// ==== {file.Name}\n{Encoding.UTF8.GetString(file.Content)}\n");
        }
    }

    private static void Report(ToolStreams streams, string folder, EmittedCode code)
    {
        foreach (EmittedFile file in code.Files)
        {
            streams.Output.Write(Path.Combine(folder, file.Name) + "\n");
        }

        if (code.Resource is { } resource)
        {
            string path = Path.Combine(folder, code.Files[^1].Name).Replace('\\', '/');
            streams.Error.Write("The weights are in a file of their own. Add to the project:\n"
                + $"  <EmbeddedResource Include=\"{path}\" LogicalName=\"{resource}\" />\n");
        }
    }
}
