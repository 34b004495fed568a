using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Sharing;

/// <summary>
/// An actor that serves all its jobs at once: a CPU or a memory controller. Owns the jobs and the tick at which the next of them ends;
/// what a job is, and who is told of its end, is for the kinds of servers.
/// </summary>
/// <typeparam name="T">What identifies a job.</typeparam>
internal abstract class SharedServerActor<T> : Actor
{
    private long _nextTickNs = long.MaxValue;

    private protected ProcessorSharing<T> Jobs { get; } = new();

    /// <summary>A job has all its work done.</summary>
    private protected abstract void End(in T job);

    private protected void OnTick()
    {
        if (NowNs >= _nextTickNs)
        {
            _nextTickNs = long.MaxValue;
        }

        while (Jobs.TryTakeEnded(NowNs, out var job))
        {
            End(job);
        }

        Arm();
    }

    /// <summary>Ticks at the next end; a tick that comes too early, because others joined, does no harm.</summary>
    private protected void Arm()
    {
        var next = Jobs.NextEndNs(NowNs);
        if (next < _nextTickNs)
        {
            _nextTickNs = next;
            SendLater(Id, Tick.Instance, next - NowNs);
        }
    }

    /// <summary>A job may have ended.</summary>
    private protected sealed record Tick
    {
        internal static Tick Instance { get; } = new();
    }
}
