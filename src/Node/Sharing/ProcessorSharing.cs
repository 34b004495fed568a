using System.Runtime.InteropServices;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Sharing;

/// <summary>
/// A server that divides itself equally among the jobs present (processor sharing): a CPU among runnable threads, a memory
/// controller among accesses. Owns the jobs' remaining work, in a heap by the service at which they end; knows no time but what it is
/// told. Integer arithmetic only, so results are the same everywhere: service is counted in 1/1024 ns.
/// </summary>
/// <typeparam name="T">What identifies a job.</typeparam>
internal sealed class ProcessorSharing<T>
{
    /// <summary>Most work of one job, nanoseconds (26 days): longer than any run, and small enough for the arithmetic. More counts as this.</summary>
    internal const long MaxWorkNs = long.MaxValue >> (Shift + 2);

    private const int Shift = 10;

    /// <summary>Service and shares whose product, and a time that with it, fit 64 bits.</summary>
    private const long PlainService = 1L << 40;
    private const int PlainShares = 1 << 20;
    private const long PlainTimeNs = long.MaxValue / 2;

    private Job[] _jobs = new Job[4];
    private long _service;
    private long _updatedNs;
    private long _sequence;
    private int _others;

    /// <summary>Jobs present, and those that only take a share (<see cref="AddShare"/>).</summary>
    internal int Count => JobCount + _others;

    /// <summary>Jobs present.</summary>
    internal int JobCount { get; private set; }

    /// <summary>Adds a job.</summary>
    /// <param name="nowNs">Virtual time.</param>
    /// <param name="workNs">Work, in nanoseconds of the undivided server.</param>
    /// <param name="item">The job.</param>
    internal void Add(long nowNs, long workNs, T item)
    {
        Advance(nowNs);
        var finish = checked(_service + (Math.Min(workNs, MaxWorkNs) << Shift));
        if (JobCount == _jobs.Length)
        {
            Array.Resize(ref _jobs, JobCount * 2);
        }

        SiftUp(JobCount++, new Job(finish, _sequence++, item));
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
        if (JobCount == 0)
        {
            return long.MaxValue;
        }

        var left = Math.Max(0, _jobs[0].Finish - _service);
        if (left < PlainService && Count < PlainShares && nowNs < PlainTimeNs)
        {
            return nowNs + Ceiling(left * Count);
        }

        var wait = (((Int128)left * Count) + (1 << Shift) - 1) >> Shift;
        return (long)Int128.Min(nowNs + wait, long.MaxValue - 1);
    }

    /// <summary>Takes a job that has all its work done.</summary>
    internal bool TryTakeEnded(long nowNs, out T item)
    {
        Advance(nowNs);
        if (JobCount > 0 && _jobs[0].Finish <= _service)
        {
            item = _jobs[0].Item;
            RemoveAt(0);
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
        var last = -1;
        for (var i = 0; i < JobCount; i++)
        {
            if (wanted(_jobs[i].Item) && (last < 0 || _jobs[last].IsBefore(_jobs[i])))
            {
                last = i;
            }
        }

        if (last < 0)
        {
            item = default!;
            remainingNs = 0;
            return false;
        }

        item = _jobs[last].Item;
        remainingNs = Ceiling(Math.Max(0, _jobs[last].Finish - _service));
        RemoveAt(last);
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

    private void RemoveAt(int index)
    {
        var moved = _jobs[--JobCount];
        _jobs[JobCount] = default;
        if (index == JobCount)
        {
            return;
        }

        if (index > 0 && moved.IsBefore(_jobs[(index - 1) / 2]))
        {
            SiftUp(index, moved);
        }
        else
        {
            SiftDown(index, moved);
        }
    }

    private void SiftUp(int index, in Job job)
    {
        while (index > 0 && job.IsBefore(_jobs[(index - 1) / 2]))
        {
            _jobs[index] = _jobs[(index - 1) / 2];
            index = (index - 1) / 2;
        }

        _jobs[index] = job;
    }

    private void SiftDown(int index, in Job job)
    {
        for (var child = (index * 2) + 1; child < JobCount; child = (index * 2) + 1)
        {
            if (child + 1 < JobCount && _jobs[child + 1].IsBefore(_jobs[child]))
            {
                child++;
            }

            if (!_jobs[child].IsBefore(job))
            {
                break;
            }

            _jobs[index] = _jobs[child];
            index = child;
        }

        _jobs[index] = job;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Job(long finish, long sequence, T item)
    {
        internal readonly long Finish = finish;
        internal readonly T Item = item;
        private readonly long _sequence = sequence;

        internal bool IsBefore(in Job other) => Finish < other.Finish || (Finish == other.Finish && _sequence < other._sequence);
    }
}
