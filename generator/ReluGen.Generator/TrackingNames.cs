namespace ReluGen.Generator;

/// <summary>The names of the pipeline's steps, by which the caching tests find them.</summary>
public static class TrackingNames
{
    /// <summary>Attributes to declarations, without the types that have a fault of their own.</summary>
    public const string Declarations = nameof(Declarations);

    /// <summary>Additional files to manifests; no output where the project has no model files.</summary>
    public const string ProjectFiles = nameof(ProjectFiles);

    /// <summary>Declarations with the files that they name.</summary>
    public const string Bindings = nameof(Bindings);

    /// <summary>Bindings to models, without the faulty ones.</summary>
    public const string Models = nameof(Models);

    /// <summary>The networks whose files need an unusual name.</summary>
    public const string UnusualNames = nameof(UnusualNames);

    /// <summary>Models to plans.</summary>
    public const string Plans = nameof(Plans);

    /// <summary>The networks that run another one's kernels, found in the shapes of all plans.</summary>
    public const string SharedKernels = nameof(SharedKernels);

    /// <summary>Plans to text.</summary>
    public const string Files = nameof(Files);

    /// <summary>All steps, in the order in which data flows.</summary>
    public static IReadOnlyList<string> All { get; } = [Declarations, ProjectFiles, Bindings, Models, UnusualNames, Plans, SharedKernels, Files];
}
