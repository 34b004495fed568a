using System.Runtime.InteropServices;

namespace NumaProbe.VirtualTime;

/// <summary>
/// A message under way to another partition. The order of delivery is (<see cref="TimeNs"/>, <see cref="Origin"/>,
/// <see cref="Sequence"/>) and so never depends on when a transport delivers it.
/// </summary>
/// <param name="TimeNs">Virtual time of arrival, nanoseconds.</param>
/// <param name="Origin">Partition that sent it.</param>
/// <param name="Sequence">Number of the message within its origin.</param>
/// <param name="Target">Actor it is for; ignored for an answer.</param>
/// <param name="Message">Immutable content.</param>
/// <param name="ReplyTo">For a request where the answer goes; for an answer the slot it fills.</param>
/// <param name="IsReply">True for an answer.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Envelope(
    long TimeNs,
    ushort Origin,
    long Sequence,
    ActorId Target,
    object Message,
    ReplyTo ReplyTo,
    bool IsReply);
