using ReluGen.Manifest;
using ReluGen.Readers;

namespace ReluGen.Tests.Core.Manifest;

/// <summary>Whatever becomes of a manifest's text, reading it gives a manifest or messages, never an exception.</summary>
public class ManifestFuzzTests
{
    private static readonly string[] Words =
        ["", " ", "\"", "-1", "0", "1", "2", "24", "2147483647", "9999999999999", "(", ")", "[", "]", "none", "@0", "nan:", "inf", "*", "+", "0+1*24", "\\u00", "end ", "\n", "\r", "\0", "é"];

    [Theory]
    [InlineData("")]
    [InlineData("relugen-manifest 1")]
    [InlineData("relugen-manifest 2\n")]
    [InlineData("relugen-manifest 1\nend \n")]
    [InlineData("relugen-manifest 1\r\n")]
    public void What_is_no_manifest_is_refused(string text)
    {
        ReadResult<ModelManifest> read = ManifestReader.Read(text);

        Assert.Null(read.Value);
        Assert.Contains("Rebuild the project", Assert.Single(read.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        string text = ManifestWriter.Write(ManifestModels.Everything()).Text;
        for (int length = 0; length < text.Length; length++)
        {
            Assert.Null(ManifestReader.Read(text[..length]).Value);
        }
    }

    [Fact]
    public void Every_change_of_a_character_is_refused()
    {
        string text = ManifestWriter.Write(ManifestModels.Everything()).Text;
        for (int i = 0; i < text.Length; i += 3)
        {
            string changed = text[..i] + (char)(text[i] ^ 1) + text[(i + 1)..];
            Assert.Null(ManifestReader.Read(changed).Value);
        }
    }

    [Theory]
    [InlineData("outputs [12 9 10 11]", "outputs [12 9 10 15]", "an output is made by nothing")]
    [InlineData("outputs [12 9 10 11]", "outputs [12 12]", "stands there twice")]
    [InlineData("left 5:24:1", "left 7:24:1", "node 'multiply' reads a value that nothing before it makes")]
    [InlineData("right 13:12:1", "right 13:11:1", "the sizes of node 'multiply' do not fit")]
    [InlineData("offset 12 weights", "offset 13 weights", "parameters start at 13 where 12 is next")]
    [InlineData("rows 2 terms 12 columns 3", "rows 2 terms 12 columns 4", "the sizes of node 'matrix' do not fit")]
    [InlineData("\"select\"", "\"negate\"", "'negate' is no name for a node or the name of two")]
    [InlineData("\"select\"", "\"a;b\"", "'a;b' is no name for a node")]
    [InlineData("value 12 \"product\"", "value 12 \"1\"", "'1' is no name for a value")]
    [InlineData("value 12 ", "value 11 ", "value 11 stands where value 12 should")]
    [InlineData("shape [5 7]", "shape [5 70000000]", "a shape has more than 16777216 elements")]
    [InlineData("25-1*20", "25-1*2000000000", "the map is no list of 35 places")]
    [InlineData("25-1*20", "33-1*20", "the sizes of node 'pad' do not fit")]
    [InlineData("25-1*20", "17-1*20", "the map is no list of 35 places")]
    [InlineData("forward 12/2", "forward 12/3", "a sum has 1, 2, 4 or 16 chains, not 3")]
    [InlineData("Negate", "17", "there is no UnaryKind of that name")]
    [InlineData("element float", "element half", "the element type is missing")]
    [InlineData("softmax", "convolution", "a line of this kind does not exist")]
    public void Change_with_a_right_hash_is_refused_by_what_it_breaks(string old, string changed, string message)
    {
        string text = Body();
        Assert.Contains(old, text, StringComparison.Ordinal);
        int place = text.IndexOf(old, StringComparison.Ordinal);

        ReadResult<ModelManifest> read = ManifestReader.Read(Sign(text[..place] + changed + text[(place + old.Length)..]));

        Assert.Null(read.Value);
        Assert.Contains(message, Assert.Single(read.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Mutations_with_a_right_hash_never_throw(int seed)
    {
        var random = new Random(seed);
        string[] bodies = [Body(), Body(ManifestWriter.Write(ManifestModels.Tensors()).Text)];
        int refused = 0;
        for (int round = 0; round < 4000; round++)
        {
            string text = Mutate(bodies[round % 2], random);
            try
            {
                refused += ManifestReader.Read(Sign(text)).Value is null ? 1 : 0;
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed}, round {round}: {exception}\n{text}");
            }
        }

        Assert.InRange(refused, 2000, 4000);
    }

    private static string Mutate(string text, Random random)
    {
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            string[] words = text.Split(' ');
            int word = random.Next(words.Length);
            words[word] = random.Next(4) switch
            {
                0 => Words[random.Next(Words.Length)],
                1 => words[random.Next(words.Length)],
                2 => words[word] + Words[random.Next(Words.Length)],
                _ => words[word].Length == 0 ? "x" : words[word][..random.Next(words[word].Length)],
            };
            text = string.Join(" ", words);
            if (random.Next(8) == 0)
            {
                string[] lines = text.Split('\n');
                int line = random.Next(1, lines.Length);
                (lines[line], lines[^1]) = (lines[^1], lines[line]);
                text = string.Join("\n", lines);
            }
        }

        return text;
    }

    private static string Body(string? manifest = null)
    {
        string text = manifest ?? ManifestWriter.Write(ManifestModels.Everything()).Text;
        return text[..(text.LastIndexOf("end ", StringComparison.Ordinal) - 1)];
    }

    private static string Sign(string body) => body + "\n" + ManifestWriter.LastLine(body + "\n") + "\n";
}
