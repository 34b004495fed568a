using MessagePack;

namespace NumaProbe.Cluster.Wire.Formatting;

/// <summary>How one type is written and read. Reading may throw; only <see cref="WireCodec"/> calls it from outside.</summary>
/// <typeparam name="T">The type.</typeparam>
internal interface IWireFormat<T>
{
    /// <summary>Writes a value.</summary>
    void Write(ref MessagePackWriter writer, T value);

    /// <summary>Reads a value.</summary>
    T Read(ref MessagePackReader reader);
}
