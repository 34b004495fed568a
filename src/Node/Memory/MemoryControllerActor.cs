using NumaProbe.Actors;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Node.Memory;

/// <summary>
/// The memory controller of a node. Accepts <see cref="Touch"/> and its own ticks. Owns the accesses under way and divides
/// its bandwidth equally among them; an access from afar takes longer by the distance (cost model of the reference, §10.1:
/// pages × time a page × remote factor × contention).
/// </summary>
internal sealed class MemoryControllerActor : Actor
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly NodeState _state;
    private readonly ProcessorSharing<Access> _accesses = new();
    private long _nextTickNs = long.MaxValue;

    internal MemoryControllerActor(NodeState state) => _state = state;

    /// <inheritdoc/>
    protected override void Receive(object message, ReplyTo replyTo)
    {
        switch (message)
        {
            case Touch touch:
                OnTouch(touch, replyTo);
                break;
            case Tick:
                OnTick();
                break;
            default:
                throw Unknown(message);
        }
    }

    private void OnTouch(Touch touch, ReplyTo replyTo)
    {
        var costs = _state.Model.Costs;
        var local = AloneNs(touch.Bytes, costs.MemoryBytesPerSecond);
        var distance = _state.Model.Scenario.Topology.Distances[touch.FromNode, _state.Node];
        var factor = costs.RemoteFactorPerDistance * (distance - DistanceMatrix.Local) / DistanceMatrix.Local;
        var remote = (long)Math.Min(local * factor, ProcessorSharing<Access>.MaxWorkNs);
        _accesses.Add(NowNs, local + remote, new Access(replyTo, new TouchDone(local, remote)));
        Arm();
    }

    private static long AloneNs(long bytes, long bytesPerSecond) =>
        bytes <= long.MaxValue / NanosecondsPerSecond
            ? (bytes * NanosecondsPerSecond / bytesPerSecond) + 1
            : (long)UInt128.Min((UInt128)bytes * NanosecondsPerSecond / (ulong)bytesPerSecond, (UInt128)ProcessorSharing<Access>.MaxWorkNs) + 1;

    private void OnTick()
    {
        if (NowNs >= _nextTickNs)
        {
            _nextTickNs = long.MaxValue;
        }

        while (_accesses.TryTakeEnded(NowNs, out var access))
        {
            Reply(access.Requester, access.Answer);
        }

        Arm();
    }

    private void Arm()
    {
        var next = _accesses.NextEndNs(NowNs);
        if (next < _nextTickNs)
        {
            _nextTickNs = next;
            SendLater(Id, Tick.Instance, next - NowNs);
        }
    }

    private sealed record Access(ReplyTo Requester, TouchDone Answer);

    /// <summary>An access may have ended.</summary>
    private sealed record Tick
    {
        internal static Tick Instance { get; } = new();
    }
}
