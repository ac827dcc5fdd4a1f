using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <content>The overloads for a single input or output.</content>
internal sealed partial class TypeEmitter
{
    private void WriteScalars()
    {
        bool oneInput = _model.InputSize == 1;
        bool oneOutput = _model.OutputSize == 1;
        if (oneInput && oneOutput)
        {
            _w.Blank();
            _w.Line("/// <summary>Computes the output for one input.</summary>");
            bool isStraight = _plan.Form == NetworkForm.StraightLine;
            if (isStraight)
            {
                _w.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
                _w.Line($"public static {_e} Forward({_e} input) => {_kernels}.Forward(input);");
            }
            else
            {
                using (_w.Open($"public {Static}{_e} Forward({_e} input)"))
                {
                    _w.Line($"{_e} output = 0;");
                    _w.Line($"{_kernels}.Forward(new {Input}(in input), new {Output}(ref output){Panels(all: false)});");
                    WriteKeepAlive();
                    _w.Line("return output;");
                }
            }

            _w.Blank();
            _w.Line("/// <summary>The gradient for one input: the derivative there times <paramref name=\"outputGradient\"/>.</summary>");
            using (_w.Open($"public {Static}{_e} Backward({_e} input, {_e} outputGradient)"))
            {
                _w.Line($"{_e} inputGradient = 0;");
                _w.Line($"{_kernels}.Backward(new {Input}(in input), new {Input}(in outputGradient), new {Output}(ref inputGradient), default, 1{Panels(all: true)});");
                WriteKeepAlive();
                _w.Line("return inputGradient;");
            }
        }
        else if (oneOutput)
        {
            _w.Blank();
            _w.Line("/// <summary>Computes the one output of one sample.</summary>");
            _w.Line(Text($"/// <param name=\"input\">{Elements(_model.InputSize)}.</param>"));
            WriteException();
            using (_w.Open($"public {Static}{_e} Forward({Input} input)"))
            {
                _w.Line($"{_e} output = 0;");
                _w.Line($"Forward(input, new {Output}(ref output));");
                _w.Line("return output;");
            }
        }
        else if (oneInput)
        {
            _w.Blank();
            _w.Line("/// <summary>Computes the output for one input.</summary>");
            _w.Line("/// <param name=\"input\">The input.</param>");
            _w.Line(Text($"/// <param name=\"output\">Receives {Elements(_model.OutputSize)}.</param>"));
            WriteException();
            using (_w.Open($"public {Static}void Forward({_e} input, {Output} output)"))
            {
                _w.Line($"Forward(new {Input}(in input), output);");
            }
        }
    }
}
