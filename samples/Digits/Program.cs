using System.CommandLine;
using Digits;

var files = new Argument<string[]>("files")
{
    Description = "Training images, training labels, test images and test labels in MNIST's format, gzip or not. Without them the program draws digits itself.",
    Arity = ArgumentArity.ZeroOrMore,
};
files.Validators.Add(result =>
{
    if (result.Tokens.Count is not (0 or 4))
    {
        result.AddError($"{result.Tokens.Count} files are given; give 4, or none.");
    }
});

var train = new Command("train", "Trains a network of 784, 128 and 10 units and writes digits.safetensors into the project's folder.") { files };
train.SetAction(arguments => Run(arguments, data => DigitTraining.Run(data, Path.Combine(ProjectFolder.Find(), "digits.safetensors"))));
var classify = new Command("classify", "Reads the test digits with the frozen network that the build has made of digits.safetensors.") { files };
classify.SetAction(arguments => Run(arguments, FrozenReading.Run));

ParseResult parsed = new RootCommand("Handwritten digits: a network learns them, and becomes constants of the next build.") { train, classify }.Parse(args);
if (parsed.CommandResult.Command is RootCommand && parsed.Errors.Count > 0)
{
    string fault = args is [{ } word, ..] ? $"there is no command '{word}'" : "a command is missing";
    Console.Error.WriteLine($"Digits: {fault}; the commands are {train.Name} and {classify.Name}. Try --help.");
    return 2;
}

if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"Digits: {parsed.Errors[0].Message} Try --help.");
    return 2;
}

return parsed.Invoke();

int Run(ParseResult arguments, Action<DigitData> action)
{
    try
    {
        action(DigitData.Load(arguments.GetValue(files) ?? []));
        return 0;
    }
    catch (Exception exception) when (exception is IOException or InvalidDataException or InvalidOperationException or UnauthorizedAccessException or ArgumentException)
    {
        Console.Error.WriteLine($"Digits: {exception.Message}");
        return 1;
    }
}
