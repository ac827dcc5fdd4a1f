using ReluGen.Tool.Commands;
using ReluGen.Tool.Terminal;

return await ToolCommand.RunAsync(args, ToolStreams.OfProcess());
