namespace NumaProbe.Shared.Events.Records;

/// <summary>
/// A record of a run with the fields of the recorded kernel runs, derived from trace events in one place
/// (<c>RecordBuilder</c>), so that a run and a recording are compared field by field. Message family: one type a record kind.
/// </summary>
/// <param name="StartNs">Virtual time it began, nanoseconds.</param>
/// <param name="EndNs">Virtual time it ended, nanoseconds; equal to the start for points.</param>
public abstract record RunRecord(long StartNs, long EndNs);

/// <summary>An operation and what it returned.</summary>
/// <param name="Event">Number of the scenario's event, or null for an operation inside a probe.</param>
/// <param name="InProbe">Number of the operation inside probes, or null for an event.</param>
/// <param name="Op">Operation in the file's spelling, for example <c>device_add</c>.</param>
/// <param name="Target">Target as written, or null.</param>
/// <param name="Thread">Thread that called.</param>
/// <param name="StartCpu">Its CPU at the call.</param>
/// <param name="StartNode">Node of that CPU.</param>
/// <param name="EndCpu">Its CPU at the return.</param>
/// <param name="Result">What the operation returned: 0 or a negative errno.</param>
public sealed record CallRecord(
    long StartNs, long EndNs, int? Event, int? InProbe, string Op, string? Target, int Thread,
    int StartCpu, int StartNode, int EndCpu, int Result) : RunRecord(StartNs, EndNs);

/// <summary>One try of one driver on one device.</summary>
/// <param name="Device">Device name.</param>
/// <param name="Driver">Driver name.</param>
/// <param name="Thread">Thread or worker that probed.</param>
/// <param name="StartCpu">CPU at the start.</param>
/// <param name="EndCpu">CPU at the end.</param>
/// <param name="StartNode">Node at the start.</param>
/// <param name="EndNode">Node at the end.</param>
/// <param name="Result">0 or a negative errno.</param>
/// <param name="IsAsync">Ran in an async worker (current_is_async()).</param>
/// <param name="How">caller, async, deferred-worker or nested.</param>
/// <param name="Instance">Lowest free number at probe entry, given back on failure or remove.</param>
/// <param name="CompletionIndex">Place in the order of successful completions, or null on failure.</param>
public sealed record ProbeRecord(
    long StartNs, long EndNs, string Device, string Driver, int Thread, int StartCpu, int EndCpu, int StartNode, int EndNode,
    int Result, bool IsAsync, string How, int Instance, int? CompletionIndex) : RunRecord(StartNs, EndNs);

/// <summary>One call of a driver's remove().</summary>
/// <param name="Device">Device name.</param>
/// <param name="Driver">Driver name.</param>
/// <param name="Thread">Thread that removed.</param>
/// <param name="StartCpu">CPU at the start.</param>
/// <param name="StartNode">Node at the start.</param>
public sealed record RemoveRecord(
    long StartNs, long EndNs, string Device, string Driver, int Thread, int StartCpu, int StartNode) : RunRecord(StartNs, EndNs);

/// <summary>A raw async job of an <c>async_job</c> event.</summary>
/// <param name="Event">Number of the event.</param>
/// <param name="AskedNode">Node asked for, -1 for none.</param>
/// <param name="Thread">Worker that ran it.</param>
/// <param name="StartCpu">CPU at the start.</param>
/// <param name="EndCpu">CPU at the end.</param>
/// <param name="StartNode">Node at the start.</param>
/// <param name="EndNode">Node at the end.</param>
public sealed record JobRecord(
    long StartNs, long EndNs, int Event, int AskedNode, int Thread, int StartCpu, int EndCpu, int StartNode, int EndNode)
    : RunRecord(StartNs, EndNs);

/// <summary>A notification of the bus: add_device, bound, not_bound, unbound, del_device.</summary>
/// <param name="What">Which.</param>
/// <param name="Device">Device name.</param>
public sealed record NotifyRecord(long StartNs, string What, string Device) : RunRecord(StartNs, StartNs);

/// <summary>A name that the kernel gave.</summary>
/// <param name="Class">Naming class.</param>
/// <param name="Name">The name, for example <c>nvme0</c>.</param>
/// <param name="Index">Its number.</param>
/// <param name="Device">Device it was given for.</param>
/// <param name="Driver">Driver whose probe took it, or null when it came with the device.</param>
/// <param name="IsGiven">Given; otherwise taken back.</param>
public sealed record NameRecord(long StartNs, string Class, string Name, int Index, string Device, string? Driver, bool IsGiven)
    : RunRecord(StartNs, StartNs);

/// <summary>State of one device when the run ended.</summary>
/// <param name="Device">Device name.</param>
/// <param name="Node">Its NUMA node, -1 for none.</param>
/// <param name="Present">Still added.</param>
/// <param name="BoundTo">Name of its driver, or null.</param>
public sealed record FinalRecord(long StartNs, string Device, int Node, bool Present, string? BoundTo) : RunRecord(StartNs, StartNs);

/// <summary>The deferred list when the run ended.</summary>
/// <param name="Devices">Kernel names, sorted ordinally.</param>
public sealed record DeferredRecord(long StartNs, IReadOnlyList<string> Devices) : RunRecord(StartNs, StartNs);
