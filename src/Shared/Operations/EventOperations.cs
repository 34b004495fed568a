using System.Text.Json;

namespace NumaProbe.Shared.Operations;

/// <summary>The file spelling of each operation and what its target names. The one place that knows both.</summary>
public static class EventOperations
{
    private static readonly string[] Spellings =
        [.. Enum.GetNames<EventOperation>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    private static readonly Dictionary<string, EventOperation> BySpelling =
        Enum.GetValues<EventOperation>().ToDictionary(Spelling, StringComparer.Ordinal);

    /// <summary>Every spelling, in the order of <see cref="EventOperation"/>.</summary>
    public static IReadOnlyList<string> All => Spellings;

    /// <summary>The file spelling, for example <c>device_add</c>.</summary>
    /// <param name="operation">The operation.</param>
    public static string Spelling(EventOperation operation) => Spellings[(int)operation];

    /// <summary>The operation of a spelling, or null.</summary>
    /// <param name="spelling">The text.</param>
    public static EventOperation? Find(string spelling) =>
        BySpelling.TryGetValue(spelling, out var operation) ? operation : null;

    /// <summary>What the operation's target names.</summary>
    /// <param name="operation">The operation.</param>
    public static EventTargetKind TargetOf(EventOperation operation) => operation switch
    {
        EventOperation.DeviceAdd or EventOperation.DeviceDel or EventOperation.Attach or EventOperation.Detach
            or EventOperation.Reprobe or EventOperation.DriversProbe or EventOperation.SetDrvdata or EventOperation.NdDeviceRegister
            or EventOperation.DeviceLockBarrier => EventTargetKind.Device,
        EventOperation.DriverRegister or EventOperation.DriverUnregister => EventTargetKind.Driver,
        EventOperation.ModuleLoad or EventOperation.ModuleUnload => EventTargetKind.Module,
        EventOperation.WaitForDeviceProbe or EventOperation.AsyncSynchronizeFull or EventOperation.LateInitcall
            or EventOperation.NdSynchronize or EventOperation.ScsiCompleteAsyncScans => EventTargetKind.None,
        EventOperation.Sleep => EventTargetKind.Duration,
        EventOperation.Bind or EventOperation.Unbind => EventTargetKind.DriverAndDevice,
        EventOperation.DriversAutoprobe => EventTargetKind.BusSwitch,
        EventOperation.CpuOffline or EventOperation.CpuOnline => EventTargetKind.Cpu,
        EventOperation.NodeOffline or EventOperation.NodeOnline => EventTargetKind.Node,
        EventOperation.AsyncJob or EventOperation.AsyncJobExclusive => EventTargetKind.NodeAndDuration,
        EventOperation.AsyncSynchronizeDomain => EventTargetKind.AsyncDomain,
        EventOperation.AsyncSynchronizeCookie => EventTargetKind.Cookie,
        EventOperation.SetNumaNode => EventTargetKind.DeviceAndNode,
        EventOperation.DeviceMove => EventTargetKind.DeviceAndParent,
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "an operation without a kind of target"),
    };
}
