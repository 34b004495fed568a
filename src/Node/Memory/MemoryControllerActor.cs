using NumaProbe.Node.Sharing;
using NumaProbe.Node.State;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Topology;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Memory;

/// <summary>
/// The memory controller of a node. Accepts <see cref="Touch"/> and its own ticks. Owns the accesses under way and divides
/// its bandwidth equally among them; an access from afar takes longer by the distance (docs/reference/driver-core.md, 10.1:
/// pages × time a page × remote factor × contention), as far as the work cares where it is done.
/// </summary>
internal sealed class MemoryControllerActor : SharedServerActor<MemoryAccess>
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly NodeState _state;
    private TouchDone _lastAnswer = new(0, 0);

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
        var placed = 1 - (touch.UnplacedPerMillion / (double)DurationDistribution.Million);
        var remote = (long)Math.Min(local * factor * placed, ProcessorSharing<MemoryAccess>.MaxWorkNs);
        if (_lastAnswer.LocalNs != local || _lastAnswer.RemoteNs != remote)
        {
            // accesses are much alike, and an answer is immutable
            _lastAnswer = new TouchDone(local, remote);
        }

        Jobs.Add(NowNs, local + remote, new MemoryAccess(replyTo, _lastAnswer));
        Arm();
    }

    private protected override void End(in MemoryAccess job) => Reply(job.Requester, job.Answer);

    private static long AloneNs(long bytes, long bytesPerSecond) =>
        bytes <= long.MaxValue / NanosecondsPerSecond
            ? (bytes * NanosecondsPerSecond / bytesPerSecond) + 1
            : (long)UInt128.Min((UInt128)bytes * NanosecondsPerSecond / (ulong)bytesPerSecond, (UInt128)ProcessorSharing<MemoryAccess>.MaxWorkNs) + 1;
}
