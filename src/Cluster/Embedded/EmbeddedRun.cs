using NumaProbe.Actors;
using NumaProbe.Coordinator;
using NumaProbe.Node;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Runs;
using NumaProbe.Shared.Scenarios;
using NumaProbe.Shared.Traces;
using NumaProbe.Shared.Traces.Waits;

namespace NumaProbe.Cluster.Embedded;

/// <summary>
/// A run in one process: the coordinator and every node as partitions of one embedded world. Owns the composition only; the same
/// actors run in a cluster.
/// </summary>
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
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var model = new MachineModel(scenario, generation, seed);
        var world = new EmbeddedWorld(model.Latencies(), new WorldLimits(limits.MaxEvents, limits.MaxVirtualNs, limits.MaxMailbox));
        var waits = new WaitGraph(sink);
        var core = DriverCoreActor.Populate(world.Partitions[Addresses.CoordinatorPartition], model, waits);
        for (var node = 0; node < model.NodeCount; node++)
        {
            NodeActor.Populate(world.Partitions[Addresses.PartitionOf(node)], model, node, waits);
        }

        try
        {
            world.Run(progress is null ? null : (time, events) => progress.Report(new RunProgress(time, events)), cancellation);
            core.ReportFinalState(world.NowNs + 1);
            if (core.UnfinishedThreads + core.UnfinishedJobs == 0)
            {
                return new RunEnd(RunStatus.Completed, world.NowNs, world.Handled, null);
            }

            core.ReportDeadlocks(waits, world.NowNs + 1);
            return new RunEnd(
                RunStatus.Hung, world.NowNs, world.Handled,
                $"{core.UnfinishedThreads} thread(s) and {core.UnfinishedJobs} job(s) wait for something that never happens");
        }
        catch (BoundReachedException e)
        {
            return new RunEnd(RunStatus.LimitReached, world.NowNs, world.Handled, e.Message);
        }
        catch (Exception e) when (e is ActorFailureException or InvariantViolationException)
        {
            return new RunEnd(RunStatus.Failed, world.NowNs, world.Handled, e.Message);
        }
    }
}
