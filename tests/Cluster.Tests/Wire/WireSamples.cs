using System.Reflection;
using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Tests.Wire;

/// <summary>Messages of every type with drawn content, made by their constructors, and a comparison that looks into lists.</summary>
internal static class WireSamples
{
    private const int MostElements = 3;

    private static readonly NullabilityInfoContext Nullability = new();

    internal static ClusterMessage Message(Type type, Random random) => (ClusterMessage)Record(type, random);

    internal static object Record(Type type, Random random)
    {
        var constructor = type.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter, random))]);
    }

    /// <summary>Same type and same content.</summary>
    internal static bool Same(object? a, object? b)
    {
        if (a is null || b is null || a.GetType() != b.GetType() && !(a is System.Collections.IEnumerable && b is System.Collections.IEnumerable))
        {
            return a is null && b is null;
        }

        return a switch
        {
            string or ValueType and not ReadOnlyMemory<byte> when a.GetType().IsPrimitive || a is string || a.GetType().IsEnum => a.Equals(b),
            ReadOnlyMemory<byte> bytes => bytes.Span.SequenceEqual(((ReadOnlyMemory<byte>)b).Span),
            System.Collections.IEnumerable list => list.Cast<object>().SequenceEqual(((System.Collections.IEnumerable)b).Cast<object>(), Comparer.Instance),
            _ => a.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(one => one.GetIndexParameters().Length == 0)
                .All(one => Same(one.GetValue(a), one.GetValue(b))),
        };
    }

    private static object? Value(ParameterInfo parameter, Random random)
    {
        var type = parameter.ParameterType;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return random.Next(2) == 0 ? null : Value(underlying, random);
        }

        return !type.IsValueType && Nullability.Create(parameter).WriteState == NullabilityState.Nullable && random.Next(2) == 0 ? null : Value(type, random);
    }

    private static object Value(Type type, Random random)
    {
        if (type == typeof(object))
        {
            var types = WireTable.Contents.Values.ToArray();
            return Record(types[random.Next(types.Length)], random);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var element = type.GetGenericArguments()[0];
            var array = Array.CreateInstance(element, random.Next(MostElements + 1));
            for (var i = 0; i < array.Length; i++)
            {
                array.SetValue(Value(element, random), i);
            }

            return array;
        }

        return type.IsEnum ? Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))! : Scalar(type, random);
    }

    private static object Scalar(Type type, Random random)
    {
        // of every width, and the ends of the range
        var wide = random.Next(8) switch { 0 => long.MinValue, 1 => long.MaxValue, var n => random.NextInt64(long.MinValue, long.MaxValue) >> (n * 8) };
        return type switch
        {
            _ when type == typeof(long) => wide,
            _ when type == typeof(ulong) => (ulong)wide,
            _ when type == typeof(int) => (int)wide,
            _ when type == typeof(ushort) => (ushort)wide,
            _ when type == typeof(byte) => (byte)wide,
            _ when type == typeof(bool) => wide % 2 == 0,
            _ when type == typeof(string) => new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(1, 0xD7FF))]),
            _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>(RandomBytes(random)),
            _ => Record(type, random),
        };
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(40)];
        random.NextBytes(bytes);
        return bytes;
    }

    private sealed class Comparer : IEqualityComparer<object>
    {
        internal static Comparer Instance { get; } = new();

        bool IEqualityComparer<object>.Equals(object? x, object? y) => Same(x, y);

        int IEqualityComparer<object>.GetHashCode(object obj) => 0;
    }
}
