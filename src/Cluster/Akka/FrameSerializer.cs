using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using NumaProbe.Cluster.Wire.Formatting;

namespace NumaProbe.Cluster.Akka;

/// <summary>Carries frames, and nothing else, between processes: the bytes as they are. What is in them is read by whoever they are for.</summary>
internal sealed class FrameSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Its number on the wire, fixed for ever.</summary>
    internal const int Number = 2018;

    /// <summary>What a frame of this version is called on the wire.</summary>
    internal const string FrameManifest = "frame-1";

    /// <inheritdoc/>
    public override int Identifier => Number;

    /// <inheritdoc/>
    public override string Manifest(object o) => o is Frame ? FrameManifest : throw new SerializationException($"{o?.GetType().Name} is no frame");

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) =>
        obj is Frame frame ? frame.Payload.ToArray() : throw new SerializationException($"{obj?.GetType().Name} is no frame");

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return manifest is FrameManifest && bytes.Length <= WireBounds.MaxFrameBytes
            ? new Frame(bytes)
            : throw new SerializationException($"'{manifest}' of {bytes.Length} bytes is no frame");
    }
}
