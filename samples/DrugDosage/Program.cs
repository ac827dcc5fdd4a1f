using System.CommandLine;
using System.Globalization;
using DrugDosage;
using DrugDosage.Learning;

// Numbers in tables and on axes read the same everywhere.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var output = new Option<string?>("--output", "-o")
{
    Description = "The folder for the figures; created if need be. Default: figures, in the project's folder.",
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

var seed = new Option<ulong>("--seed") { Description = "Where the first weights come from.", DefaultValueFactory = _ => 3 };
var train = new Command("train", "Networks learn the lesson's data by gradient descent; a figure shows the line bending into place.") { output, seed };
train.SetAction(result => LearningLesson.Run(result.GetValue(output) ?? OutputFolder.Default(), result.GetValue(seed)));
command.Subcommands.Add(train);

ParseResult arguments = command.Parse(args);
if (arguments.Errors.Count > 0)
{
    // One line, not the help page that would push it off the screen.
    Console.Error.WriteLine($"DrugDosage: {arguments.Errors[0].Message} Try --help.");
    return 2;
}

return arguments.Invoke();
