using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ReluGen.Generator.Reading;

/// <summary>Text that is the same for two compilations only where every attribute means the same in both.</summary>
internal static class CompilationKey
{
    private static readonly ConditionalWeakTable<object, Number> Numbers = new();

    private static long s_last;

    /// <summary>
    /// The key: name, options, references, and the digests of all files. References and options count as other ones when they
    /// are other objects, which is what an edit in a referenced project makes of them, and no keystroke does.
    /// </summary>
    public static string Of(Compilation compilation, CancellationToken cancellation)
    {
        var text = new StringBuilder(compilation.AssemblyName).Append('\n').Append(NumberOf(compilation.Options));
        foreach (MetadataReference reference in compilation.References)
        {
            object referenced = reference is CompilationReference project ? project.Compilation : reference;
            text.Append('\n').Append(NumberOf(referenced));
            foreach (string alias in reference.Properties.Aliases)
            {
                text.Append(' ').Append(alias);
            }
        }

        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            text.Append('\n').Append(FileOutline.Of(tree, cancellation).Digest(tree, cancellation)).Append(NumberOf(tree.Options));
        }

        return TextDigest.Of(text);
    }

    /// <summary>A number that stands for an object and is never given to another one.</summary>
    private static long NumberOf(object value) => Numbers.GetValue(value, static _ => new Number(Interlocked.Increment(ref s_last))).Value;

    private sealed class Number(long value)
    {
        public long Value => value;
    }
}
