using System.Numerics;
using ReluGen.Training;

namespace ReluGen.Tests.Training.Optimizers;

/// <summary>Every optimiser with every option: the class and the transcript of its definition.</summary>
internal static class OptimizerCases
{
    public static readonly string[] Names =
    [
        "Sgd", "Sgd decay", "Momentum", "Momentum all", "Nesterov", "Nesterov decay", "Adagrad", "Adagrad all", "RmsProp", "RmsProp momentum",
        "RmsProp centered", "RmsProp all", "Adam", "Adam all", "AdamW", "AdamW all", "Lion", "Lion all",
    ];

    public static Optimizer<T> Create<T>(string name, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => name switch
        {
            "Sgd" => new Sgd<T>(count),
            "Sgd decay" => new Sgd<T>(count, 0.1),
            "Momentum" => new Momentum<T>(count, 0.9),
            "Momentum all" => new Momentum<T>(count, 0.8, 0.3, 0.1),
            "Nesterov" => new Nesterov<T>(count, 0.9),
            "Nesterov decay" => new Nesterov<T>(count, 0.8, 0.1),
            "Adagrad" => new Adagrad<T>(count),
            "Adagrad all" => new Adagrad<T>(count, 0.05, 0.1, 0.2, 1e-3),
            "RmsProp" => new RmsProp<T>(count),
            "RmsProp momentum" => new RmsProp<T>(count, momentum: 0.7),
            "RmsProp centered" => new RmsProp<T>(count, 0.9, 1e-3, centered: true),
            "RmsProp all" => new RmsProp<T>(count, 0.9, 1e-3, 0.1, 0.7, true),
            "Adam" => new Adam<T>(count),
            "Adam all" => new Adam<T>(count, 0.8, 0.95, 1e-3, 0.1),
            "AdamW" => new AdamW<T>(count),
            "AdamW all" => new AdamW<T>(count, 0.8, 0.95, 1e-3, 0.2),
            "Lion" => new Lion<T>(count),
            _ => new Lion<T>(count, 0.8, 0.95, 0.1),
        };

    /// <summary>The defaults written out, as PyTorch documents them.</summary>
    public static Transcript Transcribe(string name) => name switch
    {
        "Sgd" => new SgdTranscript(0, 0, 0, false),
        "Sgd decay" => new SgdTranscript(0, 0, 0.1, false),
        "Momentum" => new SgdTranscript(0.9, 0, 0, false),
        "Momentum all" => new SgdTranscript(0.8, 0.3, 0.1, false),
        "Nesterov" => new SgdTranscript(0.9, 0, 0, true),
        "Nesterov decay" => new SgdTranscript(0.8, 0, 0.1, true),
        "Adagrad" => new AdagradTranscript(0, 0, 0, 1e-10),
        "Adagrad all" => new AdagradTranscript(0.05, 0.1, 0.2, 1e-3),
        "RmsProp" => new RmsPropTranscript(0.99, 1e-8, 0, 0, false),
        "RmsProp momentum" => new RmsPropTranscript(0.99, 1e-8, 0, 0.7, false),
        "RmsProp centered" => new RmsPropTranscript(0.9, 1e-3, 0, 0, true),
        "RmsProp all" => new RmsPropTranscript(0.9, 1e-3, 0.1, 0.7, true),
        "Adam" => new AdamTranscript(0.9, 0.999, 1e-8, 0, false),
        "Adam all" => new AdamTranscript(0.8, 0.95, 1e-3, 0.1, false),
        "AdamW" => new AdamTranscript(0.9, 0.999, 1e-8, 0.01, true),
        "AdamW all" => new AdamTranscript(0.8, 0.95, 1e-3, 0.2, true),
        "Lion" => new LionTranscript(0.9, 0.99, 0),
        _ => new LionTranscript(0.8, 0.95, 0.1),
    };
}
