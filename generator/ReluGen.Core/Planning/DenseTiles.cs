namespace ReluGen.Planning;

/// <summary>The register tile of a dense sum over rows of samples: what the lanes hold and how much is done at once.</summary>
/// <remarks>Each kind is one sealed record; equal when every part is.</remarks>
/// <param name="Samples">The samples that share each load of a weight.</param>
public abstract record DenseTiles(int Samples);

/// <summary>Outputs in lanes: samples by vectors of outputs, all chains side by side, all sums of a tile in registers.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Samples">The samples that share each load of a weight.</param>
/// <param name="Columns">The vectors of outputs.</param>
public sealed record OutputTiles(int Samples, Tiling Columns) : DenseTiles(Samples);

/// <summary>Terms in lanes: dot products of sixteen chains, folded at the end. For sums across lanes.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Samples">The samples that share each load of a weight.</param>
/// <param name="Outputs">The outputs that share each load of an input, at the most.</param>
public sealed record TermTiles(int Samples, int Outputs) : DenseTiles(Samples);

/// <summary>Samples in lanes: a block of samples goes through all layers, weights broadcast.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Vectors">The vectors of samples of a block.</param>
/// <param name="Units">For each layer the units whose sums are in registers at once.</param>
public sealed record BlockTiles(int Vectors, EquatableArray<Tiling> Units);

/// <summary>The tiles of a parameter gradient, an outer product summed over samples: units by vectors of inputs.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Units">The units.</param>
/// <param name="Columns">The vectors of inputs.</param>
public sealed record OuterTiles(Tiling Units, Tiling Columns);
