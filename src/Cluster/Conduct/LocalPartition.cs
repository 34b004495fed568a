using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Shared.Events.Waits;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Conduct;

/// <summary>The driver core's partition, which runs in the coordinator's process itself.</summary>
internal sealed class LocalPartition : PartitionLedger, IDisposable
{
    private readonly CorePartition _core;
    private Granted? _granted;

    internal LocalPartition(RunMachine machine, ProtocolSizes sizes)
        : base(0, 0, sizes)
    {
        _core = new CorePartition(machine, sizes);
        Advance(_core.Runner.NextNs, 0, 0, 0, [], 0, default);
    }

    /// <inheritdoc/>
    internal override bool IsQuiet => _granted is null;

    /// <inheritdoc/>
    public void Dispose() => _core.Dispose();

    /// <summary>The scenario has a thread of that id, and it has nothing to do.</summary>
    internal bool IsThreadIdle(int id) => _core.Core.IsThreadIdle(id);

    /// <summary>Threads that have not finished.</summary>
    internal int UnfinishedThreads => _core.Core.UnfinishedThreads;

    /// <summary>Queued functions that have not returned.</summary>
    internal int UnfinishedJobs => _core.Core.UnfinishedJobs;

    /// <summary>Lets it run up to a bound, with what waits for it, at the next <see cref="RunGranted"/>.</summary>
    internal void GrantUpTo(long boundNs)
    {
        var envelopes = TakePending(ref boundNs);
        _granted = new Granted(boundNs, envelopes);
    }

    /// <summary>Runs what was granted.</summary>
    internal Window RunGranted()
    {
        var granted = _granted!;
        _granted = null;
        var window = _core.Runner.Run(granted.BoundNs, granted.Envelopes);
        Advance(window.NextNs, window.NowNs, window.Handled, window.PeakWaiting, window.Envelopes, window.Traces.Count, default);
        return window;
    }

    /// <summary>Takes what was injected. Only while nothing is granted.</summary>
    internal void Extend(RunMachine machine)
    {
        _core.Core.Extend(machine.Model);
        Lower(_core.Runner.NextNs);
    }

    /// <summary>Records the final state.</summary>
    internal Window ReportFinalState(long atNs, WaitGraph? waits) => _core.ReportFinalState(atNs, waits);

    private sealed record Granted(long BoundNs, IReadOnlyList<Envelope> Envelopes);
}
