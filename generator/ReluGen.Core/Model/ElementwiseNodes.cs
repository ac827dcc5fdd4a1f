namespace ReluGen.Model;

/// <summary>A function of one element that is no layer's activation. Definitions and derivatives are in <c>docs/numerics.md</c>.</summary>
public enum UnaryKind
{
    /// <summary>−x.</summary>
    Negate,

    /// <summary>|x|.</summary>
    Absolute,

    /// <summary>1/x.</summary>
    Reciprocal,

    /// <summary>√x.</summary>
    SquareRoot,

    /// <summary>eˣ.</summary>
    Exponential,

    /// <summary>The natural logarithm.</summary>
    Logarithm,

    /// <summary>erf(x).</summary>
    ErrorFunction,

    /// <summary>−1, 0 or 1; x where it is zero or NaN.</summary>
    Sign,

    /// <summary>The largest integer up to x.</summary>
    Floor,

    /// <summary>The smallest integer from x on.</summary>
    Ceiling,

    /// <summary>The nearest integer, the even one of two.</summary>
    Round,

    /// <summary>The integer towards zero.</summary>
    Truncate,

    /// <summary>1 where x is 0, else 0.</summary>
    Not,

    /// <summary>1 where x is NaN, else 0.</summary>
    IsNotANumber,
}

/// <summary>A function of two elements. Definitions and derivatives are in <c>docs/numerics.md</c>; comparisons and logic give 1 or 0.</summary>
public enum BinaryKind
{
    /// <summary>x + y.</summary>
    Add,

    /// <summary>x − y.</summary>
    Subtract,

    /// <summary>x·y.</summary>
    Multiply,

    /// <summary>x/y.</summary>
    Divide,

    /// <summary>xʸ.</summary>
    Power,

    /// <summary>The smaller one; NaN if either is.</summary>
    Minimum,

    /// <summary>The larger one; NaN if either is.</summary>
    Maximum,

    /// <summary>x where x ≥ 0, else y·x: leaky ReLU with a slope for each element.</summary>
    ParametricRelu,

    /// <summary>x where x &gt; y, else 0.</summary>
    ThresholdedRelu,

    /// <summary>x &lt; y.</summary>
    Less,

    /// <summary>x ≤ y.</summary>
    LessOrEqual,

    /// <summary>x = y.</summary>
    Equal,

    /// <summary>Whether neither is 0.</summary>
    And,

    /// <summary>Whether not both are 0.</summary>
    Or,

    /// <summary>Whether just one is 0.</summary>
    ExclusiveOr,
}

/// <summary>What an elementwise node reads, and how it is repeated to the node's element count.</summary>
/// <remarks>
/// <para>
/// Element i of the node reads element (i / <see cref="Inner"/>) mod <see cref="Length"/> of the value: a whole value has
/// its own length and an inner of 1; a number that every element shares has a length of 1; one number a channel of
/// [outer, channels, inner] has the channels as its length.
/// </para>
/// <para>Equal when every part is.</para>
/// </remarks>
/// <param name="Value">The id of the value.</param>
/// <param name="Length">The value's element count.</param>
/// <param name="Inner">How many elements of the node in a row share one of the value's.</param>
public sealed record Operand(int Value, int Length, int Inner = 1)
{
    /// <summary>The element of the value that element <paramref name="index"/> of the node reads.</summary>
    public int IndexOf(int index) => index / Inner % Length;
}

/// <summary>A function of each element.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Name">The node's name.</param>
/// <param name="Input">The id of the value it reads.</param>
/// <param name="Output">The id of the value it makes.</param>
/// <param name="Kind">The function.</param>
public sealed record UnaryNode(string Name, int Input, int Output, UnaryKind Kind)
    : Node(Name, new EquatableArray<int>(Input), Output);

/// <summary>A function of two elements, the operands repeated as they say.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Name">The node's name.</param>
/// <param name="Left">The first operand, x.</param>
/// <param name="Right">The second operand, y.</param>
/// <param name="Output">The id of the value it makes.</param>
/// <param name="Kind">The function.</param>
public sealed record BinaryNode(string Name, Operand Left, Operand Right, int Output, BinaryKind Kind)
    : Node(Name, new EquatableArray<int>(Left.Value, Right.Value), Output);

/// <summary>Takes each element from one of two operands: the first where the condition is not 0, else the second.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Name">The node's name.</param>
/// <param name="Condition">The condition.</param>
/// <param name="WhenTrue">What is taken where the condition is not 0.</param>
/// <param name="WhenFalse">What is taken where the condition is 0.</param>
/// <param name="Output">The id of the value it makes.</param>
public sealed record SelectNode(string Name, Operand Condition, Operand WhenTrue, Operand WhenFalse, int Output)
    : Node(Name, new EquatableArray<int>(Condition.Value, WhenTrue.Value, WhenFalse.Value), Output);
