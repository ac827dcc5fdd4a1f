using ReluGen.Training;

namespace ReluGen.Tests.Training.Networks;

/// <summary>A network for each activation, double, with the activation in a hidden layer and in the last one: what every loss and penalty is joined with.</summary>
internal static class ActivationNetworks
{
    /// <summary>Calls <paramref name="visitor"/> with the activation's network, its parameters drawn from <paramref name="seed"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The activation has no network here: declare one below.</exception>
    public static void Visit(Activation activation, ulong seed, INetworkVisitor visitor)
    {
        switch (activation)
        {
            case Activation.Identity:
                visitor.Visit(new IdentityNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.Relu:
                visitor.Visit(new ReluNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.LeakyRelu:
                visitor.Visit(new LeakyReluNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.ClippedRelu:
                visitor.Visit(new ClippedReluNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.Elu:
                visitor.Visit(new EluNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.Selu:
                visitor.Visit(new SeluNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.Celu:
                visitor.Visit(new CeluNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.SoftPlus:
                visitor.Visit(new SoftPlusNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.SoftSign:
                visitor.Visit(new SoftSignNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.Sigmoid:
                visitor.Visit(new SigmoidNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.HardSigmoid:
                visitor.Visit(new HardSigmoidNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.Tanh:
                visitor.Visit(new TanhNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.HardTanh:
                visitor.Visit(new HardTanhNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.Gelu:
                visitor.Visit(new GeluNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.GeluTanh:
                visitor.Visit(new GeluTanhNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.Silu:
                visitor.Visit(new SiluNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.HardSwish:
                visitor.Visit(new HardSwishNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.Mish:
                visitor.Visit(new MishNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.Softmax:
                visitor.Visit(new SoftmaxNetwork(seed, Initializer.GlorotNormal));
                break;
            case Activation.LogSoftmax:
                visitor.Visit(new LogSoftmaxNetwork(seed, Initializer.GlorotNormal));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), $"{activation} has no network in {nameof(ActivationNetworks)}.");
        }
    }
}

/// <summary>Takes a network whose type only the visited knows.</summary>
internal interface INetworkVisitor
{
    /// <summary>Takes a network, and disposes it.</summary>
    void Visit<TNetwork>(TNetwork network)
        where TNetwork : class, ITrainableNetwork<TNetwork, double>;
}

/// <summary>Identity twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(4, Activation.Identity)]
[Dense(4, Activation.Identity)]
internal sealed partial class IdentityNetwork;

/// <summary>Relu twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(5, Activation.Relu, UseBias = false)]
[Dense(4, Activation.Relu)]
internal sealed partial class ReluNetwork;

/// <summary>LeakyRelu twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(6, Activation.LeakyRelu, Slope = 0.2)]
[Dense(4, Activation.LeakyRelu, Slope = 0.2)]
internal sealed partial class LeakyReluNetwork;

/// <summary>ClippedRelu twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(4, Activation.ClippedRelu, Maximum = 1.5)]
[Dense(4, Activation.ClippedRelu, Maximum = 1.5)]
internal sealed partial class ClippedReluNetwork;

/// <summary>Elu twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(5, Activation.Elu, Alpha = 1.5)]
[Dense(4, Activation.Elu, Alpha = 1.5)]
internal sealed partial class EluNetwork;

/// <summary>Selu twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(6, Activation.Selu, UseBias = false)]
[Dense(4, Activation.Selu)]
internal sealed partial class SeluNetwork;

/// <summary>Celu twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(4, Activation.Celu, Alpha = 0.75)]
[Dense(4, Activation.Celu, Alpha = 0.75)]
internal sealed partial class CeluNetwork;

/// <summary>SoftPlus twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(5, Activation.SoftPlus)]
[Dense(4, Activation.SoftPlus)]
internal sealed partial class SoftPlusNetwork;

/// <summary>SoftSign twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(6, Activation.SoftSign)]
[Dense(4, Activation.SoftSign)]
internal sealed partial class SoftSignNetwork;

/// <summary>Sigmoid twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(4, Activation.Sigmoid, UseBias = false)]
[Dense(4, Activation.Sigmoid)]
internal sealed partial class SigmoidNetwork;

/// <summary>HardSigmoid twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(5, Activation.HardSigmoid, Slope = 0.4)]
[Dense(4, Activation.HardSigmoid, Slope = 0.4)]
internal sealed partial class HardSigmoidNetwork;

/// <summary>Tanh twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(6, Activation.Tanh)]
[Dense(4, Activation.Tanh)]
internal sealed partial class TanhNetwork;

/// <summary>HardTanh twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(4, Activation.HardTanh, Minimum = -0.5)]
[Dense(4, Activation.HardTanh, Minimum = -0.5)]
internal sealed partial class HardTanhNetwork;

/// <summary>Gelu twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(5, Activation.Gelu, UseBias = false)]
[Dense(4, Activation.Gelu)]
internal sealed partial class GeluNetwork;

/// <summary>GeluTanh twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(6, Activation.GeluTanh)]
[Dense(4, Activation.GeluTanh)]
internal sealed partial class GeluTanhNetwork;

/// <summary>Silu twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(4, Activation.Silu)]
[Dense(4, Activation.Silu)]
internal sealed partial class SiluNetwork;

/// <summary>HardSwish twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(5, Activation.HardSwish)]
[Dense(4, Activation.HardSwish)]
internal sealed partial class HardSwishNetwork;

/// <summary>Mish twice.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(6, Activation.Mish, UseBias = false)]
[Dense(4, Activation.Mish)]
internal sealed partial class MishNetwork;

/// <summary>Softmax, which only a last layer has.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(5, Activation.Tanh)]
[Dense(4, Activation.Softmax)]
internal sealed partial class SoftmaxNetwork;

/// <summary>LogSoftmax, which only a last layer has.</summary>
[Network(3, Trainable = true, ElementType = ElementType.Double)]
[Dense(5, Activation.Tanh)]
[Dense(4, Activation.LogSoftmax)]
internal sealed partial class LogSoftmaxNetwork;
