using ReluGen;

namespace OnnxPolicy;

/// <summary>The actor of policy.onnx: an observation of 8 numbers to an action of 4. The value head is left out.</summary>
[Network(Model = "policy.onnx", Outputs = ["action"])]
public partial class Policy;
