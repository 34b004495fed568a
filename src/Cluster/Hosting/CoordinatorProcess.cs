using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Transport;
using NumaProbe.Cluster.Wire;
using Serilog;

namespace NumaProbe.Cluster.Hosting;

/// <summary>
/// The loop of a process that may lead a cluster: mail, commands and the passing of time go to the core, what the core says goes out, and only
/// then is the mail acknowledged and are commands answered. Owns no state of the protocol.
/// </summary>
public sealed class CoordinatorProcess
{
    private const int ShowEveryMs = 20;

    // mail that comes without end must not keep commands and timers waiting
    private const int MailAtOnce = 64;

    private readonly CoordinatorCore _core;
    private readonly ClusterControl _control;
    private readonly ITransport _transport;
    private readonly ILogger _log;
    private readonly PostBox _post;
    private readonly LoopWait _wait;
    private readonly List<Action> _answers = [];
    private readonly List<Outgoing> _out = [];
    private bool _isUnseen = true;
    private long _shownMs;
    private long _term;
    private string? _problem;
    private string? _failure;

    /// <summary>Makes the process; nothing is sent yet.</summary>
    /// <param name="core">What it does.</param>
    /// <param name="control">How others see and command it.</param>
    /// <param name="transport">Its mail; whoever made it closes it.</param>
    /// <param name="log">For the operator.</param>
    public CoordinatorProcess(CoordinatorCore core, ClusterControl control, ITransport transport, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(core);
        ArgumentNullException.ThrowIfNull(control);
        _core = core;
        _control = control;
        _transport = transport;
        _log = log;
        _post = new PostBox(transport, log);
        _wait = new LoopWait(transport, control.Commands);
    }

    /// <summary>Serves until told to stop, then gives the leadership up.</summary>
    /// <param name="stop">Ends it in order.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        using var poke = stop.Register(_wait.Poke);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await TurnAsync(stop).ConfigureAwait(false);
                var until = Math.Min(_core.NextTickMs, _isUnseen ? _shownMs + ShowEveryMs : long.MaxValue);
                if (!await _wait.WaitAsync(until).ConfigureAwait(false))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // told to stop while a publish waited for the broker
        }

        _core.Close();
        Show();
    }

    private async ValueTask TurnAsync(CancellationToken stop)
    {
        for (var count = 0; count < MailAtOnce && _transport.Incoming.TryRead(out var delivery); count++)
        {
            foreach (var message in _post.Open(delivery))
            {
                Take(_core.OnMessage(message, LoopWait.NowMs));
            }

            await SendAsync(stop).ConfigureAwait(false);
            await _transport.AcknowledgeAsync(delivery).ConfigureAwait(false);
        }

        while (_control.Commands.TryRead(out var command))
        {
            Take(_core.OnCommand(AnsweredLater(command), LoopWait.NowMs));
        }

        if (LoopWait.NowMs >= _core.NextTickMs)
        {
            Take(_core.OnTick(LoopWait.NowMs));
        }

        await SendAsync(stop).ConfigureAwait(false);
        if (_answers.Count > 0 || (_isUnseen && LoopWait.NowMs >= _shownMs + ShowEveryMs))
        {
            Show();
        }

        Tell();
    }

    private void Take(IReadOnlyList<Outgoing> messages)
    {
        _isUnseen = true;
        _out.AddRange(messages);
    }

    private async ValueTask SendAsync(CancellationToken stop)
    {
        if (_out.Count > 0)
        {
            await _post.SendAsync(_out, stop).ConfigureAwait(false);
            _out.Clear();
        }
    }

    // whoever is answered and then looks must see what the answer says
    private void Show()
    {
        _control.Publish(_core.View(LoopWait.NowMs));
        _shownMs = LoopWait.NowMs;
        _isUnseen = false;
        foreach (var answer in _answers)
        {
            answer();
        }

        _answers.Clear();
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
        }

        if (_core.Problem is { } problem && !string.Equals(problem, _problem, StringComparison.Ordinal))
        {
            _log.Warning("{Problem}", problem);
        }

        _problem = _core.Problem;
        if (_core.RunFailure is { } failure && !string.Equals(failure, _failure, StringComparison.Ordinal))
        {
            _log.Error("the run has failed: {Problem}; a coordinator that is started again resumes it", failure);
        }

        _failure = _core.RunFailure;
    }
}
