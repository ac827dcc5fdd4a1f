namespace ReluGen.Training;

/// <summary>A part of training whose numbers a checkpoint has to agree with.</summary>
internal interface ISettings
{
    /// <summary>The numbers that it was created with, as text.</summary>
    string Settings { get; }
}

/// <summary>Settings as a checkpoint keeps them.</summary>
internal static class SettingsText
{
    /// <summary>The settings of a part; of the user's own parts none are known.</summary>
    public static string Of(object? part) => part is null ? "none" : (part as ISettings)?.Settings ?? "";

    /// <summary>What a part is called: its class, without what it is generic over.</summary>
    public static string NameOf(object part) => part.GetType().Name.Split('`')[0];

    /// <summary>A number that may be missing.</summary>
    public static string Number(double? number) => number is { } value ? FormattableString.Invariant($"{value}") : "none";

    /// <summary>What optimiser, loss and step of a training are.</summary>
    public static IEnumerable<(string Key, string Text)> Parts(object optimizer, object loss, TrainingStepOptions step) =>
    [
        ("optimizer", NameOf(optimizer)),
        ("optimizer settings", Of(optimizer)),
        ("loss", NameOf(loss)),
        ("loss settings", Of(loss)),
        ("L1 penalty", Number(step.L1)),
        ("L2 penalty", Number(step.L2)),
        ("ClipValue", Number(step.ClipValue)),
        ("ClipNorm", Number(step.ClipNorm)),
    ];
}
