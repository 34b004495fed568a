using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;

namespace NumaProbe.Determinism.Tests.Invariants;

/// <summary>Damages to a sound trace, each with the rule that must notice it.</summary>
internal static class Planted
{
    private const int Serial = 1;
    private const int OfflineCpu = 3;
    private const int Stranger = 77;

    /// <summary>The damages by what they do.</summary>
    internal static readonly Dictionary<string, (string Rule, Action<List<TraceEvent>> Damage)> All = new(StringComparer.Ordinal)
    {
        ["two events change places"] = ("time never goes back", t => Swap(t, t.FindIndex(e => e.TimeNs > 0))),
        ["an event is lost"] = ("time never goes back", t => Remove(t, e => e.Kind == TraceKind.Matched)),
        ["a call never returns"] = ("every call returns", t => Remove(t, e => e.Kind == TraceKind.CallEnd)),
        ["a call comes before its turn"] = ("every call returns", t => Change(t, e => e.Kind == TraceKind.CallStart, e => e with { A = e.A + 1 })),
        ["a second driver is bound"] = ("a device has at most one driver", t => Repeat(t, Is(TraceKind.Bound), e => e with { Driver = e.Driver + 1 })),
        ["a bound device is probed"] = ("a device has at most one driver", t => After(t, Is(TraceKind.Bound), e => e with { Kind = TraceKind.ProbeStart })),
        ["a driver is bound without a probe"] = ("a device has at most one driver", t => Change(t, e => e.Kind == TraceKind.ProbeEnd && e.A == 0, e => e with { A = -5 })),
        ["a device loses a driver twice"] = ("a device has at most one driver", t => Repeat(t, Is(TraceKind.Unbound), e => e)),
        ["a probe begins during another"] = ("probes of a device never overlap", t => Repeat(t, Is(TraceKind.ProbeStart), e => e with { Thread = Stranger })),
        ["a removal begins during a probe"] = ("probes of a device never overlap", t => After(t, Is(TraceKind.ProbeStart), e => e with { Kind = TraceKind.RemoveStart })),
        ["a probe ends in another thread"] = ("probes of a device never overlap", t => Change(t, Is(TraceKind.ProbeEnd), e => e with { Thread = Stranger })),
        ["a probe takes no time"] = ("probes of a device never overlap", t => Change(t, Is(TraceKind.ProbeEnd), e => e with { TimeNs = 0 })),
        ["a device was never added"] = ("only devices that are there are probed", t => Remove(t, Is(TraceKind.DeviceAdded))),
        ["a removed device is probed"] = ("only devices that are there are probed", t => After(t, Is(TraceKind.DeviceRemoved), e => e with { Kind = TraceKind.ProbeStart })),
        ["a dying device is probed"] = ("only devices that are there are probed", t => After(t, Is(TraceKind.DeviceDeleting), e => e with { Kind = TraceKind.ProbeStart })),
        ["a lock is got during a probe"] = ("a device lock has one holder", t => After(t, Is(TraceKind.ProbeStart), e => e with { Kind = TraceKind.LockAcquired, Thread = Stranger })),
        ["a lock is said to be held by another"] = ("a device lock has one holder", t => Change(t, Is(TraceKind.LockWait), e => e with { A = Stranger })),
        ["a wait for a lock is too short"] = ("a device lock is handed over in turn", t => Change(t, Is(TraceKind.LockAcquired), e => e with { A = e.A - 1 })),
        ["a lock is got without waiting"] = ("a device lock is handed over in turn", t => Remove(t, Is(TraceKind.LockWait))),
        ["a waiting thread goes on"] = ("a device lock is handed over in turn", t => After(t, Is(TraceKind.LockWait), e => e with { Kind = TraceKind.CallEnd })),
        ["an asynchronous probe starts elsewhere"] = ("on 6.1 asynchronous probes start at home", t => Change(t, IsAsync, e => e with { Cpu = (e.Cpu + 2) % 4 })),
        ["a function ends too late"] = ("a node runs no more asynchronous functions than its limit", t => Remove(t, e => e.Kind == TraceKind.JobEnd && e.A > 0)),
        ["a probe says it is asynchronous"] = ("drivers are probed where their kind asks for", t => Change(t, IsCaller, e => e with { A = (long)ProbeContext.Async })),
        ["a worker probes with a synchronous driver"] = ("drivers are probed where their kind asks for", t => Change(t, IsAsync, e => e with { Driver = Serial })),
        ["a caller probes with an asynchronous driver"] = ("drivers are probed where their kind asks for", t => Change(t, IsCaller, e => e with { Driver = 0 })),
        ["an asynchronous probe denies it"] = ("drivers are probed where their kind asks for", t => Change(t, IsAsync, e => e with { D = 0 })),
        ["a retry is forgotten"] = ("every bind has all deferred devices retried", t => Remove(t, Is(TraceKind.Retried))),
        ["a bind triggers nothing"] = ("every bind has all deferred devices retried", t => Remove(t, Is(TraceKind.Trigger))),
        ["a deferral is not seen"] = ("every bind has all deferred devices retried", t => Remove(t, Is(TraceKind.Deferred))),
        ["a device is deferred at the end"] = ("every bind has all deferred devices retried", t => After(t, Is(TraceKind.FinalDevice), e => e with { Kind = TraceKind.FinalDeferred })),
        ["two devices have one instance"] = ("instances are unique among live ones", t => ChangeLast(t, IsAsync, e => e with { B = t.Find(e2 => IsAsync(e2)).B + 1 })),
        ["a probe has no instance"] = ("instances are unique among live ones", t => Change(t, Is(TraceKind.ProbeStart), e => e with { B = -1 })),
        ["two devices have one name"] = ("numbers of a naming class are unique among live ones", t => Repeat(t, Is(TraceKind.NameAssigned), e => e with { Device = e.Device + 1 })),
        ["a name comes back twice"] = ("numbers of a naming class are unique among live ones", t => Repeat(t, Is(TraceKind.NameReleased), e => e)),
        ["a lock of the machine has two holders"] = ("a lock of the machine is given to one after another", t => ChangeLast(t, Is(TraceKind.NamedLockReleased), e => e with { A = e.TimeNs })),
        ["a lock of the machine is got without waiting"] = ("a lock of the machine is given to one after another", t => Remove(t, Is(TraceKind.NamedLockWait))),
        ["a part of a probe never ends"] = ("no part of a probe outlives its driver", t => Remove(t, e => e.Kind == TraceKind.PartEnd && e.Device == t.Find(Is(TraceKind.RemoveStart)).Device)),
        ["a job was not scheduled"] = ("workers execute what was scheduled", t => Remove(t, Is(TraceKind.AsyncScheduled))),
        ["a job starts twice"] = ("workers execute what was scheduled", t => Repeat(t, e => e.Kind == TraceKind.JobStart && e.A > 0, e => e with { Thread = Stranger })),
        ["a held back job starts"] = ("workers execute what was scheduled", t => Remove(t, Is(TraceKind.ItemActivated))),
        ["a job runs in another pool"] = ("workers execute what was scheduled", t => Change(t, e => e.Kind == TraceKind.JobStart && e.A > 0, e => e with { B = e.B + 1 })),
        ["a job probes another device"] = ("workers execute what was scheduled", t => Change(t, IsAsync, e => e with { Device = e.Device + 1 })),
        ["two workers retry"] = ("workers execute what was scheduled", t => Change(t, Is(TraceKind.Retried), e => e with { Thread = Stranger })),
        ["the deferral work runs without a trigger"] = ("workers execute what was scheduled", t => t.Insert(0, t.Find(e => e.Kind == TraceKind.JobStart) with { A = 0, Thread = Stranger })),
        ["a barrier does not wait"] = ("a barrier waits for every function before it", t => After(t, e => e.Kind == TraceKind.SyncWait && e.A == (long)SyncDomain.Full, e => e with { Kind = TraceKind.SyncDone })),
        ["a barrier is passed while a function runs"] = ("a barrier waits for every function before it", t => RemoveLast(t, e => e.Kind == TraceKind.JobEnd && e.A > 0)),
        ["a removal begins on an offline CPU"] = ("nothing begins on an offline CPU", t => ChangeLast(t, Is(TraceKind.RemoveStart), e => e with { Cpu = OfflineCpu })),
        ["a probe begins on no CPU"] = ("nothing begins on an offline CPU", t => Change(t, Is(TraceKind.ProbeStart), e => e with { Cpu = 99 })),
        ["the final driver is another"] = ("the final state is that of the last events", t => ChangeLast(t, Is(TraceKind.FinalDevice), e => e with { Driver = 0 })),
        ["the last bind is not seen"] = ("the final state is that of the last events", t => RemoveLast(t, Is(TraceKind.Bound))),
        ["a device is there at the end that is gone"] = ("the final state is that of the last events", t => Change(t, Is(TraceKind.FinalDevice), e => e with { B = 1 - e.B })),
        ["a device is on another node at the end"] = ("the final state is that of the last events", t => ChangeLast(t, Is(TraceKind.FinalDevice), e => e with { A = 9 })),
        ["a match is lost on a kernel that loses none"] = ("a kernel does wrong what it could", t => After(t, Is(TraceKind.Matched), e => e with { Kind = TraceKind.Finding, A = (long)FindingKind.LostMatch, E = 0 })),
        ["a run completes in a deadlock"] = ("a kernel does wrong what it could", t => After(t, Is(TraceKind.Matched), e => e with { Kind = TraceKind.Finding, A = (long)FindingKind.Deadlock, E = 0 })),
        ["a deadlock does not say who waits"] = ("a kernel does wrong what it could", t => After(t, Is(TraceKind.Matched), e => e with { Kind = TraceKind.Finding, A = (long)FindingKind.SelfWait, E = 1 })),
        ["a PCI device is probed on another CPU"] = ("PCI probes run where pci_call_probe() puts them", t => Change(t, IsOnCpuWorker, e => e with { Cpu = 0 })),
        ["a PCI device is probed by its caller"] = ("PCI probes run where pci_call_probe() puts them", t => Change(t, IsOnCpuWorker, e => e with { Thread = 0 })),
        ["a CPU changes during the probe of a PCI device"] = ("PCI probes run where pci_call_probe() puts them", t => After(t, IsOnCpuWorker, e => e with { Kind = TraceKind.CpuState, Device = -1, A = 1 })),
        ["a device is not reported"] = ("the final state is that of the last events", t => Remove(t, Is(TraceKind.FinalDevice))),
    };

    private static bool IsAsync(TraceEvent e) => e.Kind == TraceKind.ProbeStart && e.A == (long)ProbeContext.Async;

    private static bool IsOnCpuWorker(TraceEvent e) => e.Kind == TraceKind.ProbeStart && ThreadId.IsCpuWorker(e.Thread);

    private static bool IsCaller(TraceEvent e) => e.Kind == TraceKind.ProbeStart && e.A == (long)ProbeContext.Caller;

    private static Predicate<TraceEvent> Is(TraceKind kind) => e => e.Kind == kind;

    private static int Find(List<TraceEvent> trace, Predicate<TraceEvent> which)
    {
        var place = trace.FindIndex(which);
        place.ShouldBeGreaterThanOrEqualTo(0);
        return place;
    }

    private static void Swap(List<TraceEvent> trace, int place) => (trace[place - 1], trace[place]) = (trace[place], trace[place - 1]);

    private static void Remove(List<TraceEvent> trace, Predicate<TraceEvent> which) => trace.RemoveAt(Find(trace, which));

    private static void RemoveLast(List<TraceEvent> trace, Predicate<TraceEvent> which) => trace.RemoveAt(trace.FindLastIndex(which));

    private static void Change(List<TraceEvent> trace, Predicate<TraceEvent> which, Func<TraceEvent, TraceEvent> change)
    {
        var place = Find(trace, which);
        trace[place] = change(trace[place]);
    }

    private static void ChangeLast(List<TraceEvent> trace, Predicate<TraceEvent> which, Func<TraceEvent, TraceEvent> change)
    {
        var place = trace.FindLastIndex(which);
        trace[place] = change(trace[place]);
    }

    private static void Repeat(List<TraceEvent> trace, Predicate<TraceEvent> which, Func<TraceEvent, TraceEvent> change) => After(trace, which, change);

    private static void After(List<TraceEvent> trace, Predicate<TraceEvent> which, Func<TraceEvent, TraceEvent> change)
    {
        var place = Find(trace, which);
        trace.Insert(place + 1, change(trace[place]));
    }
}
