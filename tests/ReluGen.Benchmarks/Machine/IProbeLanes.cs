namespace ReluGen.Benchmarks.Machine;

/// <summary>A vector width as the probes see it.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TVector">The vector.</typeparam>
internal interface IProbeLanes<T, TVector>
    where T : unmanaged
    where TVector : struct
{
    static abstract int Count { get; }

    static abstract TVector Create(T value);

    static abstract TVector Load(ref T source, nuint offset);

    /// <summary>left · right + addend, fused where the machine can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract TVector Add(TVector left, TVector right);

    static abstract T Sum(TVector vector);
}
