using MessagePack;

namespace NumaProbe.Cluster.Wire.Formatting;

/// <summary>An enumeration as its number; a number without a name is refused.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class EnumFormat<T> : IWireFormat<T>
    where T : struct, Enum
{
    private readonly Dictionary<long, T> _values = Enum.GetValues<T>().Distinct().ToDictionary(value => Convert.ToInt64(value, null));
    private readonly Dictionary<T, long> _numbers;

    internal EnumFormat() => _numbers = _values.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <inheritdoc/>
    public void Write(ref MessagePackWriter writer, T value) => writer.Write(_numbers[value]);

    /// <inheritdoc/>
    public T Read(ref MessagePackReader reader) =>
        _values.TryGetValue(reader.ReadInt64(), out var value) ? value : throw new WireException($"a number is no {typeof(T).Name}");
}
