using ReluGen.Readers;
using ReluGen.Readers.Numpy;
using ReluGen.Readers.Onnx;
using ReluGen.Tool.Loading;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Verifying.Cases;

/// <summary>Reads cases: ONNX test data, arrays of NumPy, JSON.</summary>
/// <param name="inputs">The names of the model's inputs in the file's order.</param>
/// <param name="outputs">The names of its outputs.</param>
internal sealed class CaseReader(IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
{
    /// <summary>Reads everything that <paramref name="paths"/> name.</summary>
    /// <exception cref="ToolException">A file cannot be read, or does not fit the model.</exception>
    public IReadOnlyList<ModelCase> Read(IReadOnlyList<string> paths)
    {
        var cases = new List<ModelCase>();
        var files = new List<string>();
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
            {
                cases.AddRange(ReadFolder(path));
            }
            else
            {
                files.Add(path);
            }
        }

        foreach (IGrouping<string, string> group in files.GroupBy(path => Path.GetExtension(path).ToLowerInvariant()))
        {
            cases.AddRange(group.Key switch
            {
                ".pb" => group.GroupBy(path => Path.GetDirectoryName(Path.GetFullPath(path))!).Select(folder => ReadTensors(folder.Key, folder)),
                ".npz" => group.Select(ReadArchive),
                ".npy" => [ReadArrays(group)],
                ".json" => group.SelectMany(path => JsonCases.Read(path, ModelFiles.ReadBytes(path))),
                _ => throw new ToolException($"'{group.First()}' holds no cases: they are .pb, .npz, .npy or .json files, or folders with input_0.pb, output_0.pb, ….{(File.Exists(group.First()) ? "" : " There is no such file.")}"),
            });
        }

        return cases;
    }

    /// <summary>The cases that lie beside a model: <c>test_data_set_*</c>, <c>reference.json</c>, and an <c>.npz</c> of its name.</summary>
    public static IReadOnlyList<string> Beside(ModelFile file)
    {
        if (file.Folder is not { } folder)
        {
            return [];
        }

        string[] candidates =
        [
            Path.Combine(folder, "reference.json"),
            Path.Combine(folder, Path.ChangeExtension(file.Name, ".npz")),
        ];
        return Directory.EnumerateDirectories(folder, "test_data_set_*")
            .Order(StringComparer.Ordinal)
            .Concat(candidates.Where(File.Exists))
            .ToArray();
    }

    private IEnumerable<ModelCase> ReadFolder(string path)
    {
        string[] sets = Directory.EnumerateDirectories(path, "test_data_set_*").Order(StringComparer.Ordinal).ToArray();
        string[] folders = sets.Length > 0 ? sets : [path];
        return folders.Select(folder => ReadTensors(folder, Directory.EnumerateFiles(folder, "*.pb").Order(StringComparer.Ordinal)));
    }

    /// <summary>Tensors named <c>input_0.pb</c>, <c>output_0.pb</c>, …: by the name inside where it is one of the model's, else by number.</summary>
    private ModelCase ReadTensors(string folder, IEnumerable<string> paths)
    {
        var given = new Dictionary<string, double[]>();
        var expected = new Dictionary<string, double[]>();
        foreach (string path in paths)
        {
            string[] parts = Path.GetFileNameWithoutExtension(path).Split('_');
            bool isInput = parts[0] == "input";
            if (parts.Length != 2 || parts[0] is not ("input" or "output") || !int.TryParse(parts[1], out int number))
            {
                throw new ToolException($"'{path}' is not named as test data is: input_0.pb, output_0.pb, ….");
            }

            NamedTensor tensor = ValueOf(path, OnnxReader.ReadTensor(ModelFiles.ReadBytes(path)));
            IReadOnlyList<string> names = isInput ? inputs : outputs;
            string name = names.Contains(tensor.Name) ? tensor.Name
                : number < names.Count ? names[number]
                : throw new ToolException($"'{path}' is number {number}, but the model has {ModelFaults.CountOf(names.Count, isInput ? "input" : "output")}.");
            (isInput ? given : expected)[name] = ModelCase.Values(tensor);
        }

        return given.Count > 0 || expected.Count > 0
            ? new ModelCase(folder, given, expected)
            : throw new ToolException($"The folder '{folder}' holds no test data: no input_0.pb, output_0.pb, ….");
    }

    private ModelCase ReadArchive(string path) =>
        Assign(path, ValueOf(path, NpzReader.Read(ModelFiles.ReadBytes(path))).Tensors);

    private ModelCase ReadArrays(IEnumerable<string> paths)
    {
        NamedTensor[] arrays = paths.Select(path =>
            ValueOf(path, NpyReader.Read(Path.GetFileNameWithoutExtension(path), ModelFiles.ReadBytes(path)))).ToArray();
        return Assign(string.Join(", ", paths), arrays);
    }

    /// <summary>Arrays by their names, or all in order: inputs, then outputs.</summary>
    private ModelCase Assign(string origin, IReadOnlyList<NamedTensor> arrays)
    {
        var given = new Dictionary<string, double[]>();
        var expected = new Dictionary<string, double[]>();
        if (arrays.All(array => inputs.Contains(array.Name) || outputs.Contains(array.Name)))
        {
            foreach (NamedTensor array in arrays)
            {
                (inputs.Contains(array.Name) ? given : expected)[array.Name] = ModelCase.Values(array);
            }
        }
        else if (arrays.Count == inputs.Count + outputs.Count)
        {
            for (int i = 0; i < arrays.Count; i++)
            {
                bool isInput = i < inputs.Count;
                (isInput ? given : expected)[isInput ? inputs[i] : outputs[i - inputs.Count]] = ModelCase.Values(arrays[i]);
            }
        }
        else
        {
            throw new ToolException($"{origin}: the arrays {Names(arrays.Select(array => array.Name))} are neither named as the model's inputs ({Names(inputs)}) and outputs ({Names(outputs)}) nor as many.");
        }

        return new ModelCase(origin, given, expected);
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(PrintableText.Of));

    private static T ValueOf<T>(string path, ReadResult<T> result)
        where T : class =>
        result.Value ?? throw new ToolException($"'{path}': {string.Join(" ", result.Problems.Select(PrintableText.Of))}");
}
