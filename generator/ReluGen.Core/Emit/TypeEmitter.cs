using ReluGen.Declaration;
using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the user's type: sizes, checked public members, the contract, the layer table in its remarks.</summary>
internal sealed partial class TypeEmitter
{
    private readonly NetworkPlan _plan;
    private readonly NetworkModel _model;
    private readonly SourceWriter _w = new();
    private readonly string _e;
    private readonly string _kernels;

    private TypeEmitter(NetworkPlan plan)
    {
        _plan = plan;
        _model = plan.Model;
        _e = LaneText.ElementName(_model.Element);
        _kernels = $"global::{KernelNames.KernelNamespace(plan)}.Kernels";
    }

    private string Contract => _model.IsTrainable ? "ITrainableNetwork" : "INetwork";

    private string Static => _model.IsTrainable ? "" : "static ";

    private string Input => $"global::System.ReadOnlySpan<{_e}>";

    private string Output => $"global::System.Span<{_e}>";

    /// <summary>Writes the file.</summary>
    public static GeneratedFile Write(NetworkPlan plan)
    {
        var emitter = new TypeEmitter(plan);
        emitter.WriteFile();
        return new GeneratedFile("", emitter._w.ToString());
    }

    private void WriteFile()
    {
        _w.Line(KernelFile.Header);
        _w.Line("#nullable enable");
        _w.Line("#pragma warning disable CS0108, CS0114 // a base class may have members of these names; the network's own hide them");
        _w.Line("#pragma warning disable CS8981 // the type's name is the user's, lower case or not");
        _w.Blank();
        TypeDeclaration type = _model.Type;
        var blocks = new Stack<SourceWriter.Block>();
        if (type.Namespace.Length > 0)
        {
            blocks.Push(_w.Open($"namespace {type.Namespace}"));
        }

        foreach (ContainingType outer in type.ContainingTypes)
        {
            blocks.Push(_w.Open($"partial {outer.Keyword} {outer.Name}"));
        }

        WriteRemarks();
        string contract = _model.Element == ElementKind.Float && !_model.IsTrainable
            ? $" : global::ReluGen.INetwork<{type.Name}>"
            : $" : global::ReluGen.{Contract}<{type.Name}, {_e}>";
        using (_w.Open($"partial {type.Keyword} {type.Name}{(type.CanImplementContract ? contract : "")}"))
        {
            WriteSizes();
            if (_model.IsTrainable)
            {
                TrainableMembers.Write(_w, _plan, _kernels, $"global::{KernelNames.Namespace(_model.Type)}.Block");
            }

            WriteForward();
            if (_plan.Graph is not null && GraphMembers.HasParts(_model))
            {
                GraphMembers.WriteForward(_w, _plan, _kernels, Panels(all: false));
            }

            WriteBackward("Backward", "", "input", "outputGradient", "inputGradient", "one sample");
            WriteBackward("BackwardBatch", "s", "inputs", "outputGradients", "inputGradients", "a batch");
            WriteScalars();
        }

        while (blocks.Count > 0)
        {
            blocks.Pop().Dispose();
        }
    }

    private void WriteRemarks()
    {
        IEnumerable<int> between = _plan.Graph is null ? _plan.Layers.Select(layer => layer.Dense.Units) : [_model.OutputSize];
        string sizes = string.Join(" → ", new[] { _model.InputSize }.Concat(between).Select(size => Integer(size)));
        string arithmetic = _model.Arithmetic == ArithmeticKind.Fused ? "fused multiply-adds" : "separate multiplications and additions";
        _w.Line("/// <remarks>");
        _w.Line(Text($"/// <para>{sizes}, {_e}, {arithmetic}; at a bend at zero the derivative from the {(_model.DerivativeAtZero == 1 ? "right" : "left")}.</para>"));
        _w.Line(Text($"/// <para>{_model.ParameterCount} parameters from {Origin()}; weights are [units, inputs], row-major.</para>"));
        if (_plan.KernelOwner != _model.Type)
        {
            string owner = EscapedText.Comment(_plan.KernelOwner.FullName.Replace("@", ""));
            _w.Line($"/// <para>It has the shape of {owner} and runs its kernels, which are in the files of {owner}.</para>");
        }

        _w.Line("/// <code>");
        foreach (string line in LayerTable.Lines(_plan))
        {
            _w.Line($"/// {line}");
        }

        _w.Line("/// </code>");
        _w.Line("/// </remarks>");
    }

    private string Origin()
    {
        if (_model.Source is { } source)
        {
            return $"{EscapedText.Comment(source.FileName)}, sha256 {EscapedText.Comment(source.Hash.Length > 8 ? source.Hash.Substring(0, 8) : source.Hash)}";
        }

        if (_model.IsTrainable)
        {
            return "training";
        }

        string hash = new Tensor(_model.Tensors.SelectMany(tensor => tensor.Values).ToArray()).Hash;
        return $"the attributes, sha256 {hash.Substring(0, 8)}";
    }

    private void WriteSizes()
    {
        WriteConstant("InputSize", _model.InputSize, "The number of input elements of one sample.");
        WriteConstant("OutputSize", _model.OutputSize, "The number of output elements of one sample.");
        WriteConstant("ParameterCount", _model.ParameterCount, "The number of weights and biases, the length of a parameter gradient.");
        if (_model.IsTrainable)
        {
            WriteConstant(TrainableMembers.Workspace, BackwardEmitter.WorkspaceLength(_plan), "The number of elements that a chunk of samples takes between <c>ForwardChunk</c> and <see cref=\"BackwardChunk\"/>.");
        }

        if (_plan.Graph is not null && GraphMembers.HasParts(_model))
        {
            GraphMembers.WriteConstants(_w, _plan);
        }
    }

    private void WriteConstant(string name, int value, string summary)
    {
        _w.Blank();
        _w.Line($"/// <summary>{summary}</summary>");
        _w.Line($"public const int {name} = {Integer(value)};");
        if (_model.Type.CanImplementContract)
        {
            _w.Blank();
            _w.Line($"static int global::ReluGen.{Contract}<{_model.Type.Name}, {_e}>.{name} => {name};");
        }
    }

    private void WriteForward()
    {
        _w.Blank();
        _w.Line("/// <summary>Computes the output of one sample.</summary>");
        _w.Line(Text($"/// <param name=\"input\">{Elements(_model.InputSize)}.</param>"));
        _w.Line(Text($"/// <param name=\"output\">Receives {Elements(_model.OutputSize)}; may not overlap the input.</param>"));
        WriteException();
        using (_w.Open($"public {Static}void Forward({Input} input, {Output} output)"))
        {
            _w.Line("global::ReluGen.Numerics.NetworkArguments.CheckForward(input, output, InputSize, OutputSize);");
            _w.Line($"{_kernels}.Forward(input, output{Panels(all: false)});");
            WriteKeepAlive();
        }

        _w.Blank();
        _w.Line("/// <summary>Computes the outputs of a batch of samples, each with the same bits as one by one.</summary>");
        _w.Line(Text($"/// <param name=\"inputs\">Rows of {Elements(_model.InputSize)}.</param>"));
        _w.Line(Text($"/// <param name=\"outputs\">Receives as many rows of {Elements(_model.OutputSize)}; may not overlap the inputs.</param>"));
        WriteException();
        using (_w.Open($"public {Static}void ForwardBatch({Input} inputs, {Output} outputs)"))
        {
            _w.Line("int count = global::ReluGen.Numerics.NetworkArguments.CheckForwardBatch(inputs, outputs, InputSize, OutputSize);");
            _w.Line($"{_kernels}.ForwardBatch(inputs, outputs, count{Panels(all: _plan.Widths.Any(width => width.Block is not null))});");
            WriteKeepAlive();
        }
    }

    private void WriteBackward(string method, string plural, string input, string outputGradient, string inputGradient, string what)
    {
        string rows = plural.Length == 0 ? "" : "rows of ";
        bool isBatch = plural.Length > 0;
        for (int i = 0; i < 2; i++)
        {
            bool withParameters = i == 1;
            _w.Blank();
            _w.Line(withParameters
                ? $"/// <summary>The vector-Jacobian product of {what}: the gradient{plural} for the input{plural} and, {(isBatch ? "summed over the rows" : "not added up")}, for the parameters.</summary>"
                : $"/// <summary>The vector-Jacobian product of {what}: the gradient{plural} for the input{plural}.</summary>");
            _w.Line(Text($"/// <param name=\"{input}\">{Capital(rows + Elements(_model.InputSize))}.</param>"));
            _w.Line(Text($"/// <param name=\"{outputGradient}\">{Capital(rows + Elements(_model.OutputSize))}.</param>"));
            string orEmpty = withParameters ? "; or empty, where not wanted" : "";
            _w.Line(Text($"/// <param name=\"{inputGradient}\">Receives {rows}{Elements(_model.InputSize)}{orEmpty}.</param>"));
            if (withParameters)
            {
                _w.Line(Text($"/// <param name=\"parameterGradient\">Receives {Elements(_model.ParameterCount)}, laid out as in the table of layers.</param>"));
            }

            WriteException();
            string parameters = withParameters ? $", {Output} parameterGradient" : "";
            using (_w.Open($"public {Static}void {method}({Input} {input}, {Input} {outputGradient}, {Output} {inputGradient}{parameters})"))
            {
                string spans = $"{input}, {outputGradient}, {inputGradient}{(withParameters ? ", parameterGradient" : "")}";
                string sizes = withParameters ? "InputSize, OutputSize, ParameterCount" : "InputSize, OutputSize";
                _w.Line($"{(isBatch ? "int count = " : "")}global::ReluGen.Numerics.NetworkArguments.Check{method}({spans}, {sizes});");
                _w.Line($"{_kernels}.Backward({input}, {outputGradient}, {inputGradient}, {(withParameters ? "parameterGradient" : "default")}, {(isBatch ? "count" : "1")}{Panels(all: true)});");
                WriteKeepAlive();
                if (isBatch && withParameters)
                {
                    using (_w.Open("if (count == 0)"))
                    {
                        _w.Line("parameterGradient.Clear();");
                    }
                }
            }
        }
    }

    /// <summary>The argument that hands the panels to the kernels: all of them, or those that the forward pass of one sample reads.</summary>
    private string Panels(bool all) => _plan.Block is null ? ""
        : _model.IsTrainable ? $", {TrainableMembers.Memory}.{(all ? "Panels" : "TrainingPanels")}"
        : $", global::{KernelNames.Namespace(_model.Type)}.{(all ? PanelsEmitter.All : PanelsEmitter.Forward)}";

    /// <summary>Kernels know the address of an instance's memory alone, which the garbage collector does not.</summary>
    private void WriteKeepAlive()
    {
        if (_model.IsTrainable)
        {
            _w.Line("global::System.GC.KeepAlive(this);");
        }
    }

    private void WriteException() => _w.Line("/// <exception cref=\"global::System.ArgumentException\">A length is wrong, or a result overlaps another argument.</exception>");

    private static string Elements(int count) => count == 1 ? "1 element" : Text($"{count} elements");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
