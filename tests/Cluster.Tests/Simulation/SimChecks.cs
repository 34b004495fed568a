using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Hosts;
using NumaProbe.Cluster.Journal;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>What must hold in every world: while it goes on and at its end.</summary>
internal sealed class SimChecks(SimCluster cluster, SimKnobs knobs)
{
    private readonly List<TraceEvent> _shown = [];
    private readonly HashSet<ITraceLog> _resumed = [];
    private readonly List<InjectionReceipt> _acknowledged = [];
    private readonly TraceEvent[] _buffer = new TraceEvent[256];
    private ITraceLog? _log;
    private long _seen;

    /// <summary>Compares what a coordinator shows with what was shown before. True when its run has failed over its infrastructure.</summary>
    internal bool Observe(SimCoordinator coordinator)
    {
        var core = coordinator.Core;
        if (core.Counters.RejectedReports > 0)
        {
            throw new SimViolationException("a report was rejected");
        }

        var view = core.View(cluster.Network.NowMs);
        if (view.Trace is { } log)
        {
            Compare(log);
        }

        if (view.Status.Run is not { Phase: RunPhase.Failed })
        {
            return false;
        }

        var excused = new[] { SimFault.JournalBroken, SimFault.DiskFull, SimFault.ArchiveFailed }.Sum(fault => cluster.Counts[(int)fault]);
        return excused > 0 ? true : throw new SimViolationException($"the run failed without a reason: {core.Problem} {core.RunFailure}");
    }

    /// <summary>A host process ended.</summary>
    internal static void Ended(SimHost host)
    {
        if (host.Core.Phase != HostPhase.Fenced || !host.Core.EndReason!.StartsWith("a newer process", StringComparison.Ordinal))
        {
            throw new SimViolationException($"a host ended: {host.Core.EndReason}");
        }
    }

    /// <summary>A coordinator acknowledged something, whether the answer arrives or not.</summary>
    internal void Answered(InjectionReceipt? receipt)
    {
        if (receipt is not null && !_acknowledged.Contains(receipt))
        {
            _acknowledged.Add(receipt);
        }
    }

    internal void AtTheEnd()
    {
        var injected = cluster.Disk.Records.OfType<InjectedRecord>().ToList();
        foreach (var receipt in _acknowledged)
        {
            if (injected.Count(record => record.Number == receipt.Number && record.AtNs == receipt.AtNs && record.Thread == receipt.Thread) != 1)
            {
                throw new SimViolationException($"{receipt} was acknowledged and is not in the journal");
            }
        }

        Require(injected.Select(record => record.IdempotencyKey).Distinct().Count() == injected.Count, "an injection was accepted twice");
        var run = cluster.Archive.Written ?? throw new SimViolationException("there is no run folder");
        Require(run.End == cluster.Client.Finished!.End, "the folder says another end than the client was told");
        Require(injected.Count > 0 || run.Text.AsSpan().SequenceEqual(knobs.Scenario.Text.Span), "the scenario in the folder is another one");
        cluster.Counts[(int)SimFault.Injected] += injected.Count;
        cluster.Counts[(int)SimFault.Bounded] += run.End.Status == RunStatus.LimitReached ? 1 : 0;
        var (end, trace) = injected.Count == 0
            ? knobs.Scenario.Expected(run.Header.Generation, run.Header.Seed, cluster.Limits)
            : SimScenario.Run(ScenarioLoader.LoadBytes(run.Text, "exported.yaml").Scenario!, run.Header.Generation, run.Header.Seed, cluster.Limits);
        Require(run.End == end, $"the run ended as {run.End}, and in one process as {end}");
        Same(run.Trace, trace);
        for (var i = 0; i < _shown.Count; i++)
        {
            Require(i < trace.Count && _shown[i] == trace[i], $"trace event {i} was shown and is not in the result");
        }
    }

    private static void Same(TraceEvent[] cluster, List<TraceEvent> embedded)
    {
        for (var i = 0; i < Math.Min(cluster.Length, embedded.Count); i++)
        {
            Require(cluster[i] == embedded[i], $"trace event {i} is {cluster[i]} and in one process {embedded[i]}");
        }

        Require(cluster.Length == embedded.Count, $"the trace has {cluster.Length} events and in one process {embedded.Count}");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new SimViolationException(message);
        }
    }

    private void Compare(ITraceLog log)
    {
        if (log != _log)
        {
            if (_log is not null && _resumed.Add(log))
            {
                cluster.Count(SimFault.Resumed);
            }

            (_log, _seen) = (log, 0);
        }

        for (int read; _seen < log.Count && (read = log.Read(_seen, _buffer)) > 0;)
        {
            foreach (var one in _buffer.AsSpan(0, read))
            {
                if (_seen < _shown.Count)
                {
                    Require(_shown[(int)_seen] == one, $"trace event {_seen} was shown as {_shown[(int)_seen]} and then as {one}");
                }
                else
                {
                    _shown.Add(one);
                }

                _seen++;
            }
        }
    }
}
