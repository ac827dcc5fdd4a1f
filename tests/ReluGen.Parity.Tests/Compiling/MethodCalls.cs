using System.Reflection;

namespace ReluGen.Tests.Parity.Compiling;

/// <summary>Calls any public method of a generated type without allocating: reflection alone cannot pass spans.</summary>
public static class MethodCalls<T>
    where T : unmanaged
{
    private delegate void ReadWrite(ReadOnlySpan<T> a, Span<T> b);

    private delegate void ReadReadWrite(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c);

    private delegate void ReadReadWriteWrite(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, Span<T> d);

    private delegate T ReadToNumber(ReadOnlySpan<T> a);

    private delegate void NumberWrite(T a, Span<T> b);

    /// <summary>A call of <paramref name="method"/> with arguments of the right length for <paramref name="rows"/> samples.</summary>
    /// <exception cref="InvalidOperationException">No delegate here has the method's parameters: add one.</exception>
    public static Action Bind(MethodInfo method, int rows)
    {
        T[][] a = method.GetParameters().Select(parameter => new T[Length(method.DeclaringType!, parameter.Name!, rows)]).ToArray();
        if (Try<ReadWrite>(method) is { } forward)
        {
            return () => forward(a[0], a[1]);
        }

        if (Try<ReadReadWrite>(method) is { } backward)
        {
            return () => backward(a[0], a[1], a[2]);
        }

        if (Try<ReadReadWriteWrite>(method) is { } both)
        {
            return () =>
            {
                both(a[0], a[1], a[2], a[3]);
                both(a[0], a[1], default, a[3]);
            };
        }

        if (Try<ReadToNumber>(method) is { } toNumber)
        {
            return () => toNumber(a[0]);
        }

        if (Try<NumberWrite>(method) is { } fromNumber)
        {
            return () => fromNumber(default, a[1]);
        }

        if (Try<Func<T, T>>(method) is { } scalar)
        {
            return () => scalar(default);
        }

        if (Try<Func<T, T, T>>(method) is { } scalarBackward)
        {
            return () => scalarBackward(default, default);
        }

        throw new InvalidOperationException($"{method} has parameters that no delegate in {nameof(MethodCalls<T>)} has.");
    }

    private static TDelegate? Try<TDelegate>(MethodInfo method)
        where TDelegate : Delegate => (TDelegate?)Delegate.CreateDelegate(typeof(TDelegate), method, throwOnBindFailure: false);

    private static int Length(Type type, string parameter, int rows) => parameter switch
    {
        "input" or "inputGradient" => Constant(type, "InputSize"),
        "output" or "outputGradient" => Constant(type, "OutputSize"),
        "inputs" or "inputGradients" => rows * Constant(type, "InputSize"),
        "outputs" or "outputGradients" => rows * Constant(type, "OutputSize"),
        "parameterGradient" => Constant(type, "ParameterCount"),
        _ => throw new InvalidOperationException($"How long is '{parameter}'?"),
    };

    private static int Constant(Type type, string name) => (int)type.GetField(name)!.GetRawConstantValue()!;
}
