using ReluGen.Model;
using ReluGen.Readers;
using ReluGen.Readers.Nnet;
using static ReluGen.Tests.Core.Readers.Fixtures.TextFixtures;

namespace ReluGen.Tests.Core.Readers;

public class NnetReaderTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_network_is_read_with_its_normalisation(string lineEnd)
    {
        ReadResult<LayerList> read = NnetReader.Read(Bytes(Nnet.Replace("\n", lineEnd, StringComparison.Ordinal)));
        Assert.Empty(read.Problems);
        LayerList list = read.Value!;

        Assert.Equal((2, 1, 3), (list.InputSize, list.OutputSize, list.Layers.Count));
        var hidden = (ListedDense)list.Layers[0];
        Assert.Equal([1, 2, 3, 4, 5, 6], hidden.Weights);
        Assert.Equal([0.5, -0.5, 0], hidden.Bias!);
        Assert.Equal(ActivationKind.Relu, ((ListedActivation)list.Layers[1]).Kind);
        Assert.Equal([1, -1, 2], ((ListedDense)list.Layers[2]).Weights);
        Assert.Equal([-1, -2], list.Input!.Minimum);
        Assert.Equal([1, 2], list.Input.Maximum);
        Assert.Equal([0.5, 0.25], list.Input.Mean);
        Assert.Equal([2, 4], list.Input.Range);
        Assert.Equal(new OutputScaling(3, 10), list.Output);
        Assert.True(list.HasScaling);
    }

    [Theory]
    [InlineData("2,2,1,3,", "2,2,1,", "Line 2 must hold the numbers of layers, inputs, outputs and the largest layer, 4 numbers; it holds 3.")]
    [InlineData("2,2,1,3,", "9e9,2,1,3,", "Line 2 announces 9000000000 layers")]
    [InlineData("2,2,1,3,", "2,5,1,3,", "The file announces 5 inputs and 1 outputs, but its layers have 2 and 1.")]
    [InlineData("2,3,1,", "2,0,1,", "A size of a layer on line 3 is no whole number from 1 to 65536.")]
    [InlineData("2,3,1,", "2,2.5,1,", "A size of a layer on line 3 is no whole number from 1 to 65536.")]
    [InlineData("2,3,1,", "2,4,1,", "Line 12 must hold row 4 of the weights of layer 1, 2 numbers; it holds 1.")]
    [InlineData("-1.0,-2.0,", "3.0,-2.0,", "Input 1 has the minimum 3 and the maximum 1")]
    [InlineData("2.0,4.0,3.0,", "2.0,0.0,3.0,", "Range 2 is 0; inputs are divided by their ranges")]
    [InlineData("3.0,4.0,", "3.0,x,", "Line 10 must hold row 2 of the weights of layer 1; 'x' is no finite number.")]
    [InlineData("3.0,4.0,", "3.0,NaN,", "'NaN' is no finite number.")]
    [InlineData("3.0,4.0,", "3.0,1e400,", "'1e400' is no finite number.")]
    [InlineData("0.75,", "", "The file ends at line 16, where bias 1 of layer 2 must be.")]
    [InlineData("0.75,", "0.75,\n1,", "Line 17 is behind the last bias.")]
    public void Broken_files_are_told(string part, string replacement, string expected)
    {
        int start = Nnet.IndexOf("\n" + part, StringComparison.Ordinal) + 1;
        string text = Nnet[..start] + replacement + Nnet[(start + part.Length)..];

        Assert.Contains(expected, Assert.Single(NnetReader.Read(Bytes(text)).Problems));
    }

    [Fact]
    public void A_file_cut_at_any_line_is_a_problem()
    {
        string[] lines = Nnet.Split('\n');
        for (int count = 0; count < lines.Length - 1; count++)
        {
            Assert.NotEmpty(NnetReader.Read(Bytes(string.Join('\n', lines.Take(count)))).Problems);
        }
    }
}
