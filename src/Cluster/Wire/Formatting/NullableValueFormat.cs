using MessagePack;

namespace NumaProbe.Cluster.Wire.Formatting;

/// <summary>A plain value that may be absent.</summary>
/// <typeparam name="T">The value's type.</typeparam>
internal sealed class NullableValueFormat<T>(IWireFormat<T> format) : IWireFormat<T?>
    where T : struct
{
    /// <inheritdoc/>
    public void Write(ref MessagePackWriter writer, T? value)
    {
        if (value is { } present)
        {
            format.Write(ref writer, present);
        }
        else
        {
            writer.WriteNil();
        }
    }

    /// <inheritdoc/>
    public T? Read(ref MessagePackReader reader) => reader.TryReadNil() ? null : format.Read(ref reader);
}
