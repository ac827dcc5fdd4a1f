using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace ReluGen.Tests.Generator.Verification;

/// <summary>
/// Compares texts with verified files, named and accepted as Verify does it: <c>Snapshots/Class.Method#Name.verified.cs</c>.
/// The one file to replace on the day Verify itself can be restored (<c>docs/decisions/0001-snapshot-verifier.md</c>).
/// </summary>
internal sealed class Verifier(string folder, bool accept)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);


    /// <summary>Verifies the files of the calling test; names end in <c>.g.cs</c>.</summary>
    public static void Verify(
        IReadOnlyDictionary<string, string> files, [CallerFilePath] string callerFile = "", [CallerMemberName] string test = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(callerFile)!, "Snapshots");
        string prefix = $"{Path.GetFileNameWithoutExtension(callerFile)}.{test}#";
        bool accept = MayAccept(Environment.GetEnvironmentVariable("RELUGEN_ACCEPT"), Environment.GetEnvironmentVariable("CI"));
        IReadOnlyList<string> problems = new Verifier(folder, accept).Check(prefix, files);
        if (problems.Count > 0)
        {
            Assert.Fail(string.Join("\n", problems) + "\nRead the differences; if they are right, run: RELUGEN_ACCEPT=1 dotnet test");
        }
    }

    /// <summary>Whether a run accepts what it receives: on request, which CI refuses.</summary>
    /// <exception cref="InvalidOperationException">Accepting is requested in CI.</exception>
    public static bool MayAccept(string? request, string? ci)
    {
        bool isRequested = request == "1";
        return isRequested && !string.IsNullOrEmpty(ci)
            ? throw new InvalidOperationException("RELUGEN_ACCEPT is set, but snapshots cannot be accepted in CI. Accept and commit them on a developer's machine.")
            : isRequested;
    }

    /// <summary>Compares <paramref name="files"/> with all snapshots that start with <paramref name="prefix"/>.</summary>
    /// <returns>What is new, changed or stale; nothing where all agree or was accepted.</returns>
    public IReadOnlyList<string> Check(string prefix, IReadOnlyDictionary<string, string> files)
    {
        Directory.CreateDirectory(folder);
        var problems = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, string text) in files)
        {
            string stem = prefix + (name.EndsWith(".cs", StringComparison.Ordinal) ? name[..^3] : name);
            known.Add(stem);
            if (Compare(stem, text.ReplaceLineEndings("\n")) is { } problem)
            {
                problems.Add(problem);
            }
        }

        foreach (string file in Directory.GetFiles(folder, prefix + "*.verified.cs").Order(StringComparer.Ordinal))
        {
            string stem = Path.GetFileName(file)[..^".verified.cs".Length];
            if (known.Contains(stem))
            {
                continue;
            }

            if (accept)
            {
                File.Delete(file);
            }
            else
            {
                problems.Add($"STALE {stem}.verified.cs: nothing generates it any more");
            }
        }

        return problems;
    }

    private string? Compare(string stem, string actual)
    {
        string verified = Path.Combine(folder, stem + ".verified.cs");
        string received = Path.Combine(folder, stem + ".received.cs");
        string? expected = File.Exists(verified) ? File.ReadAllText(verified, Utf8).ReplaceLineEndings("\n") : null;
        if (expected != actual && !accept)
        {
            File.WriteAllText(received, actual, Utf8);
            return expected is null ? $"NEW {stem}.verified.cs" : $"CHANGED {stem}.verified.cs\n{Difference(expected, actual)}";
        }

        if (expected != actual)
        {
            File.WriteAllText(verified, actual, Utf8);
        }

        File.Delete(received);
        return null;
    }

    /// <summary>The changed lines with two lines around each.</summary>
    private static string Difference(string expected, string actual)
    {
        const int Context = 2;
        List<DiffPiece> lines = InlineDiffBuilder.Diff(expected, actual, ignoreWhiteSpace: false).Lines;
        var text = new StringBuilder();
        int printed = -1;
        for (int i = 0; i < lines.Count; i++)
        {
            int from = Math.Max(0, i - Context);
            bool isNear = lines.Skip(from).Take(i + Context + 1 - from).Any(line => line.Type != ChangeType.Unchanged);
            if (!isNear)
            {
                continue;
            }

            if (printed >= 0 && printed < i - 1)
            {
                text.Append("  ...\n");
            }

            char sign = lines[i].Type switch { ChangeType.Inserted => '+', ChangeType.Deleted => '-', _ => ' ' };
            text.Append(sign).Append(' ').Append(lines[i].Text).Append('\n');
            printed = i;
        }

        return text.ToString();
    }
}
