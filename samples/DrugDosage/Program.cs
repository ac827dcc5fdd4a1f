using System.CommandLine;
using DrugDosage;

var output = new Option<string?>("--output", "-o")
{
    Description = "The folder for the figures; created if need be. Default: figures, beside the project, or in the current folder.",
    HelpName = "FOLDER",
};
output.Validators.Add(result =>
{
    if (result.Tokens is [{ Value: "" }])
    {
        result.AddError("--output needs the name of a folder.");
    }
});

var command = new RootCommand("The drug dosage lesson: a ReLU network and a SoftPlus network in generated code, as tables and figures.") { output };
command.SetAction(result => Lesson.Run(result.GetValue(output) ?? OutputFolder.Default()));

ParseResult arguments = command.Parse(args);
if (arguments.Errors.Count > 0)
{
    // One line, not the help page that would push it off the screen.
    Console.Error.WriteLine($"DrugDosage: {arguments.Errors[0].Message} Try --help.");
    return 2;
}

return arguments.Invoke();
