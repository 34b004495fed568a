using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Journal;
using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;
using NumaProbe.Engine;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// One run from its beginning to its folder: lets it be executed, gives its injections their times, shows its trace, ends it. Owns what the
/// journal says of the run; must never acknowledge, show or end anything that a recovery would not repeat.
/// </summary>
internal sealed class RunConductor : IDisposable
{
    private readonly RunStartedRecord _started;
    private readonly RunMachine _machine;
    private readonly ConductorTools _tools;
    private readonly PaceClock _clock;
    private readonly ShownTrace _shown;
    private readonly Injections _injections;
    private readonly Finishers _finishers = new();
    private RunExecution _execution;
    private long _shownBeforeNs;
    private bool _isFinishing;
    private bool _isRebuilding;
    private bool _isMissingHosts = true;
    private RunFinished? _finished;
    private string? _failure;

    internal RunConductor(RunStartedRecord started, RunMachine machine, ConductorTools tools, long markNs)
    {
        _started = started;
        _machine = machine;
        _tools = tools;
        _clock = new PaceClock(started.Pace);
        var header = RunHeader.Create(
            machine.Scenario.Name, started.ScenarioText.Span, started.Generation, started.Seed, tools.Settings.Version);
        Trace = new TraceLog(started.Run, header, TraceNames.From(machine.Scenario));
        _shown = new ShownTrace(Trace, tools.Journal, started.Pace, markNs);
        _injections = new Injections(machine, tools.Journal, started.Run);
        _execution = new RunExecution(machine, started.Run, tools, before: null);
    }

    /// <inheritdoc/>
    public void Dispose() => _execution.Dispose();

    internal int Number => _started.Run;

    internal TraceLog Trace { get; }

    internal bool IsOver => _finished is not null || _failure is not null;

    /// <summary>Over, with a result that stands.</summary>
    internal bool IsEnded => _finished is not null;

    /// <summary>Why the infrastructure failed it, or null.</summary>
    internal string? Failure => _failure;

    internal RunMachine Machine => _machine;

    internal RunExecution Execution => _execution;

    /// <summary>What happened to the journal, so that the coordinator must step down or close it; else null.</summary>
    internal JournalProblem? JournalProblem { get; private set; }

    private bool TakesEvents => !IsOver && !_isFinishing;

    /// <summary>Takes what the journal has after the beginning, in its order; then the execution begins.</summary>
    internal void Recover(IEnumerable<JournalRecord> records)
    {
        (_isFinishing, _finished, _failure) = RunRecords.Take(records, Number, _injections);
        Trace.Rename(TraceNames.From(_machine.Scenario));
        Rebuild();
        if (_finished is not null)
        {
            Trace.Complete(_finished.End);
        }
        else if (_failure is null)
        {
            _execution.HoldHere();
        }
    }

    internal void Inject(InjectCommand command)
    {
        if (_injections.AnswerKnown(command))
        {
            return;
        }

        if (TakesEvents)
        {
            _injections.Accept(command);
        }
        else
        {
            command.Refuse(ControlRefusalKind.Conflict, _failure is null ? "the run takes no more events: it ends, or has ended" : $"the run has failed: {_failure}");
        }
    }

    internal void Finish(FinishCommand command)
    {
        if (_finished is not null)
        {
            command.Answer(new ControlOutcome<RunFinished>(_finished, null));
        }
        else if ((_failure ?? NotFinishing()) is { } problem)
        {
            command.Refuse(ControlRefusalKind.Failed, problem);
        }
        else
        {
            _finishers.Add(command);
        }
    }

    /// <summary>Takes a report of this run.</summary>
    internal (HostEntry Host, string Problem)? OnReport(Report report) => IsOver || _execution.IsHere ? null : _execution.OnReport(report);

    /// <summary>Does everything that can be done now.</summary>
    internal void Advance(HostTable hosts, long nowMs, List<Outgoing> outgoing)
    {
        if (IsOver)
        {
            return;
        }

        _isMissingHosts = hosts.MissingNodes(_machine.Model.NodeCount, nowMs).Count > 0;
        _clock.Tick(nowMs, runs: !_isRebuilding && !_isMissingHosts);
        if (_execution.IsHere && !AdvanceHere(nowMs, outgoing))
        {
            return;
        }

        if (!_execution.Place(hosts, nowMs, outgoing))
        {
            Restart();
            _execution.Place(hosts, nowMs, outgoing);
        }

        _execution.Resend(nowMs, outgoing);
        for (var windows = 0; !IsOver; windows++)
        {
            if (_execution.IsLocalDue && (outgoing.Count > 0 || windows > ConductBounds.MaxLocalWindows))
            {
                return;
            }

            if (_execution.IsLocalDue)
            {
                _execution.RunLocal();
            }

            if (!Settle(nowMs, outgoing) || !_execution.IsLocalDue)
            {
                return;
            }
        }
    }

    /// <summary>When <see cref="Advance"/> has something to do again by itself.</summary>
    internal long NextTickMs(long nowMs)
    {
        if (IsOver)
        {
            return long.MaxValue;
        }

        if (_execution.IsLocalDue || _execution.IsHere)
        {
            return nowMs;
        }

        var paced = _isRebuilding || _isMissingHosts ? long.MaxValue : _clock.WhenMs(_execution.FloorNs, nowMs);
        return Math.Min(Math.Min(_execution.NextResendMs, paced), _shown.RetryMs);
    }

    internal RunState State() => new(
        Number, Trace.Header, Phase(), _execution.LatestNs, _finished?.End.Events ?? _execution.Handled, _execution.Windows, _injections.Count,
        IsOver || (_execution.IsIdle && !_injections.IsWaiting), TakesEvents, _started.Pace, _finished?.End, _finished?.Folder)
    {
        RebuildsToNs = _isRebuilding && !IsOver ? _shownBeforeNs : null,
    };

    /// <summary>The coordinator does not lead any more: whoever waits is told.</summary>
    internal void Abandon(string message)
    {
        _injections.RefuseWaiting(ControlRefusalKind.NotReady, message);
        _finishers.Refuse(ControlRefusalKind.NotReady, message);
    }

    /// <summary>The infrastructure failed: the run stops here, and the journal resumes it another time.</summary>
    internal void Fail(string message)
    {
        _failure = message;
        _injections.RefuseWaiting(ControlRefusalKind.Failed, message);
        _finishers.Refuse(ControlRefusalKind.Failed, message);
    }

    private RunPhase Phase() =>
        _failure is not null ? RunPhase.Failed
        : _finished is not null ? RunPhase.Ended
        : _isMissingHosts && !_execution.IsHere ? RunPhase.WaitingForHosts
        : _isRebuilding ? RunPhase.Rebuilding
        : RunPhase.Running;

    /// <summary>Executes a stretch of the past in this process. True when all of it has been.</summary>
    private bool AdvanceHere(long nowMs, List<Outgoing> outgoing)
    {
        for (var turns = 0; turns < _tools.Sizes.OwnTurns && _execution.IsHere; turns++)
        {
            _execution.RunHere();
            if (!Settle(nowMs, outgoing))
            {
                return false;
            }
        }

        return !_execution.IsHere;
    }

    /// <summary>Between two windows: shows, stamps, ends or grants. False when nothing more can happen now.</summary>
    private bool Settle(long nowMs, List<Outgoing> outgoing)
    {
        if (_execution.MustBeEmbedded)
        {
            EndWith(EndEmbedded);
            return false;
        }

        if (!Show(nowMs))
        {
            return false;
        }

        if (_isRebuilding && ProtocolRules.IsRebuilt(_execution.FloorNs, _shownBeforeNs))
        {
            _isRebuilding = false;
            _execution.LetGo();
            _clock.Reach(_execution.LatestNs);
        }

        var stamps = _injections.IsWaiting && (!_isRebuilding || _execution.IsHere);
        if (stamps && _execution.IsQuiet)
        {
            Stamp();
            stamps = false;
        }

        if (IsOver)
        {
            return false;
        }

        if (_execution.IsIdle && !_injections.IsWaiting && (_isFinishing || !_started.StaysOpen))
        {
            EndWith(EndIdle);
            return false;
        }

        if (!stamps)
        {
            var cap = !_isRebuilding ? _clock.CapNs : _execution.IsHere ? _shownBeforeNs + 1 : long.MaxValue;
            _execution.GrantAll(Math.Min(cap, _machine.Limits.MaxVirtualNs + 1), nowMs, outgoing);
        }

        return true;
    }

    private void Stamp()
    {
        var before = _injections.Count;
        var problem = _injections.StampAll(_execution.Local, _execution.LatestNs, _shownBeforeNs, _clock.NowNs, isPastKnown: !_isRebuilding);
        if (_injections.Count > before)
        {
            _tools.Tally.EarlyInjections += _isRebuilding ? _injections.Count - before : 0;
            Trace.Rename(TraceNames.From(_machine.Scenario));
        }

        if (problem is not null)
        {
            JournalFailed(problem);
        }
    }

    /// <summary>Shows what can be shown. False when the run has failed over it.</summary>
    private bool Show(long nowMs)
    {
        if (_shown.MarkAndShow(_execution.FloorNs, _execution.Merger, nowMs) is { } problem)
        {
            JournalFailed(problem);
        }
        else if (_shown.Failure is { } failure)
        {
            Fail(failure);
        }

        return !IsOver;
    }

    /// <summary>Ends the run once the journal says that it takes nothing more.</summary>
    private void EndWith(Action end)
    {
        if (NotFinishing() is { } problem)
        {
            Fail(problem);
        }
        else
        {
            end();
        }
    }

    private void EndEmbedded()
    {
        var (end, problem) = RunEnding.Embedded(_machine, _shown, _execution.Failure);
        if (end is null)
        {
            Fail(problem ?? "");
        }
        else
        {
            End(end);
        }
    }

    private void EndIdle()
    {
        var (threads, jobs) = (_execution.Local.UnfinishedThreads, _execution.Local.UnfinishedJobs);
        _shown.ShowAll(_execution.Merger);
        _execution.ReportFinalState(threads + jobs > 0 ? _shown.Waits() : null);
        _shown.ShowAll(_execution.Merger);
        End(EmbeddedRun.EndOf(threads, jobs, _execution.LatestNs, _execution.Handled));
    }

    private void End(RunEnd end)
    {
        if (_shown.Failure is { } failure)
        {
            Fail(failure);
            return;
        }

        var (folder, problem) = _tools.Archive.Write(Trace, RunEnding.TextOf(_machine), end);
        if (folder is null)
        {
            Fail($"the run folder could not be written: {problem}");
            return;
        }

        if (_tools.Journal.Append(new RunEndedRecord(Number, end, folder)) is { } notWritten)
        {
            JournalFailed(notWritten);
            return;
        }

        _finished = new RunFinished(Number, end, folder);
        _injections.RefuseWaiting(ControlRefusalKind.Conflict, "the run has ended");
        Trace.Complete(end);
        _finishers.Answer(_finished);
    }

    /// <summary>From now on no event is accepted, in this leadership or a later one; gives back why that cannot be, or null.</summary>
    private string? NotFinishing()
    {
        var problem = _isFinishing ? null : _tools.Journal.Append(new FinishingRecord(Number));
        _isFinishing = problem is null;
        if (problem is { Kind: not JournalProblemKind.NotWritten })
        {
            JournalFailed(problem);
        }

        return problem is null ? null : $"the end could not be put into the journal: {problem.Message}";
    }

    private void JournalFailed(JournalProblem problem)
    {
        JournalProblem = problem.Kind == JournalProblemKind.NotWritten ? JournalProblem : problem;
        Fail($"the journal cannot be written: {problem.Message}");
    }

    /// <summary>A partition cannot be rebuilt alone: everything begins again, and what was shown is repeated.</summary>
    private void Restart()
    {
        _tools.Tally.Restarts++;
        _shown.Rewind();
        Rebuild();
    }

    private void Rebuild()
    {
        _shownBeforeNs = Math.Max(_shownBeforeNs, Math.Max(_shown.MarkNs, _injections.LastAtNs));
        _isRebuilding = true;
        _execution = _execution.Again(_machine, Number, _tools);
    }
}
