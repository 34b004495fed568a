using System.Buffers;
using MessagePack;
using NumaProbe.Cluster.Wire.Formatting;

namespace NumaProbe.Cluster.Wire;

/// <summary>
/// Writes messages as MessagePack frames and reads them back. A frame is an array of messages, each its number in
/// <see cref="WireTable"/> and its fields. Reading takes any bytes and never throws. Safe to use from any thread.
/// </summary>
public static class WireCodec
{
    private static readonly IWireFormat<ClusterMessage> Format = new WireFormats(new Dictionary<Type, IReadOnlyDictionary<int, Type>>
    {
        [typeof(ClusterMessage)] = WireTable.Messages,
        [typeof(object)] = WireTable.Contents,
    }).Of<ClusterMessage>();

    /// <summary>One frame.</summary>
    /// <param name="messages">At most <see cref="WireBounds.MaxMessages"/> messages, none larger than a transport's payload.</param>
    public static byte[] Encode(params IReadOnlyList<ClusterMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(messages.Count);
        foreach (var message in messages)
        {
            Format.Write(ref writer, message);
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Frames for what a core wants sent: what goes to one address at once goes in as few as their size allows, in its order.</summary>
    /// <param name="outgoing">What a core gave back.</param>
    public static IReadOnlyList<WireFrame> Pack(IReadOnlyList<Outgoing> outgoing)
    {
        ArgumentNullException.ThrowIfNull(outgoing);
        var frames = new List<WireFrame>();
        foreach (var group in outgoing.GroupBy(one => one.Address, StringComparer.Ordinal))
        {
            var body = new ArrayBufferWriter<byte>();
            var count = 0;
            foreach (var one in group)
            {
                var writer = new MessagePackWriter(body);
                Format.Write(ref writer, one.Message);
                writer.Flush();
                if (++count == WireBounds.MaxMessages || body.WrittenCount >= WireBounds.FrameBytes)
                {
                    frames.Add(new WireFrame(group.Key, Framed(body, count)));
                    (body, count) = (new ArrayBufferWriter<byte>(), 0);
                }
            }

            if (count > 0)
            {
                frames.Add(new WireFrame(group.Key, Framed(body, count)));
            }
        }

        return frames;
    }

    /// <summary>Reads a frame.</summary>
    /// <param name="frame">Bytes from anybody.</param>
    public static WireReading Decode(ReadOnlyMemory<byte> frame)
    {
        if (frame.Length > WireBounds.MaxFrameBytes)
        {
            return new WireReading(null, $"{frame.Length} bytes are more than a frame may have");
        }

        try
        {
            var reader = new MessagePackReader(frame);
            var count = reader.ReadArrayHeader();
            if (count > WireBounds.MaxMessages)
            {
                return new WireReading(null, $"{count} messages are more than a frame may have");
            }

            var messages = new List<ClusterMessage>(Math.Min(count, WireBounds.ListStart));
            for (var i = 0; i < count; i++)
            {
                messages.Add(Format.Read(ref reader));
            }

            return reader.End ? new WireReading(messages, null) : new WireReading(null, "something follows the last message");
        }
        catch (Exception e) when (e is WireException or MessagePackSerializationException or EndOfStreamException or OverflowException
            or InvalidOperationException or ArgumentException or InsufficientExecutionStackException)
        {
            return new WireReading(null, e.Message);
        }
    }

    private static byte[] Framed(ArrayBufferWriter<byte> body, int count)
    {
        var buffer = new ArrayBufferWriter<byte>(body.WrittenCount + sizeof(ulong));
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(count);
        writer.WriteRaw(body.WrittenSpan);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
