using MessagePack;

namespace NumaProbe.Cluster.Wire.Formatting;

/// <summary>A list. Its memory grows with what has been read, never with what a header claims.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
internal sealed class ListFormat<T>(IWireFormat<T> format) : IWireFormat<IReadOnlyList<T>>
{
    /// <inheritdoc/>
    public void Write(ref MessagePackWriter writer, IReadOnlyList<T> value)
    {
        writer.WriteArrayHeader(value.Count);
        for (var i = 0; i < value.Count; i++)
        {
            format.Write(ref writer, value[i]);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<T> Read(ref MessagePackReader reader)
    {
        var count = reader.ReadArrayHeader();
        if (count == 0)
        {
            return [];
        }

        var list = new List<T>(Math.Min(count, WireBounds.ListStart));
        for (var i = 0; i < count; i++)
        {
            list.Add(format.Read(ref reader));
        }

        return list;
    }
}
