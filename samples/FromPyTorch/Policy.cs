using ReluGen;

namespace FromPyTorch;

/// <summary>The layers as they are written in Python, and the file that holds their weights.</summary>
/// <remarks>
/// <c>nn.Sequential(nn.Linear(8, 32), nn.Tanh(), nn.Linear(32, 32), nn.Tanh(), nn.Linear(32, 4))</c>, saved with
/// <c>safetensors.torch.save_model</c>: the tensors are <c>net.0.weight</c> [32, 8], <c>net.0.bias</c> [32], and so on.
/// </remarks>
[Network(8, Weights = "policy.safetensors")]
[Dense(32, Activation.Tanh)]
[Dense(32, Activation.Tanh)]
[Dense(4)]
public partial class Policy;
