namespace ReluGen.Model;

/// <summary>The number type of a model. Members and values are those of the public <c>ElementType</c>.</summary>
public enum ElementKind
{
    /// <summary>32 bit.</summary>
    Float = 0,

    /// <summary>64 bit.</summary>
    Double = 1,
}

/// <summary>How sums of products round. Members and values are those of the public <c>Arithmetic</c>.</summary>
public enum ArithmeticKind
{
    /// <summary>One fused multiply-add a term.</summary>
    Fused = 0,

    /// <summary>Multiply, then add, both rounded.</summary>
    Separate = 1,
}

/// <summary>The activation functions. Members and values are those of the public <c>Activation</c>, which documents them.</summary>
public enum ActivationKind
{
    /// <summary>z.</summary>
    Identity = 0,

    /// <summary>max(z, 0).</summary>
    Relu = 1,

    /// <summary>z or slope·z.</summary>
    LeakyRelu = 2,

    /// <summary>min(max(z, 0), maximum).</summary>
    ClippedRelu = 3,

    /// <summary>z or alpha·(exp(z) − 1).</summary>
    Elu = 4,

    /// <summary>λ·z or λ·α·(exp(z) − 1).</summary>
    Selu = 5,

    /// <summary>z or alpha·(exp(z/alpha) − 1).</summary>
    Celu = 6,

    /// <summary>log(1 + exp(z)).</summary>
    SoftPlus = 7,

    /// <summary>z/(1 + |z|).</summary>
    SoftSign = 8,

    /// <summary>1/(1 + exp(−z)).</summary>
    Sigmoid = 9,

    /// <summary>slope·z + offset between 0 and 1.</summary>
    HardSigmoid = 10,

    /// <summary>tanh(z).</summary>
    Tanh = 11,

    /// <summary>z between minimum and maximum.</summary>
    HardTanh = 12,

    /// <summary>z·Φ(z).</summary>
    Gelu = 13,

    /// <summary>z·sigmoid(2√(2/π)(z + 0.044715 z³)).</summary>
    GeluTanh = 14,

    /// <summary>z·sigmoid(z).</summary>
    Silu = 15,

    /// <summary>z·hardsigmoid(z).</summary>
    HardSwish = 16,

    /// <summary>z·tanh(softplus(z)).</summary>
    Mish = 17,

    /// <summary>Probabilities; last layer only.</summary>
    Softmax = 18,

    /// <summary>Logarithms of probabilities; last layer only.</summary>
    LogSoftmax = 19,
}
