using System.Numerics;
using System.Reflection;
using ReluGen.Model;
using ReluGen.Readers;
using ReluGen.Readers.Onnx;
using ReluGen.Tool.Loading;
using ReluGen.Tool.Terminal;

namespace ReluGen.Tool.Benchmarking.OnnxRuntime;

/// <summary>A model in ONNX Runtime.</summary>
/// <typeparam name="T">The element type of its inputs and outputs.</typeparam>
internal sealed class OnnxRuntimeModel<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Further apart than that, relative to 1 + |value|, the two do not compute the same.</summary>
    private const double Different = 1e-3;

    private readonly OnnxRuntimeLibrary _library;
    private readonly NetworkModel _model;
    private readonly IReadOnlyDictionary<string, OnnxValue> _fileInputs;
    private readonly IDisposable? _session;
    private T[][] _outputs = [];
    private int _rows;

    private OnnxRuntimeModel(OnnxRuntimeLibrary library, LoadedModel loaded)
    {
        _library = library;
        _model = loaded.Model!;
        _fileInputs = loaded.Imported.Onnx?.Graph.Inputs.ToDictionary(input => input.Name) ?? [];
        Note = Obstacle(loaded);
        if (Note is not null)
        {
            return;
        }

        try
        {
            _session = library.Open(loaded.File.Bytes, loaded.File.Folder is null ? null : loaded.File.Path);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Note = $"ONNX Runtime does not open the file: {PrintableText.Of(exception.Message)}";
        }
    }

    /// <summary>Why it was not run everywhere, or null.</summary>
    public string? Note { get; private set; }

    /// <summary>Opens a model; where that cannot be, <see cref="Note"/> says why.</summary>
    public static OnnxRuntimeModel<T> Open(OnnxRuntimeLibrary library, LoadedModel loaded) => new(library, loaded);

    /// <summary>A call that runs all rows, one by one or as a batch; null where that cannot be.</summary>
    public Action? Bind(int? batch, T[] inputs, int rows)
    {
        if (_session is null)
        {
            return null;
        }

        if (batch is not null && !_fileInputs.Values.All(input => input.Shape is { Count: > 0 } shape && shape[0].Size is null))
        {
            Note ??= "ONNX Runtime runs no batches of this file: the first dimension of its inputs is fixed.";
            return null;
        }

        try
        {
            return batch is null ? Singles(inputs, rows) : Batch(inputs, rows);
        }
        catch (TargetInvocationException exception)
        {
            throw new InvalidOperationException(exception.InnerException?.Message, exception);
        }
        catch (Exception exception) when (exception.GetType().Name == "OnnxRuntimeException")
        {
            Note ??= $"ONNX Runtime does not run the file: {PrintableText.Of(exception.Message)}";
            return null;
        }
    }

    /// <summary>Says where its last results differ from ours, or null: times of different things are no comparison.</summary>
    /// <param name="ours">Our results of the same rows.</param>
    public string? Compare(T[] ours)
    {
        int start = 0;
        for (int i = 0; i < _outputs.Length; i++)
        {
            int count = _outputs[i].Length / _rows;
            for (int element = 0; element < _outputs[i].Length; element++)
            {
                T mine = ours[(element / count * _model.OutputSize) + start + (element % count)];
                double expected = double.CreateTruncating(_outputs[i][element]);
                double distance = Math.Abs(double.CreateTruncating(mine) - expected);
                if (distance > Different * (1 + Math.Abs(expected)))
                {
                    return FormattableString.Invariant($"ONNX Runtime computes something else: {PrintableText.Of(LoadedModel.NameOf(_model.Values[_model.Outputs[i]]))} is {expected:g6} there, {mine:g6} here.");
                }
            }

            start += count;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _session?.Dispose();

    private Action Singles(T[] inputs, int rows)
    {
        T[][] bound = Arrays(_model.Inputs, 1);
        T[][] boundOutputs = Arrays(_model.Outputs, 1);
        Action run = Bind(bound, boundOutputs, 1);
        run();
        _outputs = Arrays(_model.Outputs, rows);
        _rows = rows;
        T[][] outputs = _outputs;
        return () =>
        {
            int from = 0;
            for (int row = 0; row < rows; row++)
            {
                foreach (T[] input in bound)
                {
                    inputs.AsSpan(from, input.Length).CopyTo(input);
                    from += input.Length;
                }

                run();
                for (int i = 0; i < boundOutputs.Length; i++)
                {
                    boundOutputs[i].CopyTo(outputs[i].AsSpan(row * boundOutputs[i].Length));
                }
            }
        };
    }

    private Action Batch(T[] inputs, int rows)
    {
        T[][] bound = Arrays(_model.Inputs, rows);
        int from = 0;
        for (int row = 0; row < rows; row++)
        {
            foreach (T[] input in bound)
            {
                int count = input.Length / rows;
                inputs.AsSpan(from, count).CopyTo(input.AsSpan(row * count));
                from += count;
            }
        }

        _outputs = Arrays(_model.Outputs, rows);
        _rows = rows;
        Action run = Bind(bound, _outputs, rows);
        run();
        return run;
    }

    private Action Bind(T[][] inputs, T[][] outputs, int rows) => _library.Bind(
        _session!, Names(_model.Inputs), inputs, Shapes(_model.Inputs, rows), Names(_model.Outputs), outputs, Shapes(_model.Outputs, rows));

    private string[] Names(EquatableArray<int> ids) => ids.Select(id => LoadedModel.NameOf(_model.Values[id])).ToArray();

    private T[][] Arrays(EquatableArray<int> ids, int rows) =>
        ids.Select(id => GC.AllocateArray<T>(rows * _model.Values[id].Shape.ElementCount, pinned: true)).ToArray();

    private long[][] Shapes(EquatableArray<int> ids, int rows) => ids.Select(id =>
        _model.Values[id].Shape.Dimensions.Select((dimension, i) => i == 0 ? (long)dimension * rows : dimension).ToArray()).ToArray();

    private string? Obstacle(LoadedModel loaded)
    {
        if (loaded.Imported.Onnx is not { } onnx)
        {
            return "ONNX Runtime reads ONNX files only.";
        }

        TensorFormat format = typeof(T) == typeof(float) ? TensorFormat.Float32 : TensorFormat.Float64;
        OnnxValue? other = onnx.Graph.Inputs.Concat(onnx.Graph.Outputs).FirstOrDefault(value => value.Format != format);
        if (other is not null)
        {
            return $"ONNX Runtime is not compared: '{PrintableText.Of(other.Name)}' is {other.FormatName}, not {typeof(T).Name}.";
        }

        string[] names = Names(_model.Inputs);
        return onnx.Graph.Inputs.FirstOrDefault(input => !names.Contains(input.Name)) is { } left
            ? $"ONNX Runtime is not compared: it needs '{PrintableText.Of(left.Name)}', which no selected output does."
            : null;
    }
}
