using System.Reflection;

namespace NumaProbe.Cluster.Wire.Formatting;

/// <summary>Finds the format of every type that can be part of a message, and makes it once. Knows no type by itself.</summary>
/// <param name="unions">The kinds, by number, of each type of which a value is one of several.</param>
internal sealed class WireFormats(IReadOnlyDictionary<Type, IReadOnlyDictionary<int, Type>> unions)
{
    private readonly Dictionary<(Type Type, bool CanBeNull), object> _formats = [];
    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>The format of a type whose values are never null.</summary>
    internal IWireFormat<T> Of<T>() => (IWireFormat<T>)Of(typeof(T), canBeNull: false);

    /// <summary>The format of a constructor's parameter.</summary>
    internal object Of(ParameterInfo parameter) =>
        Of(parameter.ParameterType, !parameter.ParameterType.IsValueType && _nullability.Create(parameter).WriteState == NullabilityState.Nullable);

    private object Of(Type type, bool canBeNull)
    {
        if (!_formats.TryGetValue((type, canBeNull), out var format))
        {
            format = canBeNull ? Make(typeof(NullableReferenceFormat<>), [type], Of(type, canBeNull: false)) : Make(type);
            _formats[(type, canBeNull)] = format;
        }

        return format;
    }

    private object Make(Type type)
    {
        if (typeof(IWireFormat<>).MakeGenericType(type).IsInstanceOfType(ScalarFormats.Instance))
        {
            return ScalarFormats.Instance;
        }

        if (unions.TryGetValue(type, out var kinds))
        {
            return Make(typeof(UnionFormat<>), [type], kinds, this);
        }

        if (type.IsEnum)
        {
            return Make(typeof(EnumFormat<>), [type]);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Make(typeof(NullableValueFormat<>), [value], Of(value, canBeNull: false));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var element = type.GetGenericArguments()[0];
            return Make(typeof(ListFormat<>), [element], Of(element, canBeNull: false));
        }

        return Make(typeof(RecordFormat<>), [type], this);
    }

    private static object Make(Type definition, Type[] arguments, params object[] parts) =>
        Activator.CreateInstance(
            definition.MakeGenericType(arguments), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, binder: null, parts, culture: null)!;
}
