using System.CommandLine;
using ReluGen.Benchmarks.Commands;

var root = new RootCommand("Measurements of ReluGen.") { UlpCommand.Create(), SpeedCommand.Create() };
return root.Parse(args).Invoke();
