namespace ReluGen.Importing.Onnx;

/// <summary>Says that a node is not supported in the way it is used. The importer catches it and reports the node.</summary>
/// <remarks>Operators find this deep inside shape arithmetic; an exception keeps every step of it free of checks. It never leaves the importer.</remarks>
/// <param name="reason">Why: one sentence.</param>
/// <param name="remedy">What to do about it: one sentence.</param>
internal sealed class NodeRefusal(string reason, string remedy) : Exception(reason)
{
    /// <summary>What to do about it: one sentence.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>A node that breaks the operator's own rules.</summary>
    public static NodeRefusal Malformed(FormattableString reason) =>
        new(FormattableString.Invariant(reason), "The file breaks the operator's rules; export it again.");

    /// <summary>A node that asks for what is not there.</summary>
    public static NodeRefusal Unsupported(FormattableString reason, string remedy) => new(FormattableString.Invariant(reason), remedy);
}
