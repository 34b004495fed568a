using System.Numerics;
using NumaProbe.Actors;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Cluster.Time;

/// <summary>
/// A running hash of what a partition puts out: its trace events and the addresses, times and kinds of its messages. Two partitions that
/// did the same have the same digest; of the content of messages only the kind counts.
/// </summary>
public struct OutputDigest : IEquatable<OutputDigest>
{
    private ulong _value;

    /// <summary>The hash so far; 0 before the first.</summary>
    public readonly ulong Value => _value;

    /// <summary>Adds a trace event.</summary>
    /// <param name="traceEvent">The event.</param>
    public void Add(in TraceEvent traceEvent)
    {
        Mix(traceEvent.TimeNs);
        Mix(traceEvent.Sequence);
        Mix(((long)traceEvent.Kind << 48) ^ ((long)traceEvent.Partition << 32) ^ (uint)traceEvent.E);
        Mix(((long)traceEvent.Thread << 32) | (uint)traceEvent.Cpu);
        Mix(((long)traceEvent.Device << 32) | (uint)traceEvent.Driver);
        Mix(traceEvent.A);
        Mix(traceEvent.B);
        Mix(traceEvent.C);
        Mix(traceEvent.D);
    }

    /// <summary>Adds a message.</summary>
    /// <param name="envelope">The message.</param>
    /// <param name="kind">Number of the kind of its content.</param>
    public void Add(in Envelope envelope, int kind)
    {
        Mix(envelope.TimeNs);
        Mix(envelope.Sequence);
        Mix(((long)envelope.Origin << 48) ^ ((long)envelope.Target.Partition << 32) ^ ((long)envelope.Target.Kind << 24) ^ (long)kind);
        Mix(((long)envelope.Target.Index << 32) | (uint)envelope.ReplyTo.Slot);
        Mix(((long)envelope.ReplyTo.Partition << 32) ^ (uint)envelope.ReplyTo.Version ^ (envelope.IsReply ? 1L << 62 : 0));
    }

    /// <inheritdoc/>
    public readonly bool Equals(OutputDigest other) => _value == other._value;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is OutputDigest other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => _value.GetHashCode();

    /// <summary>Same hash.</summary>
    public static bool operator ==(OutputDigest left, OutputDigest right) => left.Equals(right);

    /// <summary>Another hash.</summary>
    public static bool operator !=(OutputDigest left, OutputDigest right) => !left.Equals(right);

    private void Mix(long value) => _value = BitOperations.RotateLeft((_value ^ (ulong)value) * 0x9E3779B97F4A7C15UL, 29);
}
