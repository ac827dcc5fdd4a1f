using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Where generated code finds the rows of a graph's values, for one sample or for many.</summary>
/// <param name="plan">The plan.</param>
/// <param name="isBackward">Whether it is the backward pass, which keeps every value.</param>
/// <param name="count">The number of samples: a variable, or <c>1</c>.</param>
internal sealed class GraphRows(NetworkPlan plan, bool isBackward, string count)
{
    private readonly GraphPlan _graph = plan.Graph!;

    /// <summary>The rows of one value.</summary>
    /// <param name="Name">A ref to the first element of the first sample.</param>
    /// <param name="Stride">The distance between two samples; 0 where they share one row.</param>
    /// <param name="Size">The number of elements.</param>
    /// <param name="IsPadded">Whether the memory reaches to the end of a padded row.</param>
    public sealed record Row(string Name, int Stride, int Size, bool IsPadded);

    /// <summary>The number of samples.</summary>
    public string Count => count;

    /// <summary>Whether there is just one sample.</summary>
    public bool IsSingle => count == "1";

    /// <summary>The number type.</summary>
    public string Element { get; } = LaneText.ElementName(plan.Model.Element);

    /// <summary>The plan of a value.</summary>
    public ValuePlan Value(int id) => _graph.Values[id];

    /// <summary>Whether a value is copied to padded rows first.</summary>
    public bool IsCopied(ValuePlan value) => isBackward ? value.IsCopiedBackward : value.IsCopied;

    /// <summary>A value as it comes: in the caller's memory, in a panel or in a buffer.</summary>
    public Row Original(int id) => Value(id) switch
    {
        { Place: ValuePlace.Input } input => new Row(input.Name, plan.Model.InputSize, input.Size, IsPadded: input.Stride == input.Size),
        { Place: ValuePlace.Constant } constant => new Row(constant.Name, 0, constant.Size, IsPadded: true),
        { } buffer => new Row(buffer.Name, buffer.Stride, buffer.Size, IsPadded: true),
    };

    /// <summary>A value as steps read and write it.</summary>
    public Row Of(int id)
    {
        ValuePlan value = Value(id);
        return IsCopied(value) ? new Row(value.Name + "Rows", value.Stride, value.Size, IsPadded: true) : Original(id);
    }

    /// <summary>The gradient of a value.</summary>
    public Row Gradient(int id) => new(Value(id).Name + "Gradient", Value(id).Stride, Value(id).Size, IsPadded: true);

    /// <summary>A number for each sample, such as <c>count * 32</c>.</summary>
    public string Times(int number) => IsSingle ? Integer(number) : number == 1 ? count : Text($"{count} * {number}");

    /// <summary>Whether rows that an elementwise step reads and writes can be taken as one, padding and all.</summary>
    public static bool AreFlat(params Row[] rows) => rows.All(row => row.IsPadded && row.Stride == rows[0].Stride);
}
