using System.Buffers.Binary;
using System.Text;

namespace NumaProbe.Processes.Proxies;

/// <summary>
/// A frame as Akka.Remote puts it on a connection: four bytes of length, the lowest first, and a message of its protocol. Of these only the ones
/// that carry a message between actors of ours are told apart; handshakes, heartbeats and gossip are left as they are.
/// </summary>
/// <param name="Recipient">Address of the actor that it is for.</param>
/// <param name="Sender">Address of the actor that it is from.</param>
internal sealed record AkkaFrame(string Recipient, string Sender)
{
    /// <summary>Bytes of the length.</summary>
    internal const int LengthBytes = 4;

    // of the product, fixed on the wire
    private const ulong OurSerializer = 2018;

    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    /// <summary>Bytes after the length.</summary>
    internal static int BodyLength(ReadOnlySpan<byte> length) => BinaryPrimitives.ReadInt32LittleEndian(length);

    /// <summary>Understands a frame.</summary>
    /// <param name="frame">The frame with its length.</param>
    /// <returns>Whose message it carries, or null when it is none of ours.</returns>
    internal static AkkaFrame? Of(ReadOnlySpan<byte> frame)
    {
        // protocol message, 1: payload; of it 2: envelope, of which 1: recipient, 2: message, 4: sender
        if (!TryField(frame[LengthBytes..], 1, out var payload, out _) || !TryField(payload, 2, out var envelope, out _)
            || !TryField(envelope, 2, out var message, out _) || !TryField(message, 2, out _, out var serializer) || serializer != OurSerializer
            || !TryField(envelope, 1, out var recipient, out _) || !TryField(envelope, 4, out var sender, out _))
        {
            return null;
        }

        return new AkkaFrame(AddressIn(recipient), AddressIn(sender));
    }

    // akka.tcp://cluster@127.0.0.1:4053/user/node
    private static string AddressIn(ReadOnlySpan<byte> reference)
    {
        var path = TryField(reference, 1, out var bytes, out _) ? Encoding.UTF8.GetString(bytes) : "";
        return path.Split('/') is [_, _, var address, ..] ? address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..] : "";
    }

    // the first field of a number in a protobuf message
    private static bool TryField(ReadOnlySpan<byte> message, int number, out ReadOnlySpan<byte> bytes, out ulong value)
    {
        bytes = [];
        value = 0;
        var at = 0;
        while (at < message.Length)
        {
            var tag = ReadVarint(message, ref at);
            switch ((int)(tag & 7))
            {
                case Varint:
                    value = ReadVarint(message, ref at);
                    break;
                case Fixed64:
                    at += 8;
                    break;
                case Fixed32:
                    at += 4;
                    break;
                case Bytes:
                    var length = (int)ReadVarint(message, ref at);
                    bytes = message.Slice(at, length);
                    at += length;
                    break;
                default:
                    throw new InvalidDataException($"tag {tag} is no protobuf");
            }

            if ((int)(tag >> 3) == number)
            {
                return true;
            }
        }

        return false;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if ((part & 0x80) == 0)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number has too many bytes");
    }
}
