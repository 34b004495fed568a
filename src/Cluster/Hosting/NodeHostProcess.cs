using NumaProbe.Cluster.Hosts;
using NumaProbe.Cluster.Transport;
using NumaProbe.Cluster.Wire;
using Serilog;

namespace NumaProbe.Cluster.Hosting;

/// <summary>
/// The loop of a process that holds nodes: mail and the passing of time go to the core, what the core says goes out, and only then is the
/// mail acknowledged. Owns no state of the protocol.
/// </summary>
public sealed class NodeHostProcess
{
    private readonly ITransport _transport;
    private readonly NodeHostCore _core;
    private readonly HealthFile _health;
    private readonly Func<bool> _isConnected;
    private readonly ILogger _log;
    private readonly PostBox _post;
    private readonly LoopWait _wait;
    private HostPhase _phase = HostPhase.Joining;

    /// <summary>Makes the process; nothing is sent yet.</summary>
    /// <param name="identity">Who it is.</param>
    /// <param name="coordinatorAddress">Where the coordinator's mail goes.</param>
    /// <param name="transport">Its mail; whoever made it closes it.</param>
    /// <param name="isConnected">The mail gets through, as far as is known.</param>
    /// <param name="health">Its pulse.</param>
    /// <param name="log">For the operator.</param>
    public NodeHostProcess(
        HostIdentity identity, string coordinatorAddress, ITransport transport, Func<bool> isConnected, HealthFile health, ILogger log)
    {
        _transport = transport;
        _core = new NodeHostCore(identity, coordinatorAddress);
        _health = health;
        _isConnected = isConnected;
        _log = log;
        _post = new PostBox(transport, log);
        _wait = new LoopWait(transport);
    }

    /// <summary>Serves until told to stop, or until the cluster says that this process is to end.</summary>
    /// <param name="stop">Ends it in order.</param>
    /// <returns>Why the cluster wants it to end, or null when it was told to stop.</returns>
    public async Task<string?> RunAsync(CancellationToken stop)
    {
        using var poke = stop.Register(_wait.Poke);
        try
        {
            while (!stop.IsCancellationRequested && _core.EndReason is null)
            {
                await TurnAsync(stop).ConfigureAwait(false);
                if (!await _wait.WaitAsync(Math.Min(_core.NextTickMs, _health.NextMs)).ConfigureAwait(false))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // told to stop while a publish waited for the broker
        }

        _health.Remove();
        return _core.EndReason;
    }

    private async ValueTask TurnAsync(CancellationToken stop)
    {
        while (_core.EndReason is null && !stop.IsCancellationRequested && _transport.Incoming.TryRead(out var delivery))
        {
            await DealWithAsync(delivery, stop).ConfigureAwait(false);
        }

        var now = LoopWait.NowMs;
        if (now >= _core.NextTickMs)
        {
            await _post.SendAsync(_core.OnTick(now), stop).ConfigureAwait(false);
        }

        var isConnected = _isConnected();
        _health.Beat(now, isConnected, isConnected ? $"{_core.Phase}, {_core.PartitionCount} partitions, {_core.Windows} windows" : "not connected to the broker");
    }

    private async ValueTask DealWithAsync(TransportDelivery delivery, CancellationToken stop)
    {
        var messages = _post.Open(delivery);
        var answers = messages.Count == 1 ? _core.OnMessage(messages[0], LoopWait.NowMs) : Answers(messages);
        await _post.SendAsync(answers, stop).ConfigureAwait(false);
        await _transport.AcknowledgeAsync(delivery).ConfigureAwait(false);
        if (_core.Phase != _phase)
        {
            _phase = _core.Phase;
            _log.Information("{Phase}", _phase);
        }
    }

    private List<Outgoing> Answers(IReadOnlyList<ClusterMessage> messages)
    {
        var answers = new List<Outgoing>();
        foreach (var message in messages)
        {
            answers.AddRange(_core.OnMessage(message, LoopWait.NowMs));
        }

        return answers;
    }
}
