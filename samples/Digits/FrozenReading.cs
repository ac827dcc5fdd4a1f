namespace Digits;

/// <summary>Reads the test digits with the frozen network.</summary>
internal static class FrozenReading
{
    /// <summary>Prints the same as training did at its end.</summary>
    /// <exception cref="InvalidOperationException">The program was built before digits.safetensors was written.</exception>
    public static void Run(DigitData data)
    {
#if FROZEN
        (float[] images, int[] labels) = DigitData.Everything(data.Test);
        var outputs = new float[labels.Length * FrozenDigitReader.OutputSize];
        FrozenDigitReader.ForwardBatch(images, outputs);
        Report.Print(outputs, labels);
#else
        throw new InvalidOperationException($"There was no digits.safetensors when this was built for {data.Test.Count} test digits. Run train, then build again.");
#endif
    }
}
