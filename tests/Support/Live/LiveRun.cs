using NumaProbe.Coordinator;
using NumaProbe.Engine;
using NumaProbe.Node;
using NumaProbe.Scenarios.Live;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Waits;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;
using NumaProbe.VirtualTime;

namespace NumaProbe.Tests.Support.Live;

/// <summary>
/// A run in this process that takes injections between its events, as a cluster does. Owns the partitions and a loop of its own that looks for the
/// earliest event each time, so that what is compared with it was not found in the same way.
/// </summary>
internal sealed class LiveRun : IInterconnect, IDisposable
{
    private readonly RunLimits _limits;
    private readonly long[][] _latencies;
    private readonly Partition[] _partitions;
    private readonly DriverCoreActor _core;
    private readonly NodeRootActor[] _nodes;
    private readonly WaitGraph _waits;
    private MachineModel _model;
    private long _handled;

    internal LiveRun(Scenario scenario, KernelGeneration generation, ulong seed, RunLimits limits, ITraceSink sink)
    {
        Live = new LiveScenario(scenario, generation.Name, seed);
        _limits = limits;
        _model = new MachineModel(Live.Scenario, generation, seed);
        _latencies = _model.Latencies();
        _partitions = [.. Enumerable.Range(0, _latencies.Length).Select(id => new Partition(id, this, limits.MaxMailbox))];
        _waits = new WaitGraph(sink);
        _core = DriverCoreActor.Populate(_partitions[Addresses.CoordinatorPartition], _model, _waits);
        _nodes = [.. Enumerable.Range(0, _model.NodeCount).Select(node => NodeRootActor.Populate(_partitions[Addresses.PartitionOf(node)], _model, node, _waits))];
    }

    /// <summary>The scenario with everything injected so far; reads fragments and exports.</summary>
    internal LiveScenario Live { get; }

    /// <summary>How the run ended, or null while it has not: a bound ends it before <see cref="Finish"/>.</summary>
    internal RunEnd? End { get; private set; }

    /// <summary>Virtual time of the latest event, nanoseconds. An injection must be later.</summary>
    internal long NowNs { get; private set; }

    /// <summary>Virtual time of the next event, nanoseconds; <see cref="long.MaxValue"/> when nothing is left to do.</summary>
    internal long NextNs => _partitions.Min(static p => p.NextTimeNs);

    /// <inheritdoc/>
    public long LatencyNs(int from, int to) => _latencies[from][to];

    /// <inheritdoc/>
    public void Post(in Envelope envelope) =>
        _partitions[envelope.IsReply ? envelope.ReplyTo.Partition : envelope.Target.Partition].Accept(envelope);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var partition in _partitions)
        {
            partition.Dispose();
        }
    }

    /// <summary>Handles the events before a time; a bound ends the run.</summary>
    internal void RunUntil(long untilNs)
    {
        try
        {
            while (End is null && _partitions.MinBy(static p => p.NextTimeNs) is { } next && next.NextTimeNs < untilNs)
            {
                Require(next.NextTimeNs <= _limits.MaxVirtualNs, "ns of virtual time", _limits.MaxVirtualNs);
                Require(_handled < _limits.MaxEvents, "events", _limits.MaxEvents);
                NowNs = next.NextTimeNs;
                next.Step();
                _handled++;
            }
        }
        catch (BoundReachedException e)
        {
            End = new RunEnd(RunStatus.LimitReached, NowNs, _handled, e.Message);
        }
    }

    /// <summary>Adds a fragment; its events happen at a time to come, before everything else of that time.</summary>
    /// <param name="fragment">Read by <see cref="Live"/> since the last injection.</param>
    /// <param name="atNs">Virtual time, nanoseconds, later than <see cref="NowNs"/>.</param>
    /// <param name="thread">Id of its thread; null for the first that is idle of those that injections added, else a new one.</param>
    internal InjectionOutcome Inject(ScenarioFragment fragment, long atNs, int? thread = null)
    {
        End.ShouldBeNull();
        atNs.ShouldBeGreaterThan(NowNs);
        var outcome = Live.Add(fragment, atNs, thread ?? Live.ChooseThread(_core.IsThreadIdle));
        if (outcome.Injection is not null)
        {
            _model = _model.Extend(Live.Scenario);
            _core.Extend(_model);
            foreach (var node in _nodes)
            {
                node.Extend(_model);
            }
        }

        return outcome;
    }

    /// <summary>Ends a run that has nothing left to do, and records the final state.</summary>
    internal RunEnd Finish()
    {
        if (End is null)
        {
            NextNs.ShouldBe(long.MaxValue);
            _core.ReportFinalState(NowNs + 1);
            if (_core.UnfinishedThreads + _core.UnfinishedJobs > 0)
            {
                _core.ReportDeadlocks(_waits, NowNs + 1);
            }

            End = EmbeddedRun.EndOf(_core.UnfinishedThreads, _core.UnfinishedJobs, NowNs, _handled);
        }

        return End;
    }

    private void Require(bool isWithin, string bound, long limit)
    {
        if (!isWithin)
        {
            throw new BoundReachedException(bound, limit, NowNs);
        }
    }
}
