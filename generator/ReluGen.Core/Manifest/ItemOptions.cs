using System.Globalization;
using ReluGen.Building;
using ReluGen.Importing;
using ReluGen.Model;

namespace ReluGen.Manifest;

/// <summary>Reads the options that a user writes on a <c>ReluModel</c> item, all of them as text.</summary>
public static class ItemOptions
{
    /// <summary>The options, and what is wrong with them.</summary>
    /// <param name="outputs">Names of outputs, apart by semicolons; empty for all.</param>
    /// <param name="dimensions">Sizes of open dimensions: <c>name=size</c>, apart by semicolons.</param>
    /// <param name="elementType"><c>Float</c>, <c>Double</c>, or empty for the file's own.</param>
    /// <param name="foldBatchNormalization"><c>true</c>, <c>false</c> or empty.</param>
    public static (ImportOptions Options, IReadOnlyList<FileProblem> Problems) Read(
        string outputs, string dimensions, string elementType, string foldBatchNormalization)
    {
        var problems = new List<FileProblem>();
        void Add(string message) => problems.Add(new FileProblem(FileProblemCodes.Option, message));

        ElementKind? element = null;
        if (elementType.Length > 0)
        {
            element = NameOf<ElementKind>(elementType);
            if (element is null)
            {
                Add($"ElementType is '{elementType}'; it must be Float or Double.");
            }
        }

        bool folds = false;
        if (foldBatchNormalization.Length > 0 && !bool.TryParse(foldBatchNormalization, out folds))
        {
            Add($"FoldBatchNormalization is '{foldBatchNormalization}'; it must be true or false.");
        }

        var sizes = new List<NamedSize>();
        foreach (string entry in Split(dimensions))
        {
            int equals = entry.LastIndexOf('=');
            if (equals <= 0 || !int.TryParse(entry.Substring(equals + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size < 1)
            {
                Add($"Dimensions has '{entry}'; it must be a name, an equals sign and a size from 1 on, such as 'length=16'.");
            }
            else
            {
                sizes.Add(new NamedSize(entry.Substring(0, equals).Trim(), size));
            }
        }

        return (new ImportOptions(new EquatableArray<string>(Split(outputs)), new EquatableArray<NamedSize>(sizes), element, folds), problems);
    }

    private static IEnumerable<string> Split(string list) => list.Split(';').Select(entry => entry.Trim()).Where(entry => entry.Length > 0);

    private static T? NameOf<T>(string name)
        where T : struct, Enum =>
        Enum.TryParse(name, ignoreCase: true, out T value) && Enum.GetNames(typeof(T)).Contains(name, StringComparer.OrdinalIgnoreCase) ? value : null;
}
