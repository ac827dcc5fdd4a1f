using System.Text;

namespace ReluGen.Tests.Core.Readers.Fixtures;

/// <summary>Text files that hold networks.</summary>
internal static class TextFixtures
{
    public const string Layers = """
        {
          "format": "relugen",
          "inputs": 3,
          "layers": [
            { "type": "dense", "units": 2, "activation": "leakyRelu", "slope": 0.25, "weights": [[1, 2, 3], [4, 5, 6]], "bias": [0.5, -0.5] },
            { "type": "dense", "units": 1, "weights": [[-1e-3, 2]] },
            { "type": "activation", "activation": "tanh" }
          ]
        }
        """;

    public const string Keras = """
        {
          "in_shape": [null, 2],
          "layers": [
            { "type": "dense", "activation": "relu", "shape": [null, 3], "weights": [[[1, 2, 3], [4, 5, 6]], [0.5, 0, -0.5]] },
            { "type": "activation", "activation": "softmax", "shape": [null, 3], "weights": [] },
            { "type": "dense", "activation": "", "shape": [null, 1], "weights": [[[1], [2], [3]]] }
          ]
        }
        """;

    public const string StateDict = """{ "fc.weight": [[1.5, -2e1]], "fc.bias": [0.125], "steps": 7 }""";

    public const string Nnet = """
        // A network of one hidden layer.
        2,2,1,3,
        2,3,1,
        0,
        -1.0,-2.0,
        1.0,2.0,
        0.5,0.25,10.0,
        2.0,4.0,3.0,
        1.0,2.0,
        3.0,4.0,
        5.0,6.0,
        0.5,
        -0.5,
        0.0,
        1.0,-1.0,2.0,
        0.75,
        """;

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
