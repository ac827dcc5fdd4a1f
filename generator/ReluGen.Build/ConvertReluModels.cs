using Microsoft.Build.Framework;
using ReluGen.Importing;
using ReluGen.Manifest;

namespace ReluGen.Build;

/// <summary>The build task: turns each model file into a manifest, which the generator reads, and a weights file, which is embedded.</summary>
/// <remarks>Whether a model needs converting is the targets file's to decide. Faults are errors on the model file.</remarks>
public sealed class ConvertReluModels : Microsoft.Build.Utilities.Task
{
    /// <summary>
    /// The models. Metadata: <c>ReluManifest</c>, <c>ReluWeights</c> and <c>ReluInputs</c>, the files to write; <c>ReluPath</c>, the path
    /// that networks name; <c>ReluResource</c>, the resource's name; the user's options <c>Outputs</c>, <c>Dimensions</c>,
    /// <c>ElementType</c> and <c>FoldBatchNormalization</c>.
    /// </summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (ITaskItem model in Models)
        {
            Convert(model);
        }

        return !Log.HasLoggedErrors;
    }

    private void Convert(ITaskItem model)
    {
        string path = model.GetMetadata("FullPath");
        var file = new ModelFile(path);
        (ImportOptions options, IReadOnlyList<FileProblem> problems) = ItemOptions.Read(
            model.GetMetadata("Outputs"), model.GetMetadata("Dimensions"), model.GetMetadata("ElementType"), model.GetMetadata("FoldBatchNormalization"));
        byte[]? bytes = file.Read();
        if (bytes is null || problems.Count > 0)
        {
            Report(path, file.Problems.Concat(problems));
            return;
        }

        Conversion conversion = ModelConverter.Convert(
            new ModelPlace(model.GetMetadata("ReluPath"), model.GetMetadata("ReluResource")), bytes, file.ReadBeside, options);
        Report(path, file.Problems.Concat(conversion.Problems));
        if (conversion.Text is not null && conversion.Weights is not null && file.Problems.Count == 0)
        {
            Write(model, path, file, conversion.Text, conversion.Weights);
        }
    }

    private void Write(ITaskItem model, string path, ModelFile file, string text, byte[] weights)
    {
        try
        {
            AtomicFile.Write(model.GetMetadata("ReluInputs"), file.FilesBeside);
            AtomicFile.Write(model.GetMetadata("ReluWeights"), weights);

            // The manifest comes last: where it is, all is.
            AtomicFile.Write(model.GetMetadata("ReluManifest"), text);
            Log.LogMessage(MessageImportance.Normal, "ReluGen converted {0}", path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            Report(path, [new FileProblem(Building.FileProblemCodes.Unreadable, $"What was made of the model cannot be written: {exception.Message}")]);
        }
    }

    private void Report(string path, IEnumerable<FileProblem> problems)
    {
        foreach (FileProblem problem in problems)
        {
            string help = $"https://github.com/relugen/relugen/blob/main/docs/diagnostics/{problem.Code}.md";
            Log.LogError("ReluGen", problem.Code, null, help, path, 0, 0, 0, 0, "{0}", problem.Message);
        }
    }
}
