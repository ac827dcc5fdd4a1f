namespace ReluGen.Tool.Benchmarking;

/// <summary>What <c>bench</c> says about a model. The members are those of the JSON, which <c>docs/tool.md</c> describes.</summary>
internal sealed record BenchmarkReport
{
    /// <summary>The path as the user wrote it.</summary>
    public required string File { get; init; }

    /// <summary><c>float</c> or <c>double</c>.</summary>
    public required string Element { get; init; }

    /// <summary>The multiply-adds of a sample.</summary>
    public required long MultiplyAdds { get; init; }

    /// <summary>The number of parameters.</summary>
    public required int Parameters { get; init; }

    /// <summary>Single calls first, then batches.</summary>
    public required IReadOnlyList<TimeReport> Times { get; init; }

    /// <summary>Why ONNX Runtime was not compared everywhere, where it was asked for; or null.</summary>
    public string? OnnxRuntimeNote { get; init; }
}

/// <summary>The times of one way of calling.</summary>
/// <param name="Batch">The samples a call; null for a call a sample.</param>
/// <param name="Nanoseconds">The median time of a sample.</param>
/// <param name="Shortest">The shortest time of a sample.</param>
/// <param name="GigaflopsPerSecond">Two operations a multiply-add, over the shortest time.</param>
/// <param name="AllocatedBytes">Bytes allocated a call.</param>
/// <param name="OnnxRuntime">ONNX Runtime in the same rounds, or null.</param>
internal sealed record TimeReport(
    int? Batch, double Nanoseconds, double Shortest, double GigaflopsPerSecond, double AllocatedBytes, PeerReport? OnnxRuntime);

/// <summary>The times of a peer.</summary>
/// <param name="Nanoseconds">The median time of a sample.</param>
/// <param name="Shortest">The shortest time of a sample.</param>
/// <param name="Ratio">How many times ours that is: the median, over the rounds, of the ratio within a round.</param>
internal sealed record PeerReport(double Nanoseconds, double Shortest, double Ratio);
