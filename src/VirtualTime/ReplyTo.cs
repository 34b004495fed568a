using System.Runtime.InteropServices;

namespace NumaProbe.VirtualTime;

/// <summary>
/// Where the answer to a request goes: a waiting slot of the asking partition. Travels with the request and may be handed
/// on, so that another actor answers in the end. Answering twice, or a message that was no request, is an error.
/// </summary>
/// <param name="Partition">The asking partition.</param>
/// <param name="Slot">The slot, never 0 for a request.</param>
/// <param name="Version">Use count of the slot: an answer to an earlier use is refused.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReplyTo(ushort Partition, int Slot, int Version)
{
    /// <summary>The message was sent, not asked.</summary>
    public static ReplyTo None => default;

    /// <summary>True when somebody waits for an answer.</summary>
    public bool IsAsked => Slot != 0;
}
