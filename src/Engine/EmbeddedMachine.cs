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
    private readonly NodeRootActor[] _nodes;
    private readonly WaitGraph _waits;
    private MachineModel _model;

    internal EmbeddedMachine(Scenario scenario, KernelGeneration generation, ulong seed, RunLimits limits, ITraceSink sink, IActorHosts hosts)
    {
        _model = new MachineModel(scenario, generation, seed);
        _world = new EmbeddedWorld(_model.Latencies(), new WorldLimits(limits.MaxEvents, limits.MaxVirtualNs, limits.MaxMailbox), hosts);
        _waits = new WaitGraph(sink);
        _core = DriverCoreActor.Populate(_world.Partitions[Addresses.CoordinatorPartition], _model, _waits);
        _nodes = [.. Enumerable.Range(0, _model.NodeCount).Select(node => NodeRootActor.Populate(_world.Partitions[Addresses.PartitionOf(node)], _model, node, _waits))];
    }

    /// <summary>How the run ended, or null while it has not.</summary>
    internal RunEnd? End { get; private set; }

    /// <summary>Virtual time of the latest event of all partitions, nanoseconds.</summary>
    internal long NowNs => _world.NowNs;

    /// <summary>Virtual time of the next event of any partition, nanoseconds; <see cref="long.MaxValue"/> when there is none.</summary>
    internal long NextNs => _world.Partitions.Min(static p => p.NextTimeNs);

    /// <summary>The scenario has a thread of that id, and it has nothing to do.</summary>
    internal bool IsThreadIdle(int id) => _core.IsThreadIdle(id);

    /// <inheritdoc/>
    public void Dispose() => _world.Dispose();

    /// <summary>Goes on with a scenario that has more than the present one.</summary>
    internal void Extend(Scenario scenario)
    {
        _model = _model.Extend(scenario);
        _core.Extend(_model);
        foreach (var node in _nodes)
        {
            node.Extend(_model);
        }
    }

    /// <summary>Handles the events before a time. A bound or a bug ends the run.</summary>
    internal void RunUntil(long untilNs, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        if (End is null)
        {
            Guard(() => _world.RunUntil(untilNs, progress is null ? null : (time, events) => progress.Report(new RunProgress(time, events)), cancellation));
        }
    }

    /// <summary>Records the final state of a run that has nothing left to do; of one that has ended already nothing.</summary>
    internal RunEnd Finish()
    {
        if (End is null)
        {
            Invariant.Require(NextNs == long.MaxValue, "a-finished-run-has-nothing-to-do", NextNs);
            Guard(Report);
        }

        if (End is null)
        {
            End = EmbeddedRun.EndOf(_core.UnfinishedThreads, _core.UnfinishedJobs, _world.NowNs, _world.Handled);
        }

        return End!;
    }

    private void Report()
    {
        _core.ReportFinalState(_world.NowNs + 1);
        if (_core.UnfinishedThreads + _core.UnfinishedJobs > 0)
        {
            _core.ReportDeadlocks(_waits, _world.NowNs + 1);
        }
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (BoundReachedException e)
        {
            EndAs(RunStatus.LimitReached, e.Message);
        }
        catch (Exception e) when (e is ActorFailureException or InvariantViolationException)
        {
            EndAs(RunStatus.Failed, e.Message);
        }
    }

    private void EndAs(RunStatus status, string? message) => End = new RunEnd(status, _world.NowNs, _world.Handled, message);
}
