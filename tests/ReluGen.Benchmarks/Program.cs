using System.CommandLine;
using ReluGen.Benchmarks.Commands;

var root = new RootCommand("Measurements of ReluGen.")
{
    QuickCommand.Create(),
    FullCommand.Create(),
    ColdCommand.Create(),
    BuildCommand.Create(),
    SpeedCommand.Create(),
    UlpCommand.Create(),
};
return root.Parse(args).Invoke();
