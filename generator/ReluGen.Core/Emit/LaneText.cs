using ReluGen.Model;
using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>How operations are written for one width: the only place that knows a vector from a scalar.</summary>
internal sealed class LaneText(Lanes lanes, ArithmeticKind arithmetic)
{
    /// <summary>The width.</summary>
    public Lanes Lanes => lanes;

    /// <summary>The numbers in a register.</summary>
    public int Count => lanes.Count;

    /// <summary>The number type.</summary>
    public string Element { get; } = ElementName(lanes.Element);

    /// <summary>The static class with the width's operations, such as <c>Vector512</c>.</summary>
    public string Operations => Text($"Vector{(int)lanes.Width}");

    /// <summary>The same operations on vectors of <paramref name="width"/>.</summary>
    public LaneText With(LaneWidth width) => new(lanes with { Width = width }, arithmetic);

    /// <summary>The first lanes of a register as one of the narrower <paramref name="part"/>.</summary>
    public string LowerPart(string value, LaneText part)
    {
        for (int count = Count; count > part.Count; count /= 2)
        {
            value += ".GetLower()";
        }

        return value;
    }

    /// <summary>A register of the narrower <paramref name="part"/> with zeros behind it.</summary>
    public string Widened(string value, LaneText part)
    {
        for (LaneText wide = part; wide.Count < Count; wide = With((LaneWidth)(2 * (int)wide.Lanes.Width)))
        {
            value += Text($".ToVector{2 * (int)wide.Lanes.Width}()");
        }

        return value;
    }

    /// <summary>
    /// The runtime's class of what is done most often, such as <c>Floats512</c>: one method a name, where <see cref="Operations"/>
    /// has up to two dozen, among which the C# compiler chooses anew at every call.
    /// </summary>
    private string Register => Text($"{(lanes.Element == ElementKind.Float ? "Floats" : "Doubles")}{(int)lanes.Width}");

    /// <summary>The type of a register.</summary>
    public string Vector => lanes.IsVector ? $"{Operations}<{Element}>" : Element;

    /// <summary>The name of the class with this width's kernels.</summary>
    public string KernelClass => lanes.IsVector ? Text($"Kernels{(int)lanes.Width}") : "KernelsScalar";

    /// <summary>The C# keyword of a number type.</summary>
    public static string ElementName(ElementKind element) => element == ElementKind.Float ? "float" : "double";

    /// <summary>Reads a register from <paramref name="source"/>, a ref, at an element offset.</summary>
    public string Load(string source, string offset = "0") => lanes.IsVector
        ? $"{Register}.Load(ref {source}{(offset == "0" ? "" : $", {offset}")})"
        : At(source, offset);

    /// <summary>A statement that writes a register to <paramref name="target"/>, a ref, at an element offset.</summary>
    public string Store(string value, string target, string offset = "0") => lanes.IsVector
        ? $"{Register}.Store({Bare(value)}, ref {target}{(offset == "0" ? "" : $", {offset}")});"
        : $"{At(target, offset)} = {value};";

    /// <summary>A statement that writes the first <paramref name="count"/> elements of a register and nothing behind them.</summary>
    public string StoreFirst(string value, string target, string offset, int count) => count >= Count
        ? Store(value, target, offset)
        : Text($"PartialVector.Store({Bare(value)}, ref {At(target, offset)}, {count});");

    /// <summary>Reads the first <paramref name="count"/> elements into a register and nothing behind them.</summary>
    public string LoadFirst(string source, string offset, int count) => count >= Count
        ? Load(source, offset)
        : Text($"PartialVector.Load{(int)lanes.Width}(ref {At(source, offset)}, {count})");

    /// <summary>A statement that makes a ref to an element of a panel.</summary>
    public string Panel(string name, string field, string offset = "0") =>
        $"ref {Element} {name} = ref Panel.At<{Element}>({field}{(offset == "0" ? "" : $", {offset}")});";

    /// <summary>The first <paramref name="count"/> lanes of one vector, the others of another.</summary>
    public string First(string value, string others, int count) => Text($"PartialVector.First({value}, {others}, {count})");

    /// <summary>Without the brackets around it, where it becomes an argument.</summary>
    public static string Bare(string sum) => sum[0] == '(' && ClosesAtEnd(sum) ? sum.Substring(1, sum.Length - 2) : sum;

    /// <summary>Whether the bracket that <paramref name="sum"/> begins with closes with its last character.</summary>
    private static bool ClosesAtEnd(string sum)
    {
        int depth = 0;
        for (int i = 0; i < sum.Length - 1; i++)
        {
            depth += sum[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The folded sum of registers whose lanes, one register after the other, are the chains of one sum: one number.</summary>
    public string Fold(IReadOnlyList<string> registers)
    {
        string sum = SumOrder.Fold(registers, (left, right) => $"({left} + {right})");
        return lanes.IsVector ? $"LaneSums.Fold({Bare(sum)})" : Bare(sum);
    }

    /// <summary>How many registers are folded together, into one of 128 bit.</summary>
    public int FoldedTogether => !lanes.IsVector ? 1 : lanes.Element == ElementKind.Float ? 4 : 2;

    /// <summary>A register made of parts of 128 bit, the missing ones zero.</summary>
    public string Join(IReadOnlyList<string> parts)
    {
        string Part(int index) => index < parts.Count ? parts[index] : $"Vector128<{Element}>.Zero";
        return (int)lanes.Width switch
        {
            512 => $"Vector512.Create(Vector256.Create({Part(0)}, {Part(1)}), Vector256.Create({Part(2)}, {Part(3)}))",
            256 => $"Vector256.Create({Part(0)}, {Part(1)})",
            _ => parts[0],
        };
    }

    /// <summary>The element of a ref at an offset.</summary>
    public static string At(string source, string offset) => offset == "0" ? source : $"Unsafe.Add(ref {source}, {offset})";

    /// <summary>The same number in every lane.</summary>
    public string Broadcast(string number) => lanes.IsVector ? $"{Register}.Broadcast({number})" : number;

    /// <summary>A constant in every lane.</summary>
    public string Constant(double value) => Broadcast(Special(Rounded(value), lanes.Element));

    /// <summary>Rounds to the number type.</summary>
    public double Rounded(double value) => lanes.Element == ElementKind.Float ? (float)value : value;

    /// <summary><c>left · right + addend</c> in the model's arithmetic.</summary>
    public string MultiplyAdd(string left, string right, string addend)
    {
        if (arithmetic == ArithmeticKind.Separate)
        {
            return $"{addend} + ({left} * {right})";
        }

        return lanes.IsVector
            ? $"{Register}.MultiplyAdd({left}, {right}, {addend})"
            : $"{(lanes.Element == ElementKind.Float ? "MathF" : "Math")}.FusedMultiplyAdd({left}, {right}, {addend})";
    }

    /// <summary><c>|value|</c>.</summary>
    public string Abs(string value) =>
        $"{(lanes.IsVector ? Operations : lanes.Element == ElementKind.Float ? "MathF" : "Math")}.Abs({value})";

    /// <summary>The one or the other, lane by lane: <paramref name="left"/> compared with <paramref name="right"/>.</summary>
    /// <remarks>The comparison is <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>, and false for NaN.</remarks>
    public string Select(string left, string comparison, string right, string whenTrue, string whenFalse)
    {
        if (!lanes.IsVector)
        {
            return $"{left} {comparison} {right} ? {whenTrue} : {whenFalse}";
        }

        string name = comparison switch
        {
            "<" => "LessThan",
            "<=" => "LessThanOrEqual",
            ">" => "GreaterThan",
            _ => "GreaterThanOrEqual",
        };
        return $"{Operations}.ConditionalSelect({Operations}.{name}({left}, {right}), {whenTrue}, {whenFalse})";
    }
}
