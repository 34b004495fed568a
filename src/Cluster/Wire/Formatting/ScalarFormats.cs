using System.Buffers;
using MessagePack;

namespace NumaProbe.Cluster.Wire.Formatting;

/// <summary>The simple types that fields have.</summary>
internal sealed class ScalarFormats :
    IWireFormat<long>, IWireFormat<ulong>, IWireFormat<int>, IWireFormat<ushort>, IWireFormat<byte>, IWireFormat<bool>, IWireFormat<string>,
    IWireFormat<ReadOnlyMemory<byte>>
{
    internal static ScalarFormats Instance { get; } = new();

    void IWireFormat<long>.Write(ref MessagePackWriter writer, long value) => writer.Write(value);

    long IWireFormat<long>.Read(ref MessagePackReader reader) => reader.ReadInt64();

    void IWireFormat<ulong>.Write(ref MessagePackWriter writer, ulong value) => writer.Write(value);

    ulong IWireFormat<ulong>.Read(ref MessagePackReader reader) => reader.ReadUInt64();

    void IWireFormat<int>.Write(ref MessagePackWriter writer, int value) => writer.Write(value);

    int IWireFormat<int>.Read(ref MessagePackReader reader) => reader.ReadInt32();

    void IWireFormat<ushort>.Write(ref MessagePackWriter writer, ushort value) => writer.Write(value);

    ushort IWireFormat<ushort>.Read(ref MessagePackReader reader) => reader.ReadUInt16();

    void IWireFormat<byte>.Write(ref MessagePackWriter writer, byte value) => writer.Write(value);

    byte IWireFormat<byte>.Read(ref MessagePackReader reader) => reader.ReadByte();

    void IWireFormat<bool>.Write(ref MessagePackWriter writer, bool value) => writer.Write(value);

    bool IWireFormat<bool>.Read(ref MessagePackReader reader) => reader.ReadBoolean();

    void IWireFormat<string>.Write(ref MessagePackWriter writer, string value) => writer.Write(value);

    string IWireFormat<string>.Read(ref MessagePackReader reader) => reader.ReadString() ?? throw new WireException("a text is missing");

    void IWireFormat<ReadOnlyMemory<byte>>.Write(ref MessagePackWriter writer, ReadOnlyMemory<byte> value) => writer.Write(value.Span);

    ReadOnlyMemory<byte> IWireFormat<ReadOnlyMemory<byte>>.Read(ref MessagePackReader reader) =>
        reader.ReadBytes()?.ToArray() ?? throw new WireException("bytes are missing");
}
