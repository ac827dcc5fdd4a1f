using ReluGen.Describing;
using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes all layers of a tiny network as locals, for a single sample or for a sample in each lane.</summary>
internal sealed class StraightLineLayers
{
    private readonly NetworkPlan _plan;
    private readonly SourceWriter _w;
    private readonly StraightLineText _t;
    private readonly string _type;

    /// <summary>Prepares to write to <paramref name="writer"/>.</summary>
    public StraightLineLayers(NetworkPlan plan, SourceWriter writer, LaneWidth width)
    {
        _plan = plan;
        _w = writer;
        _t = new StraightLineText(plan, width);
        _type = _t.Lanes.Vector;
    }

    /// <summary>How operations are written.</summary>
    public LaneText Lanes => _t.Lanes;

    /// <summary>Writes the inputs as locals; with a sample in each lane each input is a column.</summary>
    public void WriteInputs(string source)
    {
        string[] inputs = StraightLineText.Inputs(_plan.Layers[0]);
        for (int k = 0; k < inputs.Length; k++)
        {
            _w.Line($"{_type} {inputs[k]} = {_t.Lanes.Load(source, Integer(k * _t.Lanes.Count))};");
        }
    }

    /// <summary>Writes the last layer's units to memory, one behind the other.</summary>
    public void WriteOutputs(string target)
    {
        string[] units = StraightLineText.Units(_plan.Layers.Last());
        _w.Blank();
        for (int n = 0; n < units.Length; n++)
        {
            _w.Line(_t.Lanes.Store(units[n], target, Integer(n * _t.Lanes.Count)));
        }
    }

    /// <summary>Writes all layers, sums and activations as locals.</summary>
    /// <param name="withOutput">Whether the last layer's activation is needed.</param>
    public void Write(bool withOutput = true)
    {
        foreach (LayerPlan layer in _plan.Layers)
        {
            _w.Blank();
            _w.Line($"// {Describer.LayerFormula(layer)}");
            string[] units = StraightLineText.Units(layer);
            string[] inputs = StraightLineText.Inputs(layer);
            for (int n = 0; n < units.Length; n++)
            {
                int row = n;
                string sum = _t.Sum(layer.Dense.ForwardOrder, layer.Dense.Bias is { } bias ? bias[n] : null, k => (layer.Dense.Weights[(row * inputs.Length) + k], inputs[k]));
                _w.Line($"{_type} {StraightLineText.SumName(layer, units[n])} = {sum};");
            }

            if (withOutput || !layer.IsLast)
            {
                WriteActivations(layer, units);
            }
        }

        _w.Blank();
    }

    private void WriteActivations(LayerPlan layer, string[] units)
    {
        if (layer.Softmax is { } softmax)
        {
            WriteSoftmax(layer, softmax, units);
        }
        else if (!layer.IsIdentity)
        {
            string name = ActivationEmitter.Method(_plan, layer.Function);
            foreach (string unit in units)
            {
                _w.Line($"{_type} {unit} = {name}({StraightLineText.SumName(layer, unit)});");
            }
        }
    }

    private void WriteSoftmax(LayerPlan layer, SoftmaxNode softmax, string[] units)
    {
        string largest = layer.Name + "Largest";
        string total = layer.Name + "Total";
        _w.Line($"{_type} {largest} = {StraightLineText.SumName(layer, units[0])};");
        foreach (string unit in units.Skip(1))
        {
            string sum = StraightLineText.SumName(layer, unit);
            _w.Line($"{largest} = {_t.Lanes.Select(sum, ">", largest, sum, largest)};");
        }

        foreach (string unit in units)
        {
            _w.Line($"{_type} {StraightLineText.Exponential(unit)} = VectorMath.Exp({StraightLineText.SumName(layer, unit)} - {largest});");
        }

        _w.Line($"{_type} {total} = {_t.Total(softmax.Order, i => (null, StraightLineText.Exponential(units[i])))};");
        if (softmax.IsLogarithm)
        {
            _w.Line($"{_type} {layer.Name}Logarithm = VectorMath.Log1p({total} - {_t.Lanes.Constant(1)});");
        }

        foreach (string unit in units)
        {
            _w.Line(softmax.IsLogarithm
                ? $"{_type} {unit} = ({StraightLineText.SumName(layer, unit)} - {largest}) - {layer.Name}Logarithm;"
                : $"{_type} {unit} = {StraightLineText.Exponential(unit)} / {total};");
        }
    }
}
