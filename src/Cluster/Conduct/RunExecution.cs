using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Waits;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// One execution of a run: the partitions, who may run how far, and the messages and trace events between. Owns virtual time, and must never
/// know why a run exists, what may be injected or how it is kept.
/// </summary>
internal sealed class RunExecution : IDisposable
{
    private readonly RunMachine _machine;
    private readonly ConductTally _tally;
    private readonly long _term;
    private readonly int _run;
    private readonly LocalPartition _local;
    private readonly RemotePartition[] _remote;
    private readonly PartitionLedger[] _all;
    private readonly long[] _floors;
    private readonly TraceMerger _merger;
    private readonly ProtocolSizes _sizes;
    private OwnHost? _own;

    internal RunExecution(RunMachine machine, int run, ConductorTools tools, RunExecution? before)
    {
        _machine = machine;
        _term = tools.Term;
        _run = run;
        _tally = tools.Tally;
        _sizes = tools.Sizes;
        Windows = before?.Windows ?? 0;
        _local = new LocalPartition(machine, tools.Sizes);
        _remote = [.. Enumerable.Range(1, machine.Partitions - 1)
            .Select(partition => new RemotePartition(partition, before?._remote[partition - 1].Incarnation ?? 0, tools.Sizes))];
        _all = [_local, .. _remote];
        _floors = new long[_all.Length];
        _merger = new TraceMerger(_all.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _own?.Dispose();
        _local.Dispose();
    }

    /// <summary>The same run from its beginning, in this one's place.</summary>
    internal RunExecution Again(RunMachine machine, int run, ConductorTools tools)
    {
        var again = new RunExecution(machine, run, tools, this);
        Dispose();
        return again;
    }

    /// <summary>Every node is held in this process, see <see cref="HoldHere"/>.</summary>
    internal bool IsHere => _own is not null;

    /// <summary>Why a partition cannot go on, or null.</summary>
    internal string? Failure { get; private set; }

    /// <summary>Grants answered.</summary>
    internal long Windows { get; private set; }

    /// <summary>A grant of the own partition waits until what was to be sent is on its way.</summary>
    internal bool IsLocalDue => !_local.IsQuiet;

    /// <summary>Nothing is asked of any partition.</summary>
    internal bool IsQuiet => _all.All(static partition => partition.IsQuiet);

    /// <summary>Before this time nothing happens any more.</summary>
    internal long FloorNs => _all.Min(static partition => partition.FloorNs);

    /// <summary>Nothing is left to do.</summary>
    internal bool IsIdle => FloorNs == long.MaxValue && IsQuiet;

    /// <summary>Time of the latest event of all partitions; exact while quiet.</summary>
    internal long LatestNs => _all.Max(static partition => partition.NowNs);

    /// <summary>Events handled.</summary>
    internal long Handled => _all.Sum(static partition => partition.Handled);

    /// <summary>At most so many events have waited in one partition at once, by a generous count.</summary>
    internal long PeakWaiting => _all.Max(static partition => partition.PeakWaiting);

    /// <summary>It has failed, or come to a bound: only a run in one process says exactly how it ends.</summary>
    internal bool MustBeEmbedded =>
        Failure is not null
        || Handled > _machine.Limits.MaxEvents
        || (FloorNs != long.MaxValue && FloorNs > _machine.Limits.MaxVirtualNs)
        || PeakWaiting * 2 >= _machine.Limits.MaxMailbox;

    internal TraceMerger Merger => _merger;

    internal LocalPartition Local => _local;

    /// <summary>Partitions in hosts.</summary>
    internal IReadOnlyList<RemotePartition> Remote => _remote;

    /// <summary>When something is to be sent again; <see cref="long.MaxValue"/> for never.</summary>
    internal long NextResendMs => _remote.Min(static partition => partition.DueMs);

    /// <summary>Holds every node in this process from the start, until <see cref="LetGo"/>.</summary>
    internal void HoldHere()
    {
        _own = new OwnHost(_remote, _term, _run, _machine, _sizes);
        TakeOwn(_own.Standing);
    }

    /// <summary>Carries out what is granted in this process, while it holds every node.</summary>
    internal void RunHere()
    {
        if (!_local.IsQuiet)
        {
            RunLocal();
        }

        TakeOwn(_own!.RunDue());
    }

    /// <summary>Holds no node any longer, if it did: hosts take them up where they are.</summary>
    internal void LetGo()
    {
        if (_own is null)
        {
            return;
        }

        _own.Dispose();
        _own = null;
        foreach (var partition in _remote)
        {
            partition.Lose();
        }
    }

    /// <summary>Gives partitions to the processes that hold their nodes now. False when one cannot be rebuilt, so that all must begin again.</summary>
    internal bool Place(HostTable hosts, long nowMs, List<Outgoing> outgoing)
    {
        foreach (var partition in _remote)
        {
            var holder = hosts.HolderOf(partition.Node);
            if (holder == partition.Holder)
            {
                if (partition.NextRecall(_term, _run, nowMs) is { } recall)
                {
                    _tally.Recalls++;
                    outgoing.Add(new Outgoing(partition.Holder!.Address, recall));
                }
            }
            else if (holder is null)
            {
                partition.Lose();
            }
            else if (partition.IsBeyondRebuilding)
            {
                return false;
            }
            else
            {
                _tally.Rebuilds += partition.IsKnown ? 1 : 0;
                outgoing.Add(new Outgoing(holder.Address, partition.AssignTo(holder, _term, _run, _machine, nowMs)));
            }
        }

        return true;
    }

    /// <summary>Sends again what was not answered.</summary>
    internal void Resend(long nowMs, List<Outgoing> outgoing)
    {
        foreach (var partition in _remote)
        {
            if (partition.Resend(nowMs) is { } message)
            {
                outgoing.Add(new Outgoing(partition.Holder!.Address, message));
            }
        }
    }

    /// <summary>A process was heard from.</summary>
    internal void HeardFrom(HostEntry entry, long nowMs)
    {
        foreach (var partition in _remote.Where(partition => partition.Holder == entry))
        {
            partition.HeardFrom(nowMs);
        }
    }

    /// <summary>Takes a report of the present term and run.</summary>
    /// <returns>Why it cannot be true, with the process that sent it; null when it was taken, or was late or repeated.</returns>
    internal (HostEntry Host, string Problem)? OnReport(Report report)
    {
        if (report.Partition < 1 || report.Partition >= _all.Length)
        {
            return null;
        }

        var partition = _remote[report.Partition - 1];
        if (!partition.IsAnsweredBy(report))
        {
            return null;
        }

        if (report.Failure is not null)
        {
            // what else it says is not looked at: the run will be executed again in one piece
            Failure ??= report.Failure;
            return null;
        }

        if (partition.Check(report, _machine) is { } problem)
        {
            return (partition.Holder!, problem);
        }

        partition.Take(report);
        if (report.Number > 0 && _own is null)
        {
            Windows++;
            _tally.Windows++;
            _tally.RemoteWindows++;
        }

        TakeOutput(report.Partition, report.Envelopes, report.Traces, failure: null);
        return null;
    }

    /// <summary>Lets every partition run that can.</summary>
    /// <param name="capNs">No event at or after this time may be handled.</param>
    /// <param name="nowMs">The clock.</param>
    /// <param name="outgoing">Takes the grants for hosts.</param>
    internal void GrantAll(long capNs, long nowMs, List<Outgoing> outgoing)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            _floors[i] = _all[i].FloorNs;
        }

        foreach (var partition in _remote)
        {
            if (partition.CanBeGranted && BoundOf(partition, capNs) is { } bound)
            {
                Give(partition, partition.GrantUpTo(bound, _term, _run, _machine, nowMs), outgoing);
            }
        }

        if (_local.IsQuiet && BoundOf(_local, capNs) is { } own)
        {
            _local.GrantUpTo(own);
        }
    }

    /// <summary>Runs the own partition as far as it was granted.</summary>
    internal void RunLocal()
    {
        var window = _local.RunGranted();
        Windows++;
        _tally.Windows++;
        TakeOutput(0, window.Envelopes, window.Traces, window.Failure);
    }

    /// <summary>Records the final state, when nothing is left to do.</summary>
    /// <param name="waits">Who waits for whom, when the run hangs; else null.</param>
    internal void ReportFinalState(WaitGraph? waits)
    {
        var window = _local.ReportFinalState(LatestNs + 1, waits);
        _merger.Add(0, window.Traces);
    }

    private void Give(RemotePartition partition, Grant grant, List<Outgoing> outgoing)
    {
        if (_own is null)
        {
            outgoing.Add(new Outgoing(partition.Holder!.Address, grant));
        }
        else
        {
            _own.Take(grant);
        }
    }

    private void TakeOwn(IEnumerable<Report> reports)
    {
        foreach (var report in reports)
        {
            Invariant.Require(OnReport(report) is null, "own-reports-are-true", report.Partition);
        }
    }

    private long? BoundOf(PartitionLedger partition, long capNs)
    {
        var floor = partition.FloorNs;
        if (floor == long.MaxValue)
        {
            return null;
        }

        var bound = Math.Min(_machine.Lookahead.BoundOf(partition.Partition, _floors), capNs);
        return floor < bound ? bound : null;
    }

    private void TakeOutput(int partition, IReadOnlyList<Envelope> envelopes, IReadOnlyList<TraceEvent> traces, string? failure)
    {
        _merger.Add(partition, traces);
        foreach (var envelope in envelopes)
        {
            _all[envelope.IsReply ? envelope.ReplyTo.Partition : envelope.Target.Partition].Enqueue(envelope);
        }

        Failure ??= failure;
    }
}
