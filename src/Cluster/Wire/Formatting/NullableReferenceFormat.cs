using MessagePack;

namespace NumaProbe.Cluster.Wire.Formatting;

/// <summary>A reference that may be absent.</summary>
/// <typeparam name="T">Its type.</typeparam>
internal sealed class NullableReferenceFormat<T>(IWireFormat<T> format) : IWireFormat<T?>
    where T : class
{
    /// <inheritdoc/>
    public void Write(ref MessagePackWriter writer, T? value)
    {
        if (value is null)
        {
            writer.WriteNil();
        }
        else
        {
            format.Write(ref writer, value);
        }
    }

    /// <inheritdoc/>
    public T? Read(ref MessagePackReader reader) => reader.TryReadNil() ? null : format.Read(ref reader);
}
