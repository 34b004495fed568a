using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;
using NumaProbe.VirtualTime;

namespace NumaProbe.Engine;

/// <summary>A run in one process of which everything is known from the start.</summary>
public static class EmbeddedRun
{
    /// <summary>Runs a scenario to its end.</summary>
    /// <param name="scenario">A valid scenario.</param>
    /// <param name="generation">The kernel generation.</param>
    /// <param name="seed">Seed of everything drawn.</param>
    /// <param name="limits">Bounds of the run.</param>
    /// <param name="sink">Takes the trace events, in order, from the calling thread.</param>
    /// <param name="progress">Told now and then how far the run is, or null.</param>
    /// <param name="cancellation">Ends the run early with <see cref="OperationCanceledException"/>.</param>
    /// <returns>How the run ended; a bug in an actor is <see cref="RunStatus.Failed"/>, not an exception.</returns>
    public static RunEnd Execute(
        Scenario scenario,
        KernelGeneration generation,
        ulong seed,
        RunLimits limits,
        ITraceSink sink,
        IProgress<RunProgress>? progress,
        CancellationToken cancellation) => Execute(scenario, generation, seed, limits, BareHosts.Instance, sink, progress, cancellation);

    /// <summary>Runs a scenario to its end on a host of one's choice; it makes no difference to the result.</summary>
    /// <param name="scenario">A valid scenario.</param>
    /// <param name="generation">The kernel generation.</param>
    /// <param name="seed">Seed of everything drawn.</param>
    /// <param name="limits">Bounds of the run.</param>
    /// <param name="hosts">Who carries out the turns of the actors.</param>
    /// <param name="sink">Takes the trace events, in order, from the calling thread.</param>
    /// <param name="progress">Told now and then how far the run is, or null.</param>
    /// <param name="cancellation">Ends the run early with <see cref="OperationCanceledException"/>.</param>
    /// <returns>How the run ended; a bug in an actor is <see cref="RunStatus.Failed"/>, not an exception.</returns>
    public static RunEnd Execute(
        Scenario scenario,
        KernelGeneration generation,
        ulong seed,
        RunLimits limits,
        IActorHosts hosts,
        ITraceSink sink,
        IProgress<RunProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(limits);
        using var machine = new EmbeddedMachine(scenario, generation, seed, limits, sink, hosts);
        return machine.Run(progress, cancellation);
    }

    /// <summary>How a run ended that has nothing left to do.</summary>
    /// <param name="threads">Threads that have not finished their events.</param>
    /// <param name="jobs">Queued functions that have not returned.</param>
    /// <param name="nowNs">Virtual time of the last event.</param>
    /// <param name="events">Events handled.</param>
    public static RunEnd EndOf(int threads, int jobs, long nowNs, long events) => threads + jobs == 0
        ? new RunEnd(RunStatus.Completed, nowNs, events, null)
        : new RunEnd(RunStatus.Hung, nowNs, events, $"{threads} thread(s) and {jobs} job(s) wait for something that never happens");
}
