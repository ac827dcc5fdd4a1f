using ReluGen.Importing;
using ReluGen.Interpreter;
using ReluGen.Model;
using ReluGen.Readers;
using ReluGen.Readers.Onnx;
using ReluGen.Tests.Shared.Onnx;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>Imports files made in tests.</summary>
internal static class Imports
{
    /// <summary>The file, decoded.</summary>
    public static OnnxModel Read(OnnxFile file)
    {
        ReadResult<OnnxModel> read = OnnxReader.Read(file.ToArray());
        return read.Value ?? throw new InvalidOperationException(string.Join(" ", read.Problems));
    }

    /// <summary>What the file becomes.</summary>
    public static ImportResult Import(this OnnxFile file, ImportOptions? options = null) =>
        OnnxImporter.Import(Read(file), options ?? new ImportOptions(), "test.onnx", "");

    /// <summary>The model that the file becomes, verified.</summary>
    public static NetworkModel ToModel(this OnnxFile file, ImportOptions? options = null)
    {
        ImportResult result = file.Import(options);
        Assert.Empty(result.Problems);
        Assert.Empty(result.Unsupported);
        Assert.Empty(ModelVerifier.Verify(result.Model!));
        return result.Model!;
    }

    /// <summary>Options that select outputs.</summary>
    public static ImportOptions Outputs(params string[] names) => new(new EquatableArray<string>(names));

    /// <summary>What the model gives for an input.</summary>
    public static double[] Run(this NetworkModel model, params double[] input) => new ReferenceInterpreter(model).Forward(input);
}
