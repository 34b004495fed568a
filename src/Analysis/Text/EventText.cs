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
    private readonly HazardText _hazards = new(names);

    /// <summary>The event in words, for example <c>waits for the device lock, held by thread 0</c>.</summary>
    /// <param name="e">The event.</param>
    public string Describe(in TraceEvent e) => e.Kind switch
    {
        TraceKind.CallStart => $"calls {Call(e)}",
        TraceKind.CallEnd => $"{Call(e)} returns {Result(e.B)}",
        TraceKind.DeviceAdded => $"added to its bus, {Node(e.A)}{Parent(e.B)}",
        TraceKind.DeviceDeleting => "removal begins",
        TraceKind.DeviceRemoved => "removed",
        TraceKind.DriverAdded => "driver added to its bus",
        TraceKind.DriverRemoved => "driver removed from its bus",
        TraceKind.Matched => "matches",
        TraceKind.LockWait => e.A >= 0 ? $"waits for the device lock, held by {Thread(e.A)}" : "waits for the device lock",
        TraceKind.LockAcquired => $"has the device lock after {Time(e.A)}",
        TraceKind.NamedLockWait => $"waits for the lock {names.Lock((int)e.B)}, held by {Thread(e.A)}",
        TraceKind.NamedLockAcquired => $"has the lock {names.Lock((int)e.B)} after {Time(e.A)}",
        TraceKind.NamedLockReleased => $"gives the lock {names.Lock((int)e.B)} back after {Time(e.A)}",
        TraceKind.SyncWait => $"waits for {Domain(e)}",
        TraceKind.SyncDone => $"{Domain(e)} is done",
        TraceKind.Blocked => $"waits for ever in {names.Event(e.A)?.ToString() ?? "an operation inside a probe"}",
        _ => DescribeWork(e),
    };

    private string DescribeWork(in TraceEvent e) => e.Kind switch
    {
        TraceKind.AsyncScheduled => string.Create(
            CultureInfo.InvariantCulture, $"async {Word(e, 1)} entry {e.A} queued for {Node(e.C)}: CPU {e.D}, pool {e.E}"),
        TraceKind.AsyncInline => $"async {Word(e, 1)} entry refused: done in the caller",
        TraceKind.WorkerSpawned => e.A >= 0 ? $"new worker of pool {Number(e.A)}" : $"new worker of CPU {Number(e.Cpu)}",
        TraceKind.ItemInactive => $"{Item(e.A)} held back by the limit",
        TraceKind.ItemActivated => $"{Item(e.A)} may run now",
        TraceKind.JobStart => $"{Job(e.A)} begins after {Time(e.C)} in the queue",
        TraceKind.JobEnd => $"{Job(e.A)} ends",
        TraceKind.RawJobStart => $"raw job of event {Number(e.A)} begins, asked for {Node(e.B)}",
        TraceKind.RawJobEnd => $"raw job of event {Number(e.A)} ends",
        TraceKind.Migrated => $"moves from CPU {Number(e.A)} to CPU {Number(e.B)}",
        TraceKind.CpuState => $"CPU {Number(e.A)} is {(e.B != 0 ? "online" : "offline")}",
        _ => DescribeProbing(e),
    };

    private string DescribeProbing(in TraceEvent e) => e.Kind switch
    {
        TraceKind.ProbeStart => $"probe begins ({Word(e, 0)}, try {Number(e.C + 1)})",
        TraceKind.ProbeEnd => $"probe returns {Result(e.A)}",
        TraceKind.ProbeCost =>
            $"probe cost: hardware {Time(e.A)}, work {Time(e.B)}, sharing {Time(e.C)}, remote memory {Time(e.D)}",
        TraceKind.Bound => "bound",
        TraceKind.NodeChanged => $"from {Node(e.A)} to {Node(e.B)}{Parent(e.C)}",
        TraceKind.NotBound => $"not bound: {Result(e.A)}",
        TraceKind.NameAssigned => $"gets index {Number(e.B)} of class {names.NamingClass((int)e.A)}: {names.AssignedName(e)}",
        TraceKind.NameReleased => $"gives {names.AssignedName(e)} back",
        TraceKind.PartStart => $"part {Number(e.B)} of the probe begins",
        TraceKind.PartEnd =>
            $"part {Number(e.E)} of the probe ends: hardware {Time(e.A)}, work {Time(e.B)}, sharing {Time(e.C)}, remote memory {Time(e.D)}",
        TraceKind.Deferred => e.B >= 0 ? $"deferred: {Word(e, 0)} {names.Device((int)e.B)}" : $"deferred: {Word(e, 0)}",
        TraceKind.Undeferred => "off the deferred list",
        TraceKind.Trigger => $"deferred devices triggered: {Number(e.B)} made active",
        TraceKind.Retried => "retried",
        TraceKind.Skipped => $"skipped: {Word(e, 0)}",
        TraceKind.RemoveStart => "remove begins",
        TraceKind.RemoveEnd => "remove ends",
        TraceKind.Unbound => "unbound",
        TraceKind.DeferredTimeout => $"deferred probe timeout: {Number(e.A)} pending",
        TraceKind.SyncState => "all its consumers are bound",
        TraceKind.Warning => $"{Word(e, 1)}: {Word(e, 0)}",
        TraceKind.FinalDevice => e.B == 0 ? "at the end: not present" : e.Driver >= 0 ? "at the end: bound" : "at the end: not bound",
        TraceKind.Finding => $"{Word(e, 0)}: {_hazards.Describe(e)}",
        TraceKind.FindingWait => _hazards.DescribeWait(e),
        TraceKind.HandedOver => $"probe handed to a worker on {Node(e.A)}: CPU {Number(e.B)}{(e.C >= 0 ? $", pool {Number(e.C)}" : "")}",
        TraceKind.ProbeReturned => $"the kernel prints that the probe returned {Number(e.A)} after {Time(e.B)}",
        TraceKind.FinalDeferred => "at the end: deferred",
        _ => TraceVocabulary.Name(e.Kind),
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(long ns) => DurationText.Milliseconds(ns) + " ms";

    private static string Thread(long thread) => ThreadId.Name((int)thread);

    private static string Node(long node) => node < 0 ? "no node" : "node " + Number(node);

    private static string Item(long cookie) => cookie > 0 ? "async entry " + Number(cookie) : "work item";

    private static string Job(long cookie) => cookie > 0 ? "async entry " + Number(cookie) : "deferred probe work";

    private static string Result(long result) => result == 0 ? "0" : result is < 0 and >= int.MinValue ? "-" + Errno.Name((int)result).TrimStart('-') : Number(result);

    private static string Word(in TraceEvent e, int place) =>
        TraceVocabulary.Arguments(e.Kind)[place].WordOf(TraceVocabulary.Value(e, place)) ?? Number(TraceVocabulary.Value(e, place));

    private static string Domain(in TraceEvent e) => (SyncDomain)e.A switch
    {
        SyncDomain.Full => "all asynchronous work",
        SyncDomain.DeferredWork => "the deferred probe work",
        SyncDomain.Exclusive => "the exclusive async domain",
        SyncDomain.Parts => "the parts of its probe",
        SyncDomain.ScsiScans => "the scans of earlier SCSI hosts",
        SyncDomain.ProbeCount => "probes that are running",
        _ => "domain " + Number(e.A),
    };

    private string Parent(long parent) => parent >= 0 ? ", child of " + names.Device((int)parent) : "";

    private string Call(in TraceEvent e)
    {
        var call = e.A >= 0 ? names.Event(e.A) : names.InProbe(e.C);
        return call?.ToString() ?? "an operation";
    }
}
