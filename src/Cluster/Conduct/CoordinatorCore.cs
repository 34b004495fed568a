using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Journal;
using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// A process that may lead a cluster, without the process: what it does with a message, a command and the passing of time. One thread calls it;
/// it has no clock, socket or thread of its own. It leads once it can open the journal, whose lock is the leadership; until then it asks for the
/// lock again and again, and knows nothing. Owns the leadership; the run belongs to its conductor.
/// </summary>
public sealed class CoordinatorCore : IDisposable
{
    private readonly CoordinatorSettings _settings;
    private readonly WatchedJournal _journal;
    private readonly IRunArchive _archive;
    private readonly ScenarioCache _scenarios;
    private readonly ProtocolSizes _sizes;
    private readonly ConductTally _tally = new();
    private readonly List<Outgoing> _out = [];
    private HostTable? _hosts;
    private RunStarter? _starter;
    private RunConductor? _run;
    private bool _isJournalOpen;
    private int _released;
    private long _leadAgainMs;

    /// <summary>Creates a coordinator that does not lead.</summary>
    /// <param name="settings">What it is told.</param>
    /// <param name="journal">The journal, not open.</param>
    /// <param name="archive">Where runs are kept.</param>
    public CoordinatorCore(CoordinatorSettings settings, IJournal journal, IRunArchive archive)
        : this(settings, journal, archive, new ScenarioCache(), ProtocolSizes.Default)
    {
    }

    internal CoordinatorCore(CoordinatorSettings settings, IJournal journal, IRunArchive archive, ScenarioCache scenarios, ProtocolSizes sizes)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(archive);
        _settings = settings;
        _journal = new WatchedJournal(journal);
        _archive = archive;
        _scenarios = scenarios;
        _sizes = sizes;
    }

    /// <summary>It leads the cluster.</summary>
    public bool IsLeader => _hosts is not null;

    /// <summary>Number of its leadership; 0 before the first.</summary>
    public long Term { get; private set; }

    /// <summary>Why it does not lead, or what is wrong with the last run, for people; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Why the journal could not be written the last time, for people; null when it could.</summary>
    public string? JournalTrouble => _journal.Trouble;

    /// <summary>Why the last run has failed, for people; null when it has not.</summary>
    public string? RunFailure => _run?.Failure;

    /// <summary>When <see cref="OnTick"/> is to be called next, at the latest; milliseconds of the caller's clock. May be now.</summary>
    public long NextTickMs { get; private set; }

    /// <summary>What it counts.</summary>
    public CoordinatorCounters Counters =>
        new(_tally.Windows, _tally.RemoteWindows, _tally.RejectedReports, _tally.Leaderships, _tally.Rebuilds, _tally.Restarts, _tally.Recalls, _tally.EarlyInjections);

    /// <inheritdoc/>
    public void Dispose() => _run?.Dispose();

    /// <summary>Deals with a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="nowMs">The caller's clock, milliseconds; never goes back.</param>
    /// <returns>Messages to send, in this order.</returns>
    public IReadOnlyList<Outgoing> OnMessage(ClusterMessage message, long nowMs)
    {
        ArgumentNullException.ThrowIfNull(message);
        TryLead(nowMs);
        if (IsLeader)
        {
            Handle(message, nowMs);
        }

        return Settle(nowMs);
    }

    /// <summary>Does what is due. To be called at <see cref="NextTickMs"/>; earlier does no harm.</summary>
    /// <param name="nowMs">The caller's clock, milliseconds; never goes back.</param>
    /// <returns>Messages to send, in this order.</returns>
    public IReadOnlyList<Outgoing> OnTick(long nowMs)
    {
        TryLead(nowMs);
        return Settle(nowMs);
    }

    /// <summary>Deals with a command; it is answered now or later, once.</summary>
    /// <param name="command">The command.</param>
    /// <param name="nowMs">The caller's clock, milliseconds; never goes back.</param>
    /// <returns>Messages to send, in this order.</returns>
    public IReadOnlyList<Outgoing> OnCommand(ControlCommand command, long nowMs)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (_isJournalOpen && _journal.Check() is { } lost)
        {
            // where the lock does not hold, another process may lead and know more: what this one remembers is no answer
            JournalFailed(lost);
        }

        switch (command)
        {
            case var _ when !IsLeader:
                command.Refuse(ControlRefusalKind.NotReady, "this process does not lead the cluster; ask the one that does, or again in a moment");
                break;
            case var _ when !_isJournalOpen:
                command.Refuse(ControlRefusalKind.Failed, $"the journal cannot be written: {Problem}; restart the coordinator when it can");
                break;
            case StartCommand start:
                Start(start);
                break;
            case var _ when _run is null:
                command.Refuse(ControlRefusalKind.Conflict, "there is no run; start one first");
                break;
            case InjectCommand inject:
                _run.Inject(inject);
                break;
            case FinishCommand finish:
                _run.Finish(finish);
                break;
            default:
                throw new InvalidOperationException($"unknown command {command.GetType().Name}");
        }

        return Settle(nowMs);
    }

    /// <summary>How everything is now.</summary>
    /// <param name="nowMs">The caller's clock, milliseconds.</param>
    public ClusterView View(long nowMs)
    {
        var missing = _run is null || _hosts is null ? [] : _hosts.MissingNodes(_run.Machine.Model.NodeCount, nowMs);
        var status = new ClusterStatus(_settings.Cluster, IsLeader, Term, _hosts?.Status(nowMs) ?? [], missing, _run?.State());
        return new ClusterView(status, _run?.Trace, _run?.Machine.Scenario);
    }

    /// <summary>Gives the leadership up in an orderly way, before the process ends: another one can lead at once.</summary>
    public void Close()
    {
        if (IsLeader)
        {
            StepDown("the process ends");
        }
    }

    private void TryLead(long nowMs)
    {
        if (IsLeader || nowMs < _leadAgainMs)
        {
            return;
        }

        _leadAgainMs = nowMs + ClusterTimes.LeadAgainMs;
        var opening = _journal.Open();
        Problem = opening.Problem?.Message;
        if (opening.Content is not { } content)
        {
            return;
        }

        _isJournalOpen = true;
        _tally.Leaderships++;
        Term = content.Term;
        var tools = new ConductorTools(_settings, _journal, _archive, Term, _sizes, _tally);
        _hosts = new HostTable(Term, _settings.Version);
        _starter = new RunStarter(tools, _scenarios);
        RunStartedRecord? last = null;
        foreach (var started in content.Records.OfType<RunStartedRecord>())
        {
            _starter.Remember(started);
            last = started;
        }

        if (last is not null)
        {
            (_run, Problem) = _starter.Recover(last, content.HighWaterNs);
            _run?.Recover(content.Records.Where(record => record.Run == last.Run));
        }
    }

    private void Handle(ClusterMessage message, long nowMs)
    {
        var term = message switch
        {
            Join join => join.Term,
            Report report => report.Term,
            _ => 0,
        };
        if (term > Term)
        {
            StepDown($"another process leads since, with term {term}");
            return;
        }

        switch (message)
        {
            case Join join:
                if (_hosts!.OnJoin(join, nowMs, _out) is { } entry)
                {
                    _run?.Execution.HeardFrom(entry, nowMs);
                }

                break;
            case Report report when report.Run == _run?.Number && !ProtocolRules.IsStaleTerm(report.Term, Term):
                if (_run.OnReport(report) is { } wrong)
                {
                    _tally.RejectedReports++;
                    _hosts!.Fence(wrong.Host, $"its report of partition {report.Partition} cannot be true: {wrong.Problem}", _out);
                }

                break;
            default:
                // late, or for a host
                break;
        }
    }

    private void Start(StartCommand start)
    {
        var (run, outcome, problem) = _starter!.Start(start.Request, _run);
        if (run is not null)
        {
            _run?.Dispose();
            _run = run;
        }

        if (problem is not null)
        {
            JournalFailed(problem);
        }

        start.Answer(outcome);
    }

    /// <summary>After anything that happened: lets the run go on and says when to look again.</summary>
    private IReadOnlyList<Outgoing> Settle(long nowMs)
    {
        if (_run is not null && _hosts is not null)
        {
            _run.Advance(_hosts, nowMs, _out);
            if (_run.JournalProblem is { } problem)
            {
                JournalFailed(problem);
            }
        }

        if (_run is { IsOver: true } && _released != _run.Number && _hosts is not null)
        {
            _released = _run.Number;
            _out.AddRange(_hosts.Addresses.Select(address => new Outgoing(address, new Release(Term, _run.Number))));
        }

        NextTickMs = IsLeader ? _run?.NextTickMs(nowMs) ?? long.MaxValue : _leadAgainMs;
        IReadOnlyList<Outgoing> outgoing = _out.Count == 0 ? [] : [.. _out];
        _out.Clear();
        return outgoing;
    }

    private void JournalFailed(JournalProblem problem)
    {
        if (problem.Kind == JournalProblemKind.Superseded || (problem.Kind != JournalProblemKind.NotWritten && _run is null or { IsEnded: true }))
        {
            // no run has failed over it, so there is nothing to show: whoever leads next opens the journal again
            StepDown(problem.Message);
        }
        else if (problem.Kind != JournalProblemKind.NotWritten && _isJournalOpen)
        {
            _isJournalOpen = false;
            _journal.Close();
            Problem = problem.Message;
        }
    }

    private void StepDown(string reason)
    {
        _run?.Abandon($"this process leads the cluster no longer: {reason}");
        _run?.Dispose();
        _run = null;
        _hosts = null;
        _starter = null;
        _isJournalOpen = false;
        _released = 0;
        _journal.Close();
        Problem = reason;
    }
}
