using System.Runtime.CompilerServices;

namespace ReluGen.Tests.Generator.Verification;

/// <summary>The verifier fails on whatever is new, changed or stale, and accepts only on request.</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("relugen-verifier").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void New_file_fails_and_is_received()
    {
        Assert.Equal(["NEW T.M#Net.g.verified.cs"], Check(false, ("Net.g.cs", "a\n")));
        Assert.Equal("a\n", File.ReadAllText(PathOf("Net.g.received.cs")));
        Assert.False(File.Exists(PathOf("Net.g.verified.cs")));
    }

    [Fact]
    public void Accepted_file_passes_from_then_on()
    {
        Check(false, ("Net.g.cs", "a\r\nb\r\n"));
        Assert.Empty(Check(true, ("Net.g.cs", "a\r\nb\r\n")));
        Assert.Equal("a\nb\n"u8.ToArray(), File.ReadAllBytes(PathOf("Net.g.verified.cs")));
        Assert.False(File.Exists(PathOf("Net.g.received.cs")));
        Assert.Empty(Check(false, ("Net.g.cs", "a\nb\n")));
    }

    [Fact]
    public void Changed_file_fails_with_the_lines_that_differ()
    {
        string before = string.Concat(Enumerable.Range(0, 20).Select(i => $"line {i}\n"));
        Check(true, ("Net.g.cs", before));
        string problem = Assert.Single(Check(false, ("Net.g.cs", before.Replace("line 10", "line ten"))));
        Assert.StartsWith("CHANGED T.M#Net.g.verified.cs\n", problem, StringComparison.Ordinal);
        Assert.Contains("  line 9\n- line 10\n+ line ten\n  line 11\n", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("line 5", problem, StringComparison.Ordinal);
        Assert.True(File.Exists(PathOf("Net.g.received.cs")));
        Assert.Empty(Check(false, ("Net.g.cs", before)));
        Assert.False(File.Exists(PathOf("Net.g.received.cs")));
    }

    [Fact]
    public void Stale_file_fails_until_its_removal_is_accepted()
    {
        Check(true, ("Net.g.cs", "a\n"), ("Net.Batch.g.cs", "b\n"));
        Assert.Equal(["STALE T.M#Net.Batch.g.verified.cs: nothing generates it any more"], Check(false, ("Net.g.cs", "a\n")));
        Assert.Empty(Check(true, ("Net.g.cs", "a\n")));
        Assert.False(File.Exists(PathOf("Net.Batch.g.verified.cs")));
    }

    [Fact]
    public void Accepting_takes_a_request_and_is_refused_in_CI()
    {
        Assert.False(Verifier.MayAccept(null, null));
        Assert.False(Verifier.MayAccept(null, "true"));
        Assert.True(Verifier.MayAccept("1", null));
        Assert.Throws<InvalidOperationException>(() => Verifier.MayAccept("1", "true"));
    }

    [Fact]
    public void Every_snapshot_belongs_to_a_test()
    {
        string folder = Path.Combine(SourceFolder(), "..", "Snapshots");
        string[] orphans = Directory.GetFiles(folder, "*.verified.cs").Select(file => Path.GetFileName(file)).Where(file =>
        {
            string[] owner = file[..file.IndexOf('#')].Split('.');
            Type? type = typeof(VerifierTests).Assembly.GetTypes().SingleOrDefault(type => type.Name == owner[0]);
            return type?.GetMethod(owner[1]) is null;
        }).ToArray();
        Assert.Empty(orphans);
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private IReadOnlyList<string> Check(bool accept, params (string Name, string Text)[] files) =>
        new Verifier(_folder, accept).Check("T.M#", files.ToDictionary(file => file.Name, file => file.Text));

    private string PathOf(string name) => Path.Combine(_folder, "T.M#" + name);
}
