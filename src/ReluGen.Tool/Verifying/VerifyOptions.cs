namespace ReluGen.Tool.Verifying;

/// <summary>What the user may say about a verification.</summary>
/// <param name="Samples">The number of random samples, or null for a number that the model's size allows.</param>
/// <param name="Seed">Where they come from.</param>
/// <param name="Tolerance">The error allowed relative to 1 + |expected|, or null for the running error analysis.</param>
/// <param name="Cases">Files and folders with cases.</param>
/// <param name="TakesCasesBeside">Whether cases that lie beside a model are taken as well.</param>
internal sealed record VerifyOptions(int? Samples, int Seed, double? Tolerance, IReadOnlyList<string> Cases, bool TakesCasesBeside);
