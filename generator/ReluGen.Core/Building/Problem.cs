namespace ReluGen.Building;

/// <summary>Something wrong with a declaration, said so that the user can mend it.</summary>
/// <remarks>Equal when code, place and message are.</remarks>
/// <param name="Code">The diagnostic's id, <c>RELU####</c>.</param>
/// <param name="Place">What the message is about.</param>
/// <param name="Message">One sentence that names the thing and both numbers, and one with the remedy.</param>
public sealed record Problem(string Code, ProblemPlace Place, string Message);

/// <summary>A place in a declaration: an argument of one of its attributes.</summary>
/// <remarks>Equal when both parts are.</remarks>
/// <param name="Layer">The layer's index in source order, or <see cref="Network"/>, or <see cref="File"/>.</param>
/// <param name="Argument">The parameter or property of the attribute, or empty for the attribute as a whole.</param>
public sealed record ProblemPlace(int Layer, string Argument)
{
    /// <summary>The <see cref="Layer"/> of the network attribute itself.</summary>
    public const int Network = -1;

    /// <summary>The <see cref="Layer"/> of a model file; <see cref="Argument"/> is its path from the project's folder.</summary>
    public const int File = -2;
}
