using System.Runtime;
using NumaProbe.Engine;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Runs;
using NumaProbe.VirtualTime;

namespace NumaProbe.Bench;

/// <summary>Measures the emulator on the storm. Owns the measurement only.</summary>
public static class Storm
{
    /// <summary>More than the 32,768 async entries that may be outstanding, so that the inline fallback is compiled too.</summary>
    private const int WarmUpDevices = 50_000;
    private const int MostRounds = 12;
    private const double SettledShare = 0.05;

    /// <summary>
    /// Runs both loops until the compiler has settled, that is, until it takes less than 5 % of a round: what is measured then is the
    /// program and not its compilation, whose share would depend on the number of devices.
    /// </summary>
    /// <param name="hosts">Who carries out the turns of the actors.</param>
    public static void WarmUp(IActorHosts hosts)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var clock = new ProcessorClock();
            var compiled = JitInfo.GetCompilationTime();
            Run(WarmUpDevices, hosts);
            BareLoop.Run(WarmUpDevices);
            if (JitInfo.GetCompilationTime() - compiled < clock.Elapsed * SettledShare)
            {
                return;
            }
        }
    }

    /// <summary>Runs the storm once.</summary>
    /// <param name="devices">How many devices.</param>
    public static StormResult Run(int devices) => Run(devices, BareHosts.Instance);

    /// <summary>Runs the storm once on an actor host of one's choice.</summary>
    /// <param name="devices">How many devices.</param>
    /// <param name="hosts">Who carries out the turns of the actors.</param>
    public static StormResult Run(int devices, IActorHosts hosts)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var scenario = StormScenario.Create(devices);
        var clock = new ProcessorClock();
        var sink = new StormSink(clock.Stop);
        var end = EmbeddedRun.Execute(scenario, KernelGenerations.Default, scenario.Seed, RunLimits.Default, hosts, sink, null, CancellationToken.None);
        if (end.Status != RunStatus.Completed || sink.Probes != devices)
        {
            throw new InvalidOperationException($"the storm ended as {end.Status} with {sink.Probes} probes: {end.Message}");
        }

        return new StormResult(sink.Probes, end.EndNs, end.Events, sink.Events, clock.Elapsed, (sink.LiveBytes - before) / devices);
    }
}
