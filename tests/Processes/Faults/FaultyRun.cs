using NumaProbe.Processes.Support;

namespace NumaProbe.Processes.Faults;

/// <summary>
/// A run during which one thing goes wrong. The moment is drawn as a share of the trace and comes when so much of it has been seen; the run is
/// paced so that there is such a moment.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="seed">Seed of what goes wrong and when.</param>
internal sealed class FaultyRun(RunningCluster cluster, int seed)
{
    private const double LastsNs = 400e6;
    private const double MostPace = 1e6;
    private const int KilledBrokerEvery = 8;
    private const int PausedFor = 8;

    private readonly Random _random = new(seed);
    private bool _isHit;

    /// <summary>Runs and compares.</summary>
    /// <param name="source">The scenario.</param>
    /// <param name="kind">What goes wrong.</param>
    /// <returns>True when it went wrong before the run was over.</returns>
    internal async Task<bool> ExecuteAsync(RunSource source, FaultKind kind)
    {
        var (end, lines) = source.RunEmbedded("any");
        var moment = Math.Max(1, (int)(lines.Count(b => b == (byte)'\n') * (0.05 + (_random.NextDouble() * 0.6))));
        var pace = Math.Clamp(end.EndNs / LastsNs, 1e-3, MostPace);
        await cluster.ShouldAgreeAsync(source, pace, async number =>
        {
            var seen = await cluster.Client.UntilAsync(number, run => run.IsEnded || run.TraceEvents >= moment, "the moment comes");
            if (!seen.IsEnded)
            {
                await HappenAsync(kind, number, source.Scenario.Topology.Nodes.Length);
                _isHit |= await cluster.Client.RunAsync() is not { IsEnded: true };
            }
        });
        return _isHit;
    }

    private Task HappenAsync(FaultKind kind, int number, int nodes) => kind switch
    {
        FaultKind.HostKilled => KillAsync(() => cluster.HostAsync(_random.Next(nodes) % RunningCluster.HostCount)),
        FaultKind.CoordinatorKilled => KillAsync(cluster.CoordinatorAsync),
        FaultKind.HostPaused => PauseHostAsync(number, _random.Next(nodes) % RunningCluster.HostCount),
        FaultKind.CoordinatorPaused => PauseCoordinatorAsync(),
        FaultKind.ConnectionsCut => CutAsync(),
        FaultKind.BrokerRestarted => _random.Next(KilledBrokerEvery) == 0 ? cluster.Broker.RestartAsync() : cluster.Broker.BounceAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "happens all the time"),
    };

    private Task CutAsync() => _random.Next(3) switch
    {
        0 => cluster.Broker.CutConnectionsAsync(),
        1 => cluster.Broker.CloseConnectionsAsync(),
        _ => cluster.Broker.EvaluateAsync(System.FormattableString.Invariant(
            $"C = rabbit_networking:connections(), exit(lists:nth(({_random.Next(1000)} rem length(C)) + 1, C), kill).")),
    };

    private static async Task KillAsync(Func<Task<int?>> find) => Signals.Kill(await LivingAsync(find));

    private static async Task<int> LivingAsync(Func<Task<int?>> find)
    {
        var process = 0;
        await Eventually.IsTrue(
            async () =>
            {
                process = await find() ?? 0;
                return process != 0;
            },
            "the process lives");
        return process;
    }

    // goes on after it was seen a number of times that the run has not ended without it
    private async Task PauseHostAsync(int number, int host)
    {
        var process = await LivingAsync(() => cluster.HostAsync(host));
        var looks = 0;
        Signals.Stop(process);
        try
        {
            await cluster.Client.UntilAsync(
                number,
                run =>
                {
                    _isHit |= !run.IsEnded;
                    return run.IsEnded || ++looks > PausedFor;
                },
                "it was looked at");
        }
        finally
        {
            Signals.Continue(process);
        }
    }

    // goes on when mail waits that it has not acknowledged
    private async Task PauseCoordinatorAsync()
    {
        var process = await LivingAsync(cluster.CoordinatorAsync);
        Signals.Stop(process);
        try
        {
            await Eventually.IsTrue(
                async () => !(await cluster.Broker.EvaluateAsync(
                        $"{{ok, Q}} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"/\">>, queue, <<\"numaprobe.{cluster.Name}.coordinator\">>)), proplists:get_value(messages, rabbit_amqqueue:info(Q, [messages]))."))
                    .Contains(" 0}", StringComparison.Ordinal),
                "mail waits");
        }
        finally
        {
            Signals.Continue(process);
        }
    }
}
