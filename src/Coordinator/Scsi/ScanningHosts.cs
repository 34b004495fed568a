using NumaProbe.Shared.Topology;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Scsi;

/// <summary>
/// scanning_hosts of drivers/scsi/scsi_scan.c: SCSI hosts scan side by side and publish what they found one host after another, in the
/// order in which they began. Owns the list and who waits for a place at its head.
/// </summary>
internal sealed class ScanningHosts
{
    private readonly CoreContext _core;
    private readonly OnlineCpus _online;
    private readonly LinkedList<long> _scans = [];
    private readonly Dictionary<long, Signal> _waiting = [];
    private long _last;

    internal ScanningHosts(CoreContext core, OnlineCpus online)
    {
        _core = core;
        _online = online;
    }

    /// <summary>scsi_prep_async_scan(): to the end of the list.</summary>
    /// <returns>Number of the scan.</returns>
    internal long Join() => _scans.AddLast(++_last).Value;

    /// <summary>Waits until every scan before this one has ended.</summary>
    internal async Flow WaitForEarlier(KernelTask task, int device, long scan)
    {
        if (_scans.First!.Value == scan)
        {
            return;
        }

        _core.Trace(new SyncWaitEvent(SyncDomain.ScsiScans, scan), task, device);
        var signal = new Signal(_core.Partition);
        _waiting.Add(scan, signal);
        await _core.Wait(task.Thread, signal);
        task.Cpu = _online.Nearest(task.Cpu);
        _core.Trace(new SyncDoneEvent(SyncDomain.ScsiScans, scan), task, device);
    }

    /// <summary>scsi_finish_async_scan(): off the list; the next one's turn has come.</summary>
    internal void End(long scan)
    {
        Invariant.Require(_scans.First?.Value == scan, "scsi-hosts-publish-in-order", scan);
        _scans.RemoveFirst();
        if (_scans.First is { } next && _waiting.Remove(next.Value, out var signal))
        {
            signal.Raise();
        }
    }

    /// <summary>scsi_complete_async_scans(): waits for those on the list, as one more of them without anything to scan.</summary>
    internal async Flow Complete(KernelTask task)
    {
        if (_scans.Count > 0)
        {
            var own = Join();
            await WaitForEarlier(task, -1, own);
            End(own);
        }
    }
}
