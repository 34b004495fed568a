using NumaProbe.Cluster.Embedded;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Bench;

/// <summary>Measures the emulator on the storm. Owns the measurement only.</summary>
public static class Storm
{
    private const int WarmUpDevices = 20_000;

    /// <summary>Lets the compiler see both loops, so that what is measured is the program and not its compilation.</summary>
    public static void WarmUp()
    {
        Run(WarmUpDevices);
        BareLoop.Run(WarmUpDevices);
    }

    /// <summary>Runs the storm once.</summary>
    /// <param name="devices">How many devices.</param>
    public static StormResult Run(int devices)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var scenario = StormScenario.Create(devices);
        var clock = new ProcessorClock();
        var sink = new StormSink(clock.Stop);
        var end = EmbeddedRun.Execute(scenario, KernelGenerations.Default, scenario.Seed, RunLimits.Default, sink, null, CancellationToken.None);
        if (end.Status != RunStatus.Completed || sink.Probes != devices)
        {
            throw new InvalidOperationException($"the storm ended as {end.Status} with {sink.Probes} probes: {end.Message}");
        }

        return new StormResult(sink.Probes, end.EndNs, end.Events, sink.Events, clock.Elapsed, (sink.LiveBytes - before) / devices);
    }
}
