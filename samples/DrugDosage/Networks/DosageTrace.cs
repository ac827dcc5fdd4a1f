using ReluGen;

namespace DrugDosage.Networks;

/// <summary>One dosage on its way through a network: hidden units after activation, weighted, output.</summary>
internal readonly record struct DosageTrace(
    float Dosage, float First, float Second, float WeightedFirst, float WeightedSecond, float Output)
{
    /// <summary>Follows a dosage through the ReLU network.</summary>
    public static DosageTrace Relu(float dosage) => Follow<DrugEffectiveness, HiddenUnits>(
        dosage, (float)ReluWeights.FirstWeight, (float)ReluWeights.SecondWeight);

    /// <summary>Follows a dosage through the SoftPlus network.</summary>
    public static DosageTrace SoftPlus(float dosage) => Follow<SmoothDrugEffectiveness, SmoothHiddenUnits>(
        dosage, (float)SoftPlusWeights.FirstWeight, (float)SoftPlusWeights.SecondWeight);

    /// <summary>Dosages from 0 to 1 in <paramref name="steps"/> equal steps, both ends included.</summary>
    public static float[] Dosages(int steps) =>
        Enumerable.Range(0, steps + 1).Select(step => step / (float)steps).ToArray();

    // Any network fits: the generated types implement INetwork with static members.
    private static DosageTrace Follow<TNetwork, THidden>(float dosage, float firstWeight, float secondWeight)
        where TNetwork : INetwork<TNetwork>
        where THidden : INetwork<THidden>
    {
        Span<float> hidden = stackalloc float[2];
        THidden.Forward([dosage], hidden);
        Span<float> output = stackalloc float[1];
        TNetwork.Forward([dosage], output);
        return new DosageTrace(dosage, hidden[0], hidden[1], firstWeight * hidden[0], secondWeight * hidden[1], output[0]);
    }
}
