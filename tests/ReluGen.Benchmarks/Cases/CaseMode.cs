namespace ReluGen.Benchmarks.Cases;

/// <summary>What a case asks of a network.</summary>
public enum CaseMode
{
    /// <summary>One sample a call, in a loop over data.</summary>
    Single,

    /// <summary>All samples in one call.</summary>
    Batch,

    /// <summary>The gradients of a batch for inputs and parameters in one call.</summary>
    Backward,
}
