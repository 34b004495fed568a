using System.Runtime.InteropServices;
using NumaProbe.Actors;

namespace NumaProbe.Node;

/// <summary>
/// A server that divides itself equally among the jobs present (processor sharing): a CPU among runnable threads, a memory
/// controller among accesses. Owns the jobs' remaining work; knows no time but what it is told. Integer arithmetic only, so
/// results are the same everywhere: service is counted in 1/1024 ns.
/// </summary>
/// <typeparam name="T">What identifies a job.</typeparam>
internal sealed class ProcessorSharing<T>
{
    /// <summary>Most work of one job, nanoseconds (26 days): longer than any run, and small enough for the arithmetic. More counts as this.</summary>
    internal const long MaxWorkNs = long.MaxValue >> (Shift + 2);

    private const int Shift = 10;

    private readonly PriorityQueue<Job, (long Finish, long Sequence)> _jobs = new();
    private long _service;
    private long _updatedNs;
    private long _sequence;
    private int _others;

    /// <summary>Jobs present, and those that only take a share (<see cref="AddShare"/>).</summary>
    internal int Count => _jobs.Count + _others;

    /// <summary>Jobs present.</summary>
    internal int JobCount => _jobs.Count;

    /// <summary>Adds a job.</summary>
    /// <param name="nowNs">Virtual time.</param>
    /// <param name="workNs">Work, in nanoseconds of the undivided server.</param>
    /// <param name="item">The job.</param>
    internal void Add(long nowNs, long workNs, T item)
    {
        Advance(nowNs);
        var finish = checked(_service + (Math.Min(workNs, MaxWorkNs) << Shift));
        _jobs.Enqueue(new Job(item, finish), (finish, _sequence++));
    }

    /// <summary>Takes or gives back a share without a job (work measured in wall time).</summary>
    internal void AddShare(long nowNs, int shares)
    {
        Advance(nowNs);
        _others += shares;
    }

    /// <summary>When the next job ends if nothing changes, or <see cref="long.MaxValue"/>.</summary>
    internal long NextEndNs(long nowNs)
    {
        Advance(nowNs);
        if (!_jobs.TryPeek(out _, out var first))
        {
            return long.MaxValue;
        }

        var left = Math.Max(0, first.Finish - _service);
        var wait = (((Int128)left * Count) + (1 << Shift) - 1) >> Shift;
        return (long)Int128.Min(nowNs + wait, long.MaxValue - 1);
    }

    /// <summary>Takes a job that has all its work done.</summary>
    internal bool TryTakeEnded(long nowNs, out T item)
    {
        Advance(nowNs);
        if (_jobs.TryPeek(out var job, out var key) && key.Finish <= _service)
        {
            _jobs.Dequeue();
            item = job.Item;
            return true;
        }

        item = default!;
        return false;
    }

    /// <summary>Removes the job with the most work left among those wanted.</summary>
    /// <param name="nowNs">Virtual time.</param>
    /// <param name="wanted">Which jobs may be taken.</param>
    /// <param name="item">The job.</param>
    /// <param name="remainingNs">Its remaining work, rounded up.</param>
    internal bool TryRemoveLast(long nowNs, Predicate<T> wanted, out T item, out long remainingNs)
    {
        Advance(nowNs);
        var found = _jobs.UnorderedItems
            .Where(j => wanted(j.Element.Item))
            .OrderByDescending(j => j.Priority)
            .Take(1)
            .ToList();
        if (found.Count == 0)
        {
            item = default!;
            remainingNs = 0;
            return false;
        }

        item = found[0].Element.Item;
        remainingNs = Ceiling(Math.Max(0, found[0].Element.Finish - _service));
        var removed = _jobs.Remove(found[0].Element, out _, out _, EqualityComparer<Job>.Default);
        Invariant.Require(removed, "processor-sharing-removes-a-present-job");
        return true;
    }

    private static long Ceiling(long service) => (service + (1 << Shift) - 1) >> Shift;

    private void Advance(long nowNs)
    {
        if (nowNs > _updatedNs && Count > 0)
        {
            _service += ((nowNs - _updatedNs) << Shift) / Count;
        }

        _updatedNs = nowNs;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Job(T Item, long Finish);
}
