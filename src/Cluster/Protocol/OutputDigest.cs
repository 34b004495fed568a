using System.Numerics;
using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Protocol;

/// <summary>
/// A running hash of what a partition puts out: its trace events and the addresses, times and kinds of its messages. Two partitions that
/// did the same have the same digest; of the content of messages only the kind counts.
/// </summary>
public struct OutputDigest : IEquatable<OutputDigest>
{
    private ulong _traces;
    private ulong _messages;

    /// <summary>The hash so far; 0 before the first. The order between trace events and messages does not count, that among each does.</summary>
    public readonly ulong Value => BitOperations.RotateLeft(_traces, 23) ^ _messages;

    /// <summary>Adds a trace event.</summary>
    /// <param name="traceEvent">The event.</param>
    public void Add(in TraceEvent traceEvent)
    {
        Mix(ref _traces, traceEvent.TimeNs);
        Mix(ref _traces, traceEvent.Sequence);
        Mix(ref _traces, ((long)traceEvent.Kind << 48) ^ ((long)traceEvent.Partition << 32) ^ (uint)traceEvent.E);
        Mix(ref _traces, ((long)traceEvent.Thread << 32) | (uint)traceEvent.Cpu);
        Mix(ref _traces, ((long)traceEvent.Device << 32) | (uint)traceEvent.Driver);
        Mix(ref _traces, traceEvent.A);
        Mix(ref _traces, traceEvent.B);
        Mix(ref _traces, traceEvent.C);
        Mix(ref _traces, traceEvent.D);
    }

    /// <summary>Adds a message.</summary>
    /// <param name="envelope">The message.</param>
    /// <param name="kind">Number of the kind of its content.</param>
    public void Add(in Envelope envelope, int kind)
    {
        Mix(ref _messages, envelope.TimeNs);
        Mix(ref _messages, envelope.Sequence);
        Mix(ref _messages, ((long)envelope.Origin << 48) ^ ((long)envelope.Target.Partition << 32) ^ ((long)envelope.Target.Kind << 24) ^ (long)kind);
        Mix(ref _messages, ((long)envelope.Target.Index << 32) | (uint)envelope.ReplyTo.Slot);
        Mix(ref _messages, ((long)envelope.ReplyTo.Partition << 32) ^ (uint)envelope.ReplyTo.Version ^ (envelope.IsReply ? 1L << 62 : 0));
    }

    /// <inheritdoc/>
    public readonly bool Equals(OutputDigest other) => Value == other.Value;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is OutputDigest other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => Value.GetHashCode();

    /// <summary>Same hash.</summary>
    public static bool operator ==(OutputDigest left, OutputDigest right) => left.Equals(right);

    /// <summary>Another hash.</summary>
    public static bool operator !=(OutputDigest left, OutputDigest right) => !left.Equals(right);

    private static void Mix(ref ulong hash, long value) => hash = BitOperations.RotateLeft((hash ^ (ulong)value) * 0x9E3779B97F4A7C15UL, 29);
}
