using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// Stands where Akka.NET has serializers that we do not need, some of which make objects of any type that a stranger names: it writes and
/// reads nothing.
/// </summary>
internal sealed class RefusingSerializer(ExtendedActorSystem system) : Serializer(system)
{
    /// <summary>The number of the serializer that makes objects by the names of their types, whose place it takes.</summary>
    internal const int Number = 1;

    /// <summary>As Akka.NET makes those that have settings of their own; they mean nothing here.</summary>
    public RefusingSerializer(ExtendedActorSystem system, Config settings)
        : this(system)
    {
    }

    /// <inheritdoc/>
    public override int Identifier => Number;

    /// <inheritdoc/>
    public override bool IncludeManifest => true;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => throw new SerializationException($"{obj?.GetType()} does not leave this process");

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, Type type) => throw new SerializationException($"{type} does not enter this process");
}
