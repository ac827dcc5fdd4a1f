using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>Reports at once and on this thread, as <see cref="Progress{T}"/> does not.</summary>
internal sealed class Reporter(Action<TrainingReport> report) : IProgress<TrainingReport>
{
    public void Report(TrainingReport value) => report(value);
}
