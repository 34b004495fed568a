using Akka.Actor;
using Akka.Cluster;
using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Hosting;
using NumaProbe.Cluster.Wire;
using Serilog;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// A process that may lead a cluster. Accepts what <see cref="ClusterActor"/> does, frames being from hosts, and <see cref="CommandsWait"/>. Owns
/// the coordinator's state machine, and with it the journal; gives it mail, commands and the time, sends what it says, and shows how it is. Decides
/// nothing itself.
/// </summary>
internal sealed class CoordinatorActor : ClusterActor
{
    private const int ShowEveryMs = 20;

    private readonly CoordinatorCore _core;
    private readonly ClusterControl _control;
    private readonly KnownMembers _known;
    private readonly HealthFile _health;
    private readonly ILogger _log;
    private readonly List<Action> _answers = [];
    private bool _isUnseen = true;
    private long _shownMs;
    private long _term;
    private string? _problem;
    private string? _failure;
    private string? _trouble;
    private (int Number, RunPhase? Phase) _run;

    /// <summary>Makes the actor; nothing is sent yet.</summary>
    /// <param name="core">What it does; its own from now on.</param>
    /// <param name="control">How others see and command it.</param>
    /// <param name="known">Where it keeps the members.</param>
    /// <param name="health">Its pulse.</param>
    /// <param name="end">Told when the process is to end.</param>
    /// <param name="log">For the operator.</param>
    public CoordinatorActor(CoordinatorCore core, ClusterControl control, KnownMembers known, HealthFile health, ProcessEnd end, ILogger log)
        : base(NodeActor.Name, end, log) => (_core, _control, _known, _health, _log) = (core, control, known, health, log);

    /// <summary>Its name, the same in every process.</summary>
    internal static string Name => "coordinator";

    /// <inheritdoc/>
    protected override void PreStart()
    {
        base.PreStart();
        AwaitCommands();
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _core.Close();
        Show();
        _core.Dispose();
        _health.Remove();
        End();
    }

    /// <inheritdoc/>
    protected override void Handle(object message)
    {
        if (message is CommandsWait commands)
        {
            OnCommands(commands);
        }
        else
        {
            base.Handle(message);
        }
    }

    /// <inheritdoc/>
    protected override void OnFrame(Frame frame, string from)
    {
        foreach (var message in Port.Open(frame, from))
        {
            // nobody may have mail sent to where it is not itself
            if (message is Join join && !string.Equals(join.Address, from, StringComparison.Ordinal))
            {
                Port.Ignore(from, "it says that it is somewhere else");
            }
            else
            {
                Send(_core.OnMessage(message, Alarm.NowMs), message as Join);
                if (message is Join spoken && _core.IsLeader && Membership.Lacks(from, Alarm.NowMs))
                {
                    _log.Warning("{Host} speaks and is no member: it is told to join anew", spoken.Host);
                    Send([new Outgoing(from, new JoinAnew(_core.Term, spoken.Process))]);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void OnMembership(ClusterEvent.CurrentClusterState state)
    {
        Membership.Take(state, Alarm.NowMs);
        _known.Write(Membership.Others);
        _isUnseen = true;
    }

    /// <inheritdoc/>
    protected override long Settle()
    {
        if (Alarm.NowMs >= _core.NextTickMs)
        {
            Send(_core.OnTick(Alarm.NowMs));
        }

        if (_answers.Count > 0 || (_isUnseen && Alarm.NowMs >= _shownMs + ShowEveryMs))
        {
            Show();
        }

        Tell();
        DownShared();
        _health.Beat(Alarm.NowMs, isWell: true, _core.IsLeader ? $"leads, term {_core.Term}" : "stands by");
        return Math.Min(Math.Min(_core.NextTickMs, _health.NextMs), _isUnseen ? _shownMs + ShowEveryMs : long.MaxValue);
    }

    private void DownShared()
    {
        if (_core.IsLeader)
        {
            foreach (var address in Membership.Downing.DownShared(Alarm.NowMs))
            {
                _log.Warning("two members are at {Address}: both are downed, and the one that lives joins anew", address);
            }
        }
    }

    private void OnCommands(CommandsWait commands)
    {
        while (_control.Commands.TryRead(out var command))
        {
            Send(_core.OnCommand(AnsweredLater(command), Alarm.NowMs));
        }

        if (commands.More)
        {
            AwaitCommands();
        }
    }

    private void AwaitCommands() =>
        _ = _control.Commands.WaitToReadAsync().AsTask().PipeTo(Self, success: static more => new CommandsWait(more));

    private void Send(IReadOnlyList<Outgoing> messages, Join? answered = null)
    {
        _isUnseen = true;
        Port.Send(messages, Membership.Coordinators, Self);
        foreach (var fenced in messages.Where(one => one.Message is Fenced or Refused && !IsToPredecessor(one, answered)))
        {
            Membership.Downing.Fence(fenced.Address);
        }
    }

    // the member at the address is the process that joins; the one before it was removed to let it in
    private static bool IsToPredecessor(Outgoing one, Join? join) =>
        one.Message is Fenced fenced && fenced.Process != join?.Process && string.Equals(one.Address, join?.Address, StringComparison.Ordinal);

    // whoever is answered and then looks must see what the answer says
    private void Show()
    {
        var view = _core.View(Alarm.NowMs);
        _control.Publish(view with { Status = view.Status with { Members = Membership.Members } });
        TellRun(view.Status.Run);
        _shownMs = Alarm.NowMs;
        _isUnseen = false;
        foreach (var answer in _answers)
        {
            answer();
        }

        _answers.Clear();
    }

    private void TellRun(RunState? run)
    {
        if (run is null || (run.Number, run.Phase) == _run)
        {
            return;
        }

        _run = (run.Number, run.Phase);
        switch (run.Phase)
        {
            case RunPhase.Rebuilding:
                _log.Information("run {Run}, {Name}: executes again what happened up to {VirtualNs} ns, and takes events meanwhile", run.Number, run.Header.Name, run.RebuildsToNs);
                break;
            case RunPhase.WaitingForHosts:
                _log.Information("run {Run}, {Name}: waits for hosts of some of its nodes", run.Number, run.Header.Name);
                break;
            case RunPhase.Running:
                _log.Information("run {Run}, {Name}, kernel {Generation}, seed {Seed}: goes on", run.Number, run.Header.Name, run.Header.Generation, run.Header.Seed);
                break;
            case RunPhase.Ended:
                _log.Information("run {Run}, {Name}: has ended as {Status} after {Events} events, {Folder}", run.Number, run.Header.Name, run.End?.Status, run.Events, run.Folder);
                break;
            default:
                // why it has failed is told with the failure
                break;
        }
    }

    private ControlCommand AnsweredLater(ControlCommand command) => command switch
    {
        StartCommand start => start with { Answer = outcome => _answers.Add(() => start.Answer(outcome)) },
        InjectCommand inject => inject with { Answer = outcome => _answers.Add(() => inject.Answer(outcome)) },
        FinishCommand finish => finish with { Answer = outcome => _answers.Add(() => finish.Answer(outcome)) },
        _ => command,
    };

    private void Tell()
    {
        if (_core.IsLeader && _core.Term != _term)
        {
            _term = _core.Term;
            _log.Information("leads the cluster, term {Term}", _term);

            // whoever led before has lost the journal: it is dead, or has closed it and stands by, and then it stays reachable
            foreach (var other in Membership.Coordinators)
            {
                Membership.Downing.Fence(other);
            }
        }

        if (_core.Problem is { } problem && !string.Equals(problem, _problem, StringComparison.Ordinal))
        {
            _log.Warning("{Problem}", problem);
        }

        _problem = _core.Problem;
        if (_core.JournalTrouble is { } trouble && !string.Equals(trouble, _trouble, StringComparison.Ordinal))
        {
            _log.Error("{Problem}; what was asked for meanwhile was refused", trouble);
        }

        _trouble = _core.JournalTrouble;
        if (_core.RunFailure is { } failure && !string.Equals(failure, _failure, StringComparison.Ordinal))
        {
            _log.Error("the run has failed: {Problem}; a coordinator that is started again resumes it", failure);
        }

        _failure = _core.RunFailure;
    }
}
