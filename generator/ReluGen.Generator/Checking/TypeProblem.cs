using Microsoft.CodeAnalysis;

namespace ReluGen.Generator.Checking;

/// <summary>Something wrong with a type that only the compiler can see. Lives within one call and is never cached.</summary>
/// <param name="Code">The diagnostic's id, one of <see cref="Building.ProblemCodes"/>.</param>
/// <param name="Location">What to underline.</param>
/// <param name="Message">One sentence that names the thing and both numbers, and one with the remedy.</param>
internal sealed record TypeProblem(string Code, Location Location, string Message);
