using System.Runtime.InteropServices;

namespace NumaProbe.VirtualTime;

/// <summary>Address of an actor: the same in every process. Small, a plain value, part of messages.</summary>
/// <param name="Partition">Number of the actor system.</param>
/// <param name="Kind">Table of the actor within its system, below <see cref="Partition.MaxKinds"/>; its meaning is the user's.</param>
/// <param name="Index">Place in that table.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ActorId(ushort Partition, byte Kind, int Index)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(null, $"{Partition}/{Kind}/{Index}");
}
