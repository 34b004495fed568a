using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// A partition in a host: who holds it, what is asked of it, and everything it was ever given, so that another process can take its place.
/// What is asked is sent again until it is answered.
/// </summary>
internal sealed class RemotePartition : PartitionLedger
{
    private const long NothingAsked = -1;

    private List<Envelope>? _kept = [];
    private HostEntry? _holder;
    private ClusterMessage? _asked;
    private long _number;
    private long _boundNs;
    private int _fragments;
    private int _recalled;
    private int _toRecall;
    private bool _isHere;
    private int _resends;
    private long _dueMs = long.MaxValue;

    internal RemotePartition(int partition, int incarnation, ProtocolSizes sizes)
        : base(partition, incarnation, sizes)
    {
    }

    internal int Node => Partition - 1;

    internal HostEntry? Holder => _holder;

    /// <inheritdoc/>
    /// <remarks>Of a partition that is being rebuilt everything is known already.</remarks>
    internal override bool IsQuiet => _asked is null || (IsKnown && _asked is Assign or Recall);

    /// <summary>A process holds it and can be asked.</summary>
    internal bool CanBeGranted => (_holder is not null || _isHere) && _asked is null && IsKnown && !IsRecalling;

    /// <summary>It is to be given again more of what it was given.</summary>
    internal bool IsRecalling => _recalled < _toRecall;

    /// <summary>It was given so much that it cannot be rebuilt alone.</summary>
    internal bool IsBeyondRebuilding => _kept is null && IsKnown;

    /// <summary>When what is asked is sent again; <see cref="long.MaxValue"/> when it is not.</summary>
    internal long DueMs => _dueMs;

    /// <summary>Gives it to a process, from the start or from where it was.</summary>
    internal Assign AssignTo(HostEntry holder, long term, int run, RunMachine machine, long nowMs)
    {
        Invariant.Require(!IsBeyondRebuilding, "assignment-can-be-rebuilt", Partition);
        _holder = holder;
        (_recalled, _toRecall) = (0, _kept!.Count <= Sizes.EnvelopesPerGrant ? 0 : _kept.Count);
        return Begin(holder.Process, term, run, machine, nowMs);
    }

    /// <summary>Gives it to the coordinator's own process, from the start.</summary>
    internal Assign AssignHere(long term, int run, RunMachine machine)
    {
        Invariant.Require(!IsKnown, "the-past-begins-at-the-start", Partition);
        _isHere = true;
        return Begin(0, term, run, machine, nowMs: 0);
    }

    /// <summary>What it is to be given again next, or null.</summary>
    internal Recall? NextRecall(long term, int run, long nowMs)
    {
        if (_holder is null || _asked is not null || !IsRecalling)
        {
            return null;
        }

        if (_recalled == 0)
        {
            _kept!.Sort(static (a, b) => (a.TimeNs, a.Origin, a.Sequence).CompareTo((b.TimeNs, b.Origin, b.Sequence)));
        }

        var part = _kept!.GetRange(_recalled, Math.Min(Sizes.EnvelopesPerGrant, _toRecall - _recalled));
        _recalled += part.Count;
        var recall = new Recall(
            term, run, Partition, Incarnation, ++_number, IsRecalling ? _kept[_recalled].TimeNs : long.MaxValue, part, Handled);
        Ask(recall, nowMs);
        return recall;
    }

    /// <summary>Its process is gone; until another one takes it, nothing is asked.</summary>
    internal void Lose()
    {
        _holder = null;
        _isHere = false;
        _asked = null;
        _dueMs = long.MaxValue;
    }

    /// <summary>Lets it run up to a bound, with what waits for it.</summary>
    internal Grant GrantUpTo(long boundNs, long term, int run, RunMachine machine, long nowMs)
    {
        var envelopes = TakePending(ref boundNs);
        Keep(envelopes);
        _boundNs = boundNs;
        var fragments = machine.Fragments.Skip(_fragments).ToList();
        _fragments = machine.Fragments.Count;
        var grant = new Grant(term, run, Partition, Incarnation, ++_number, boundNs, envelopes, fragments);
        Ask(grant, nowMs);
        return grant;
    }

    /// <summary>The report answers what is asked of it as it is assigned now.</summary>
    internal bool IsAnsweredBy(Report report) =>
        ProtocolRules.IsOfIncarnation(report.Incarnation, Incarnation) && ProtocolRules.AnswersWhatIsAsked(report.Number, _asked is null ? NothingAsked : _number);

    /// <summary>What is wrong with a report, or null.</summary>
    internal string? Check(Report report, RunMachine machine)
    {
        var isRebuilt = _asked is Assign or Recall;
        return IsRecalling
            ? ReportCheck.CheckPart(report, Handled)
            : ReportCheck.Check(report, new ReportCheck.Known(
                Partition, isRebuilt && IsKnown, FloorNs, isRebuilt ? NowNs + 1 : _boundNs, NowNs, Handled, LastSequence, TraceCount, Digest), machine);
    }

    /// <summary>Puts a checked report down.</summary>
    internal void Take(Report report)
    {
        if (IsRecalling)
        {
            _asked = null;
            _dueMs = long.MaxValue;
            return;
        }

        var digest = Digest;
        ReportCheck.Add(ref digest, report);
        Advance(report.NextNs, report.NowNs, report.Handled, report.PeakWaiting, report.Envelopes, report.Traces.Count, digest);
        _asked = null;
        _dueMs = long.MaxValue;
    }

    /// <summary>What is to be sent again now, or null.</summary>
    internal ClusterMessage? Resend(long nowMs)
    {
        if (_asked is null || nowMs < _dueMs)
        {
            return null;
        }

        _resends++;
        _dueMs = _resends >= ClusterTimes.MaxResends ? long.MaxValue : nowMs + Pause();
        return _asked;
    }

    /// <summary>Its process was heard from: what was given up is tried again.</summary>
    internal void HeardFrom(long nowMs)
    {
        if (_asked is not null && _dueMs == long.MaxValue)
        {
            _resends = 0;
            _dueMs = nowMs;
        }
    }

    private Assign Begin(ulong process, long term, int run, RunMachine machine, long nowMs)
    {
        Incarnation++;
        _number = 0;
        _fragments = machine.Fragments.Count;
        var assign = IsRecalling
            ? new Assign(term, run, Partition, Incarnation, process, machine.Source, [.. machine.Fragments], [], 0)
            : new Assign(term, run, Partition, Incarnation, process, machine.Source, [.. machine.Fragments], [.. _kept!], Handled);
        Ask(assign, nowMs);
        return assign;
    }

    private void Ask(ClusterMessage message, long nowMs)
    {
        _asked = message;
        _resends = 0;
        _dueMs = nowMs + Pause();
    }

    private long Pause() => Math.Min(ClusterTimes.ResendAtMostMs, (long)ClusterTimes.ResendAfterMs << _resends);

    private void Keep(List<Envelope> envelopes)
    {
        if (_kept is not null && _kept.Count + envelopes.Count <= Sizes.KeptEnvelopes)
        {
            _kept.AddRange(envelopes);
        }
        else
        {
            _kept = null;
        }
    }
}
