namespace NumaProbe.Shared.Events.Records;

/// <summary>
/// Chooses the part of a trace that concerns one node, one device, or both. A node's events are those of its CPUs and of
/// its own actor system; a device's those that name it. A record is kept when it began or ended on the node, and names
/// the device; the final state is that of devices of the node.
/// </summary>
/// <param name="Node">Number of the node, or null for any.</param>
/// <param name="Device">Number of the device, or null for any.</param>
public sealed record TraceFilter(int? Node, int? Device)
{
    /// <summary>Keeps all.</summary>
    public static TraceFilter Everything { get; } = new(null, null);

    /// <summary>True for an event to keep.</summary>
    /// <param name="traceEvent">The event.</param>
    /// <param name="names">The names behind the numbers.</param>
    public bool Keeps(in TraceEvent traceEvent, TraceNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return (Device is not { } device || traceEvent.Device == device)
            && (Node is not { } node || NodeOf(traceEvent, names) == node);
    }

    /// <summary>True for a record to keep.</summary>
    /// <param name="record">The record.</param>
    /// <param name="last">The event that completed it.</param>
    /// <param name="names">The names behind the numbers.</param>
    public bool Keeps(RunRecord record, in TraceEvent last, TraceNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return (Device is not { } device || DeviceIs(record, last, names.Device(device)))
            && (Node is not { } node || IsOn(record, last, node, names));
    }

    /// <summary>The deferred list as far as it concerns the device asked for.</summary>
    /// <param name="record">The whole list.</param>
    /// <param name="names">The names behind the numbers.</param>
    public DeferredRecord Reduce(DeferredRecord record, TraceNames names)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(names);
        if (Device is not { } device)
        {
            return record;
        }

        var kernelName = names.KernelName(device);
        return record with { Devices = [.. record.Devices.Where(d => string.Equals(d, kernelName, StringComparison.Ordinal))] };
    }

    private static bool DeviceIs(RunRecord record, in TraceEvent last, string device) => record switch
    {
        CallRecord call => string.Equals(call.Target, device, StringComparison.Ordinal) || TargetEndsWith(call.Target, device),
        JobRecord => false,
        _ => last.Device >= 0 && string.Equals(DeviceOf(record), device, StringComparison.Ordinal),
    };

    private static bool TargetEndsWith(string? target, string device) =>
        target is not null && target.EndsWith(":" + device, StringComparison.Ordinal);

    private static string? DeviceOf(RunRecord record) => record switch
    {
        ProbeRecord probe => probe.Device,
        RemoveRecord remove => remove.Device,
        NotifyRecord notify => notify.Device,
        NameRecord name => name.Device,
        FinalRecord final => final.Device,
        _ => null,
    };

    private static bool IsOn(RunRecord record, in TraceEvent last, int node, TraceNames names) => record switch
    {
        CallRecord call => call.StartNode == node || names.NodeOfCpu(call.EndCpu) == node,
        ProbeRecord probe => probe.StartNode == node || probe.EndNode == node,
        RemoveRecord remove => remove.StartNode == node,
        JobRecord job => job.StartNode == node || job.EndNode == node,
        FinalRecord final => final.Node == node,
        _ => NodeOf(last, names) == node,
    };

    private static int NodeOf(in TraceEvent traceEvent, TraceNames names) =>
        traceEvent.Kind == TraceKind.FinalDevice ? traceEvent.As<FinalDeviceEvent>().NumaNode : names.NodeOf(traceEvent);
}
