namespace ReluGen.Tests.Training.Optimizers;

/// <summary>
/// The updates as PyTorch's documentation defines them (Lion: as its paper does), one parameter at a time, in double. State vectors are
/// created at the first step.
/// </summary>
internal abstract class Transcript
{
    private readonly Dictionary<string, double[]> _state = [];

    /// <summary>The steps taken; 1 during the first.</summary>
    protected int StepCount { get; private set; }

    /// <summary>One step.</summary>
    public void Step(double[] parameters, double[] gradient, double rate)
    {
        StepCount++;
        for (int index = 0; index < parameters.Length; index++)
        {
            int i = index;
            parameters[i] = Next(parameters[i], gradient[i], rate, name => ref Slot(name, parameters.Length)[i]);
        }
    }

    /// <summary>A reference to a state variable of the parameter.</summary>
    protected delegate ref double State(string name);

    protected abstract double Next(double p, double g, double rate, State state);

    private double[] Slot(string name, int length)
    {
        if (!_state.TryGetValue(name, out double[]? values))
        {
            _state[name] = values = new double[length];
        }

        return values;
    }
}

/// <summary>torch.optim.SGD.</summary>
internal sealed class SgdTranscript(double momentum, double dampening, double decay, bool nesterov) : Transcript
{
    protected override double Next(double p, double g, double rate, State state)
    {
        g += decay * p;
        if (momentum != 0)
        {
            ref double b = ref state("b");
            b = StepCount == 1 ? g : (momentum * b) + ((1 - dampening) * g);
            g = nesterov ? g + (momentum * b) : b;
        }

        return p - (rate * g);
    }
}

/// <summary>torch.optim.Adagrad.</summary>
internal sealed class AdagradTranscript(double rateDecay, double decay, double initial, double epsilon) : Transcript
{
    protected override double Next(double p, double g, double rate, State state)
    {
        ref double sum = ref state("sum");
        sum += StepCount == 1 ? initial : 0;
        g += decay * p;
        sum += g * g;
        return p - (rate / (1 + ((StepCount - 1) * rateDecay)) * g / (Math.Sqrt(sum) + epsilon));
    }
}

/// <summary>torch.optim.RMSprop.</summary>
internal sealed class RmsPropTranscript(double alpha, double epsilon, double decay, double momentum, bool centered) : Transcript
{
    protected override double Next(double p, double g, double rate, State state)
    {
        g += decay * p;
        ref double square = ref state("v");
        square = (alpha * square) + ((1 - alpha) * g * g);
        double v = square;
        if (centered)
        {
            ref double mean = ref state("mean");
            mean = (mean * alpha) + ((1 - alpha) * g);
            v -= mean * mean;
        }

        double change = g / (Math.Sqrt(v) + epsilon);
        if (momentum > 0)
        {
            ref double b = ref state("b");
            change = b = (momentum * b) + change;
        }

        return p - (rate * change);
    }
}

/// <summary>torch.optim.Adam and torch.optim.AdamW.</summary>
internal sealed class AdamTranscript(double beta1, double beta2, double epsilon, double decay, bool decoupled) : Transcript
{
    protected override double Next(double p, double g, double rate, State state)
    {
        if (decoupled)
        {
            p -= rate * decay * p;
        }
        else
        {
            g += decay * p;
        }

        ref double m = ref state("m");
        ref double v = ref state("v");
        m = (beta1 * m) + ((1 - beta1) * g);
        v = (beta2 * v) + ((1 - beta2) * g * g);
        double first = m / (1 - Math.Pow(beta1, StepCount));
        double second = v / (1 - Math.Pow(beta2, StepCount));
        return p - (rate * first / (Math.Sqrt(second) + epsilon));
    }
}

/// <summary>Algorithm 2 of the paper on Lion.</summary>
internal sealed class LionTranscript(double beta1, double beta2, double decay) : Transcript
{
    protected override double Next(double p, double g, double rate, State state)
    {
        ref double m = ref state("m");
        double c = (beta1 * m) + ((1 - beta1) * g);
        p -= rate * (Math.Sign(c) + (decay * p));
        m = (beta2 * m) + ((1 - beta2) * g);
        return p;
    }
}
