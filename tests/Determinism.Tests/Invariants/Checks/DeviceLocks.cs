using NumaProbe.Shared.Events;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>
/// Whoever probes or removes a device holds its lock; on a bus that needs the parent's, an asynchronous probe of the driver side (on 6.12
/// of both sides) holds that too. Nobody else gets a lock that is held so.
/// </summary>
internal sealed class DeviceLocks(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<int, int> _holder = [];
    private readonly Dictionary<int, int> _parent = [];
    private readonly Dictionary<int, int> _parentHeld = [];
    private readonly Dictionary<long, long> _sideOfCookie = [];
    private readonly Dictionary<int, long> _cookieOfThread = [];
    private readonly HashSet<int> _present = [];
    private readonly Dictionary<int, int> _handedOver = [];

    internal override string Rule => "a device lock has one holder";

    internal override void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.DeviceAdded:
                OnAdded(e);
                break;
            case TraceKind.DeviceRemoved:
                _present.Remove(e.Device);
                break;
            case TraceKind.AsyncScheduled:
                _sideOfCookie[e.A] = e.B;
                break;
            case TraceKind.JobStart:
                _cookieOfThread[e.Thread] = e.A;
                break;
            case TraceKind.HandedOver:
                _handedOver[e.Device] = e.Thread;
                break;
            case TraceKind.LockAcquired when _holder.TryGetValue(e.Device, out var holder):
                Violated(e, $"is held by {ThreadId.Name(holder)}");
                break;
            case TraceKind.LockWait when _holder.TryGetValue(e.Device, out var holder) && holder != e.A:
                Violated(e, $"is held by {ThreadId.Name(holder)}, not by {ThreadId.Name((int)e.A)}");
                break;
            case TraceKind.ProbeStart or TraceKind.RemoveStart:
                OnStart(e);
                break;
            case TraceKind.ProbeEnd or TraceKind.RemoveEnd:
                Release(e.Device, HolderFor(e));
                if (_parentHeld.Remove(e.Device, out var parent))
                {
                    Release(parent, HolderFor(e));
                }

                _handedOver.Remove(e.Device);

                break;
            default:
                break;
        }
    }

    // children of an earlier device of this name do not become its own
    private void OnAdded(in TraceEvent e)
    {
        _present.Add(e.Device);
        foreach (var (child, parent) in _parent)
        {
            _parent[child] = parent == e.Device ? -1 : parent;
        }

        _parent[e.Device] = (int)e.B;
    }

    private void OnStart(in TraceEvent e)
    {
        Hold(e, e.Device);
        if (e.Kind == TraceKind.ProbeStart && TakesParentLock(e) && _parent.GetValueOrDefault(e.Device, -1) is >= 0 and var parent && _present.Contains(parent))
        {
            Hold(e, parent);
            _parentHeld[e.Device] = parent;
        }
    }

    private bool TakesParentLock(in TraceEvent e) =>
        e.A == (long)ProbeContext.Async
        && Facts.NeedsParentLock(e.Device)
        && SideOf(HolderFor(e)) != AsyncSide.Registration
        && (!Facts.IsOld || SideOf(HolderFor(e)) is AsyncSide.Driver or AsyncSide.Walk);

    private AsyncSide SideOf(int thread) =>
        (AsyncSide)_sideOfCookie.GetValueOrDefault(_cookieOfThread.GetValueOrDefault(thread));

    // whoever handed a probe over holds the lock for it
    private int HolderFor(in TraceEvent e) => _handedOver.GetValueOrDefault(e.Device, e.Thread);

    private void Hold(in TraceEvent e, int device)
    {
        if (!_holder.TryAdd(device, HolderFor(e)))
        {
            Violated(e, $"the lock of device {device} is held by {ThreadId.Name(_holder[device])}");
        }
    }

    private void Release(int device, int thread)
    {
        if (_holder.GetValueOrDefault(device, ThreadId.None) == thread)
        {
            _holder.Remove(device);
        }
    }
}
