using System.Globalization;
using Microsoft.CodeAnalysis;
using ReluGen.Model;

namespace ReluGen.Generator.Reading;

/// <summary>The arguments of one attribute by parameter or property name, whatever state the user's code is in.</summary>
internal sealed class ArgumentReader
{
    private readonly Dictionary<string, TypedConstant> _arguments = new(StringComparer.Ordinal);

    public ArgumentReader(AttributeData data)
    {
        IsBroken = data.AttributeConstructor is null;
        for (int i = 0; i < data.ConstructorArguments.Length && i < data.AttributeConstructor?.Parameters.Length; i++)
        {
            Add(data.AttributeConstructor.Parameters[i].Name, data.ConstructorArguments[i]);
        }

        foreach (KeyValuePair<string, TypedConstant> argument in data.NamedArguments)
        {
            Add(argument.Key, argument.Value);
        }
    }

    /// <summary>Whether the attribute does not compile, so that what it says cannot be trusted.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>An integer or the number of an enumeration's member, or null where it is not given.</summary>
    public int? Int32(string name) => Value(name) switch
    {
        null => null,
        int value => value,
        _ => Break<int?>(),
    };

    /// <summary>A truth value, or null where it is not given.</summary>
    public bool? Boolean(string name) => Value(name) switch
    {
        null => null,
        bool value => value,
        _ => Break<bool?>(),
    };

    /// <summary>A number, or null where it is not given.</summary>
    public double? Double(string name) => Value(name) is { } value ? ToDouble(value) : null;

    /// <summary>Whether the argument is given.</summary>
    public bool Has(string name) => _arguments.ContainsKey(name);

    /// <summary>A text, or null where it is not given or written as null.</summary>
    public string? Text(string name) => Value(name) switch
    {
        null => null,
        string value => value,
        _ => Break<string>(),
    };

    /// <summary>An array of texts, or null where it is not given or written as null.</summary>
    public EquatableArray<string>? Texts(string name)
    {
        if (!_arguments.TryGetValue(name, out TypedConstant constant) || constant.IsNull)
        {
            return null;
        }

        return constant.Kind == TypedConstantKind.Array
            ? new EquatableArray<string>(constant.Values.Select(element => element.Value as string ?? "").ToArray())
            : Break<EquatableArray<string>?>();
    }

    /// <summary>An array of numbers, or null where it is not given or written as null.</summary>
    public Tensor? Tensor(string name)
    {
        if (!_arguments.TryGetValue(name, out TypedConstant constant) || constant.IsNull)
        {
            return null;
        }

        if (constant.Kind != TypedConstantKind.Array)
        {
            return Break<Tensor>();
        }

        var values = new double[constant.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            TypedConstant element = constant.Values[i];
            values[i] = element.Kind == TypedConstantKind.Primitive ? ToDouble(element.Value) ?? 0 : Break<double>();
        }

        return new Tensor(values);
    }

    private void Add(string name, TypedConstant constant)
    {
        IsBroken |= constant.Kind == TypedConstantKind.Error;
        _arguments[name] = constant;
    }

    private object? Value(string name) =>
        _arguments.TryGetValue(name, out TypedConstant constant)
        && constant.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum
            ? constant.Value
            : null;

    private double? ToDouble(object? value) => value switch
    {
        double number => number,
        float or sbyte or byte or short or ushort or int or uint or long or ulong =>
            ((IConvertible)value).ToDouble(CultureInfo.InvariantCulture),
        _ => Break<double?>(),
    };

    private T? Break<T>()
    {
        IsBroken = true;
        return default;
    }
}
