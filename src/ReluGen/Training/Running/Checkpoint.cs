using System.Globalization;
using System.Numerics;

namespace ReluGen.Training;

/// <summary>
/// Training in one file: a safetensors file with the parameters under their layers' names, the optimiser's vectors, the best parameters, and
/// everything else as text.
/// </summary>
internal static class Checkpoint
{
    private const string Format = "ReluGen checkpoint 2";

    /// <summary>Writes a checkpoint beside its place, and moves it there when it is complete.</summary>
    public static void Write<TNetwork, T, TTarget>(
        string path, TNetwork network, EpochSteps<T, TTarget> steps, TrainerOptions options, TrainingProgress<T> progress)
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        var writer = new SafetensorsWriter();
        writer.AddMetadata("format", Format);
        foreach ((string key, string text) in Identity(steps, options, steps.StepCount))
        {
            writer.AddMetadata(key, text);
        }

        void Add(string key, IFormattable value) => writer.AddMetadata(key, value.ToString(null, CultureInfo.InvariantCulture));

        Add("step", steps.StepCount);
        Add("rows", progress.Rows);
        Add("validation rows", progress.ValidationRows);
        Add("epoch", progress.Epoch);
        Add("batch", progress.Batch);
        Add("loss sum", progress.Mean.Sum);
        Add("loss weight", progress.Mean.Weight);
        Add("best epoch", progress.BestEpoch);
        Add("best loss", progress.BestLoss);
        if (options.EarlyStopping is { } stopping)
        {
            Add("stopping loss", stopping.State.BestLoss);
            Add("stopping reports", stopping.State.BadReports);
        }

        if (options.Plateau is { } plateau)
        {
            Add("plateau rate", plateau.State.Rate);
            Add("plateau loss", plateau.State.BestLoss);
            Add("plateau reports", plateau.State.BadReports);
            Add("plateau cool-down", plateau.State.CoolDown);
        }

        foreach (ParameterTensor tensor in ParameterTensors.Of<TNetwork, T>().Where(tensor => tensor.IsSaved))
        {
            writer.Add(tensor.Name, tensor.Shape, network.ParameterValues.Slice(tensor.Start, tensor.Count));
        }

        steps.Save(writer);
        writer.Add<T>("best", [progress.Best.Length], progress.Best);
        CompleteFile.Write(path, writer.WriteTo);
    }

    /// <summary>Reads a checkpoint into network, optimiser and the options' parts.</summary>
    /// <returns>Where training was.</returns>
    /// <exception cref="InvalidDataException">It is no checkpoint, or one of something else.</exception>
    public static TrainingProgress<T> Read<TNetwork, T, TTarget>(string path, TNetwork network, EpochSteps<T, TTarget> steps, TrainerOptions options)
        where TNetwork : class, ITrainableNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        SafetensorsFile file = Open(path);
        // Everything is read before anything is changed.
        int count = TNetwork.ParameterCount;
        var parameters = new T[count];
        var best = new T[count];
        try
        {
            long step = Number<long>("step");
            if (step < 0)
            {
                throw new FormatException("a negative position");
            }

            foreach ((string key, string expected) in Identity(steps, options, step))
            {
                string? found = file.Metadata.GetValueOrDefault(key);
                if (found != expected)
                {
                    throw new InvalidDataException(
                        $"'{path}' has {key} '{found ?? "none"}', but '{expected}' is wanted; resume with the options that training began with.");
                }
            }

            IReadOnlyList<string> faults = ParameterTensors.Read<T>(file, ParameterTensors.Of<TNetwork, T>(), parameters);
            if (faults.Count > 0)
            {
                throw new FormatException(ParameterTensors.Text(faults));
            }

            file.CopyTo("best", [count], best.AsSpan());
            var progress = new TrainingProgress<T>(best)
            {
                Rows = Number<int>("rows"),
                ValidationRows = Number<int>("validation rows"),
                Epoch = Number<long>("epoch"),
                Batch = Number<int>("batch"),
                BestEpoch = Number<long>("best epoch"),
                BestLoss = Number<double>("best loss"),
                Mean = new RunningMeanState(Number<double>("loss sum"), Number<double>("loss weight")),
            };
            Action restore = steps.Read(file, step);
            EarlyStoppingState? stopping = options.EarlyStopping is null ? null : new(Number<double>("stopping loss"), Number<int>("stopping reports"));
            PlateauState? plateau = options.Plateau is null
                ? null
                : new(Number<double>("plateau rate"), Number<double>("plateau loss"), Number<int>("plateau reports"), Number<int>("plateau cool-down"));
            if (progress.Epoch < 0 || progress.Batch < 0)
            {
                throw new FormatException("a negative position");
            }

            parameters.CopyTo(network.Parameters);
            restore();
            if (options.EarlyStopping is not null)
            {
                options.EarlyStopping.State = stopping!.Value;
            }

            if (options.Plateau is not null)
            {
                options.Plateau.State = plateau!.Value;
            }

            return progress;
        }
        catch (Exception fault) when (fault is KeyNotFoundException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"'{path}' is no complete checkpoint of this network: {fault.Message}", fault);
        }

        TNumber Number<TNumber>(string key)
            where TNumber : IParsable<TNumber> => file.Metadata.TryGetValue(key, out string? text)
                ? TNumber.Parse(text, CultureInfo.InvariantCulture)
                : throw new FormatException($"it has no '{key}'; resume with the options that training began with.");
    }

    /// <summary>What must be the same for the same bits. A plateau's rate is part of its state.</summary>
    private static IEnumerable<(string Key, string Text)> Identity<T, TTarget>(EpochSteps<T, TTarget> steps, TrainerOptions options, long step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTarget : unmanaged =>
    [
        .. steps.Identity,
        ("plateau", SettingsText.Of(options.Plateau)),
        ("learning rate of the next step", options.Plateau is null ? SettingsText.Number(steps.RateAt(step)) : "that of the plateau"),
        ("early stopping", SettingsText.Of(options.EarlyStopping)),
    ];

    private static SafetensorsFile Open(string path)
    {
        SafetensorsFile file;
        try
        {
            file = SafetensorsFile.Read(path);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"'{path}' is no complete checkpoint. {fault.Message}", fault);
        }

        return file.Metadata.GetValueOrDefault("format") == Format
            ? file
            : throw new InvalidDataException($"'{path}' is no checkpoint of this version; resume from a file that a trainer wrote, or load parameters alone with the network's Load.");
    }
}
