using NumaProbe.Coordinator;
using NumaProbe.Node;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Waits;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;
using NumaProbe.VirtualTime;

namespace NumaProbe.Engine;

/// <summary>
/// The emulated machine in one process: the coordinator and every node as partitions of one embedded world. Owns the composition and how a
/// run ends; the same actors run in a cluster.
/// </summary>
internal sealed class EmbeddedMachine : IDisposable
{
    private readonly EmbeddedWorld _world;
    private readonly DriverCoreActor _core;
    private readonly WaitGraph _waits;

    internal EmbeddedMachine(Scenario scenario, KernelGeneration generation, ulong seed, RunLimits limits, ITraceSink sink, IActorHosts hosts)
    {
        var model = new MachineModel(scenario, generation, seed);
        _world = new EmbeddedWorld(model.Latencies(), new WorldLimits(limits.MaxEvents, limits.MaxVirtualNs, limits.MaxMailbox), hosts);
        _waits = new WaitGraph(sink);
        _core = DriverCoreActor.Populate(_world.Partitions[Addresses.CoordinatorPartition], model, _waits);
        for (var node = 0; node < model.NodeCount; node++)
        {
            NodeRootActor.Populate(_world.Partitions[Addresses.PartitionOf(node)], model, node, _waits);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _world.Dispose();

    /// <summary>Runs to the end and records the final state; a bound or a bug ends the run without it.</summary>
    internal RunEnd Run(IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            _world.Run(progress is null ? null : (time, events) => progress.Report(new RunProgress(time, events)), cancellation);
            Report();
            return EmbeddedRun.EndOf(_core.UnfinishedThreads, _core.UnfinishedJobs, _world.NowNs, _world.Handled);
        }
        catch (BoundReachedException e)
        {
            return EndAs(RunStatus.LimitReached, e.Message);
        }
        catch (Exception e) when (e is ActorFailureException or InvariantViolationException)
        {
            return EndAs(RunStatus.Failed, e.Message);
        }
    }

    private void Report()
    {
        _core.ReportFinalState(_world.NowNs + 1);
        if (_core.UnfinishedThreads + _core.UnfinishedJobs > 0)
        {
            _core.ReportDeadlocks(_waits, _world.NowNs + 1);
        }
    }

    private RunEnd EndAs(RunStatus status, string message) => new(status, _world.NowNs, _world.Handled, message);
}
