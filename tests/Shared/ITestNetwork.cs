using ReluGen.Model;

namespace ReluGen.Tests.Shared;

/// <summary>A network to test.</summary>
public interface ITestNetwork
{
    /// <summary>A valid C# name, unique in its test class.</summary>
    string Name { get; }

    /// <summary>The number type.</summary>
    ElementKind Element { get; }

    /// <summary>Whether the type is a static class.</summary>
    bool IsStatic { get; }

    /// <summary>The checked model.</summary>
    NetworkModel Build();

    /// <summary>Rows of inputs of order 1, some of them exactly zero; exact in the element type.</summary>
    double[] Samples(int count, int size, int stream);
}
