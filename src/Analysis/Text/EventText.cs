using System.Globalization;
using NumaProbe.Analysis.Summaries;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;

namespace NumaProbe.Analysis.Text;

/// <summary>One event in words, waits with their cause. Device, driver and thread of the event are said elsewhere.</summary>
/// <param name="names">The names behind the numbers.</param>
public sealed class EventText(TraceNames names)
{
    private readonly EventSentences _said = new(names);
    private readonly HazardText _hazards = new(names);

    /// <summary>The event in words, for example <c>waits for the device lock, held by thread 0</c>.</summary>
    /// <param name="e">The event.</param>
    public string Describe(in TraceEvent e) => e.Kind switch
    {
        TraceKind.CallStart => _said.Of(e.As<CallStartEvent>()),
        TraceKind.CallEnd => _said.Of(e.As<CallEndEvent>()),
        TraceKind.DeviceAdded => _said.Of(e.As<DeviceAddedEvent>()),
        TraceKind.DeviceDeleting => "removal begins",
        TraceKind.DeviceRemoved => "removed",
        TraceKind.DriverAdded => "driver added to its bus",
        TraceKind.DriverRemoved => "driver removed from its bus",
        TraceKind.Matched => "matches",
        TraceKind.LockWait => EventSentences.Of(e.As<LockWaitEvent>()),
        TraceKind.LockAcquired => EventSentences.Of(e.As<LockAcquiredEvent>()),
        TraceKind.NamedLockWait => _said.Of(e.As<NamedLockWaitEvent>()),
        TraceKind.NamedLockAcquired => _said.Of(e.As<NamedLockAcquiredEvent>()),
        TraceKind.NamedLockReleased => _said.Of(e.As<NamedLockReleasedEvent>()),
        TraceKind.SyncWait => EventSentences.Of(e.As<SyncWaitEvent>()),
        TraceKind.SyncDone => EventSentences.Of(e.As<SyncDoneEvent>()),
        TraceKind.Blocked => _said.Of(e.As<BlockedEvent>()),
        _ => DescribeWork(e),
    };

    private string DescribeWork(in TraceEvent e) => e.Kind switch
    {
        TraceKind.AsyncScheduled => EventSentences.Of(e.As<AsyncScheduledEvent>()),
        TraceKind.AsyncInline => EventSentences.Of(e.As<AsyncInlineEvent>()),
        TraceKind.WorkerSpawned => e.As<WorkerSpawnedEvent>().Pool >= 0 ? $"new worker of pool {Number(e.As<WorkerSpawnedEvent>().Pool)}" : $"new worker of CPU {Number(e.Cpu)}",
        TraceKind.ItemInactive => EventSentences.Of(e.As<ItemInactiveEvent>()),
        TraceKind.ItemActivated => EventSentences.Of(e.As<ItemActivatedEvent>()),
        TraceKind.JobStart => EventSentences.Of(e.As<JobStartEvent>()),
        TraceKind.JobEnd => EventSentences.Of(e.As<JobEndEvent>()),
        TraceKind.RawJobStart => EventSentences.Of(e.As<RawJobStartEvent>()),
        TraceKind.RawJobEnd => EventSentences.Of(e.As<RawJobEndEvent>()),
        TraceKind.Migrated => EventSentences.Of(e.As<MigratedEvent>()),
        TraceKind.CpuState => EventSentences.Of(e.As<CpuStateEvent>()),
        _ => DescribeProbing(e),
    };

    private string DescribeProbing(in TraceEvent e) => e.Kind switch
    {
        TraceKind.ProbeStart => EventSentences.Of(e.As<ProbeStartEvent>()),
        TraceKind.ProbeEnd => EventSentences.Of(e.As<ProbeEndEvent>()),
        TraceKind.ProbeCost => EventSentences.Of(e.As<ProbeCostEvent>()),
        TraceKind.Bound => "bound",
        TraceKind.NodeChanged => _said.Of(e.As<NodeChangedEvent>()),
        TraceKind.NotBound => EventSentences.Of(e.As<NotBoundEvent>()),
        TraceKind.NameAssigned => $"gets index {Number(e.As<NameAssignedEvent>().Index)} of class {names.NamingClass(e.As<NameAssignedEvent>().Domain)}: {names.AssignedName(e)}",
        TraceKind.NameReleased => $"gives {names.AssignedName(e)} back",
        TraceKind.PartStart => EventSentences.Of(e.As<PartStartEvent>()),
        TraceKind.PartEnd => EventSentences.Of(e.As<PartEndEvent>()),
        TraceKind.Deferred => _said.Of(e.As<DeferredEvent>()),
        TraceKind.Undeferred => "off the deferred list",
        TraceKind.Trigger => EventSentences.Of(e.As<TriggerEvent>()),
        TraceKind.Retried => "retried",
        TraceKind.Skipped => EventSentences.Of(e.As<SkippedEvent>()),
        TraceKind.RemoveStart => "remove begins",
        TraceKind.RemoveEnd => "remove ends",
        TraceKind.Unbound => "unbound",
        TraceKind.DeferredTimeout => EventSentences.Of(e.As<DeferredTimeoutEvent>()),
        TraceKind.SyncState => "all its consumers are bound",
        TraceKind.Warning => EventSentences.Of(e.As<WarningEvent>()),
        TraceKind.FinalDevice => !e.As<FinalDeviceEvent>().Present ? "at the end: not present" : e.Driver >= 0 ? "at the end: bound" : "at the end: not bound",
        TraceKind.Finding => $"{EventWords.Of(e.As<FindingEvent>().Finding)}: {_hazards.Describe(e)}",
        TraceKind.FindingWait => _hazards.DescribeWait(e),
        TraceKind.HandedOver => EventSentences.Of(e.As<HandedOverEvent>()),
        TraceKind.ProbeReturned => EventSentences.Of(e.As<ProbeReturnedEvent>()),
        TraceKind.FinalDeferred => "at the end: deferred",
        _ => TraceVocabulary.Name(e.Kind),
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
