namespace ReluGen.Model;

/// <summary>What a row of elements is reduced to.</summary>
public enum ReduceKind
{
    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The sum divided by the number of elements.</summary>
    Mean,

    /// <summary>The largest element; NaN if any is. The first one of equals takes the gradient.</summary>
    Maximum,

    /// <summary>The smallest element; NaN if any is. The first one of equals takes the gradient.</summary>
    Minimum,
}

/// <summary>Reduces each row of [rows, terms] to one element.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Name">The node's name.</param>
/// <param name="Input">The id of the value it reads.</param>
/// <param name="Output">The id of the value it makes.</param>
/// <param name="Kind">What a row is reduced to.</param>
/// <param name="Order">The number of terms in a row, and how they are summed.</param>
/// <param name="Rows">The number of rows.</param>
public sealed record ReduceNode(string Name, int Input, int Output, ReduceKind Kind, SumOrder Order, int Rows)
    : Node(Name, new EquatableArray<int>(Input), Output);

/// <summary>The place, from 0 on, of the largest or smallest element of each row of [rows, terms]. It passes no gradient back.</summary>
/// <remarks>Equal when every part is.</remarks>
/// <param name="Name">The node's name.</param>
/// <param name="Input">The id of the value it reads.</param>
/// <param name="Output">The id of the value it makes.</param>
/// <param name="Terms">The number of terms in a row.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="IsMinimum">Whether the smallest one is looked for.</param>
/// <param name="TakesLast">Whether the last one of equals counts instead of the first.</param>
public sealed record PlaceNode(string Name, int Input, int Output, int Terms, int Rows, bool IsMinimum, bool TakesLast)
    : Node(Name, new EquatableArray<int>(Input), Output);
