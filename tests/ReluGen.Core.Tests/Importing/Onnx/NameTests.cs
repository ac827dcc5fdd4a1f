using ReluGen.Importing.Onnx;
using ReluGen.Model;
using ReluGen.Tests.Shared.Onnx;

namespace ReluGen.Tests.Core.Importing.Onnx;

/// <summary>Names of the model from names of the file.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("/norm1/Add_output_0", "norm1Add")]
    [InlineData("onnx::Gemm_8", "gemm8")]
    [InlineData("X:0", "x")]
    [InlineData("MLP", "mlp")]
    [InlineData("dense_2_input", "dense2Input")]
    [InlineData("42", "value42")]
    [InlineData("float", "floatValue")]
    [InlineData("", "value")]
    [InlineData("Ärger über öl", "rgerBerL")]
    [InlineData("a\"; System.Console.Beep(); //", "aSystemConsoleBeep")]
    public void Name_is_what_a_person_would_choose(string source, string expected) =>
        Assert.Equal(expected, ModelNames.Identifier(source, "value"));

    [Fact]
    public void Names_are_unique_even_in_other_case()
    {
        var names = new ModelNames();
        Assert.Equal(["add", "add2", "aDD3", "add1", "add1n2"], [
            names.Take("add", "", "value"), names.Take("/add", "", "value"), names.Take("aDD", "", "value"),
            names.Take("add1", "", "value"), names.Take("add/1", "", "value")]);
    }

    [Fact]
    public void Names_are_short()
    {
        Assert.True(ModelNames.Identifier(new string('x', 1_000_000), "value").Length <= 40);
    }

    [Fact]
    public void Hostile_names_become_identifiers_and_stay_known()
    {
        const string Hostile = "*/ } public static void Main() { //\n\u2028";
        NetworkModel model = new OnnxFile(17).Input(Hostile, 1, 2).Output("y\u0000").Node("Relu", [Hostile], ["y\u0000"]).ToModel();
        Assert.Equal(Hostile, model.Values[model.Inputs[0]].SourceName);
        Assert.Equal("publicStaticVoidMain", model.Values[model.Inputs[0]].Name);
    }
}
