using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Shared.Events;

/// <summary>Every kind of trace event with its fields, derived from the records: the one list of them. A new kind is its record and one line here.</summary>
public static class EventKinds
{
    private static readonly ImmutableArray<string> Menders = ["none", .. KernelGenerations.All.OrderBy(g => g.TraceId).Select(g => g.Name)];

    private static readonly Dictionary<TraceKind, ImmutableArray<TraceArgument>> Fields = new()
    {
        [CallStartEvent.Kind] = Of<CallStartEvent>(),
        [CallEndEvent.Kind] = Of<CallEndEvent>(),
        [DeviceAddedEvent.Kind] = Of<DeviceAddedEvent>(),
        [DeviceDeletingEvent.Kind] = Of<DeviceDeletingEvent>(),
        [DeviceRemovedEvent.Kind] = Of<DeviceRemovedEvent>(),
        [DriverAddedEvent.Kind] = Of<DriverAddedEvent>(),
        [DriverRemovedEvent.Kind] = Of<DriverRemovedEvent>(),
        [MatchedEvent.Kind] = Of<MatchedEvent>(),
        [AsyncScheduledEvent.Kind] = Of<AsyncScheduledEvent>(),
        [AsyncInlineEvent.Kind] = Of<AsyncInlineEvent>(),
        [WorkerSpawnedEvent.Kind] = Of<WorkerSpawnedEvent>(),
        [ItemInactiveEvent.Kind] = Of<ItemInactiveEvent>(),
        [ItemActivatedEvent.Kind] = Of<ItemActivatedEvent>(),
        [JobStartEvent.Kind] = Of<JobStartEvent>(),
        [JobEndEvent.Kind] = Of<JobEndEvent>(),
        [LockWaitEvent.Kind] = Of<LockWaitEvent>(),
        [LockAcquiredEvent.Kind] = Of<LockAcquiredEvent>(),
        [ProbeStartEvent.Kind] = Of<ProbeStartEvent>(),
        [ProbeEndEvent.Kind] = Of<ProbeEndEvent>(),
        [ProbeCostEvent.Kind] = Of<ProbeCostEvent>(),
        [BoundEvent.Kind] = Of<BoundEvent>(),
        [NotBoundEvent.Kind] = Of<NotBoundEvent>(),
        [NameAssignedEvent.Kind] = Of<NameAssignedEvent>(),
        [DeferredEvent.Kind] = Of<DeferredEvent>(),
        [UndeferredEvent.Kind] = Of<UndeferredEvent>(),
        [TriggerEvent.Kind] = Of<TriggerEvent>(),
        [RetriedEvent.Kind] = Of<RetriedEvent>(),
        [SkippedEvent.Kind] = Of<SkippedEvent>(),
        [SyncWaitEvent.Kind] = Of<SyncWaitEvent>(),
        [SyncDoneEvent.Kind] = Of<SyncDoneEvent>(),
        [MigratedEvent.Kind] = Of<MigratedEvent>(),
        [RemoveStartEvent.Kind] = Of<RemoveStartEvent>(),
        [RemoveEndEvent.Kind] = Of<RemoveEndEvent>(),
        [UnboundEvent.Kind] = Of<UnboundEvent>(),
        [CpuStateEvent.Kind] = Of<CpuStateEvent>(),
        [DeferredTimeoutEvent.Kind] = Of<DeferredTimeoutEvent>(),
        [SyncStateEvent.Kind] = Of<SyncStateEvent>(),
        [WarningEvent.Kind] = Of<WarningEvent>(),
        [RawJobStartEvent.Kind] = Of<RawJobStartEvent>(),
        [RawJobEndEvent.Kind] = Of<RawJobEndEvent>(),
        [FinalDeviceEvent.Kind] = Of<FinalDeviceEvent>(),
        [FinalDeferredEvent.Kind] = Of<FinalDeferredEvent>(),
        [BlockedEvent.Kind] = Of<BlockedEvent>(),
        [FindingEvent.Kind] = Of<FindingEvent>(),
        [FindingWaitEvent.Kind] = Of<FindingWaitEvent>(),
        [HandedOverEvent.Kind] = Of<HandedOverEvent>(),
        [ProbeReturnedEvent.Kind] = Of<ProbeReturnedEvent>(),
        [NamedLockWaitEvent.Kind] = Of<NamedLockWaitEvent>(),
        [NamedLockAcquiredEvent.Kind] = Of<NamedLockAcquiredEvent>(),
        [NamedLockReleasedEvent.Kind] = Of<NamedLockReleasedEvent>(),
        [NameReleasedEvent.Kind] = Of<NameReleasedEvent>(),
        [PartStartEvent.Kind] = Of<PartStartEvent>(),
        [PartEndEvent.Kind] = Of<PartEndEvent>(),
        [NodeChangedEvent.Kind] = Of<NodeChangedEvent>(),
    };

    /// <summary>The fields of a kind, in their order; none for a kind that says no more.</summary>
    /// <param name="kind">The kind.</param>
    public static ImmutableArray<TraceArgument> Arguments(TraceKind kind) => Fields.TryGetValue(kind, out var fields) ? fields : [];

    /// <summary>The release that mends a finding by the number in <see cref="FindingEvent.MendedIn"/>; null for none, and for one that there is not.</summary>
    public static string? Mender(int mendedIn) => mendedIn > 0 && mendedIn < Menders.Length ? Menders[mendedIn] : null;

    private static ImmutableArray<TraceArgument> Of<T>()
        where T : struct, IEventArguments =>
        [.. typeof(T).GetConstructors().MaxBy(c => c.GetParameters().Length) is { } made ? made.GetParameters().Select(Field) : []];

    private static TraceArgument Field(ParameterInfo field)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(field.Name!);
        var form = field.GetCustomAttribute<FormAttribute>()?.Form;
        return form == ArgumentForm.Mender ? new TraceArgument(name, ArgumentForm.Word, Menders)
            : field.ParameterType == typeof(EventOperation) ? new TraceArgument(name, ArgumentForm.Word, [.. Enum.GetValues<EventOperation>().Select(TraceNames.Operation)])
            : field.ParameterType.IsEnum ? new TraceArgument(name, ArgumentForm.Word, [.. Enum.GetNames(field.ParameterType).Select(EventWords.Spell)])
            : new TraceArgument(name, form ?? (field.ParameterType == typeof(bool) ? ArgumentForm.Flag : ArgumentForm.Number), []);
    }
}
