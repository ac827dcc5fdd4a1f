namespace ReluGen.Model;

/// <summary>Products of two values' matrices: [batch, rows, terms] · [batch, terms, columns] → [batch, rows, columns].</summary>
/// <remarks>
/// <para>
/// Every output element is one chain over the terms, from −0 on, in order; a gradient for the left value is one chain over
/// the columns, one for the right value one chain over the rows. What is a constant on the right is a <see cref="DenseNode"/>.
/// </para>
/// <para>Equal when every part is.</para>
/// </remarks>
/// <param name="Name">The node's name.</param>
/// <param name="Left">The id of the left value.</param>
/// <param name="Right">The id of the right value.</param>
/// <param name="Output">The id of the value it makes.</param>
/// <param name="Batch">The number of products.</param>
/// <param name="Rows">The rows of the left and the output matrix.</param>
/// <param name="Terms">The columns of the left, the rows of the right matrix.</param>
/// <param name="Columns">The columns of the right and the output matrix.</param>
public sealed record MatrixProductNode(
    string Name, int Left, int Right, int Output, int Batch, int Rows, int Terms, int Columns)
    : Node(Name, new EquatableArray<int>(Left, Right), Output);

/// <summary>A value that the model holds.</summary>
/// <remarks>Equal when every part is, values by content hash.</remarks>
/// <param name="Name">The node's name.</param>
/// <param name="Output">The id of the value it makes.</param>
/// <param name="Values">The values, row-major, rounded to the model's element type.</param>
/// <param name="ParameterOffset">Where its values stand in the parameter layout, or null where it is no parameter.</param>
public sealed record ConstantNode(string Name, int Output, Tensor Values, int? ParameterOffset = null)
    : Node(Name, default, Output);
