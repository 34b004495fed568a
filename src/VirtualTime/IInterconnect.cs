namespace NumaProbe.VirtualTime;

/// <summary>
/// The seam between partitions. Everything a partition says to another goes through here, so partitions may live in one
/// process or in many. An implementation delivers every envelope once, before the target's virtual time reaches
/// the envelope's; it must never change or reorder what the envelope says.
/// </summary>
public interface IInterconnect
{
    /// <summary>Time a message takes between two different partitions, nanoseconds; never below 1.</summary>
    /// <param name="from">Sending partition.</param>
    /// <param name="to">Receiving partition.</param>
    long LatencyNs(int from, int to);

    /// <summary>Takes a message for another partition.</summary>
    /// <param name="envelope">The message; its target's partition is not its origin.</param>
    void Post(in Envelope envelope);
}
