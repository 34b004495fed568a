using System.Globalization;
using NumaProbe.Analysis.Summaries;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;

namespace NumaProbe.Analysis.Text;

/// <summary>What each kind of event says, in words: a sentence a kind.</summary>
/// <param name="names">The names behind the numbers.</param>
internal sealed class EventSentences(TraceNames names)
{
    internal string Of(CallStartEvent said) => $"calls {Call(said.Event, said.InProbe)}";

    internal string Of(CallEndEvent said) => $"{Call(said.Event, said.InProbe)} returns {Result(said.Result)}";

    internal string Of(DeviceAddedEvent said) => $"added to its bus, {Node(said.NumaNode)}{Parent(said.Parent)}";

    internal string Of(NamedLockWaitEvent said) => $"waits for the lock {names.Lock(said.Lock)}, held by {Thread(said.Holder)}";

    internal string Of(NamedLockAcquiredEvent said) => $"has the lock {names.Lock(said.Lock)} after {Time(said.WaitedNs)}";

    internal string Of(NamedLockReleasedEvent said) => $"gives the lock {names.Lock(said.Lock)} back after {Time(said.HeldNs)}";

    internal string Of(BlockedEvent said) => $"waits for ever in {names.Event(said.Event)?.ToString() ?? "an operation inside a probe"}";

    internal string Of(NodeChangedEvent said) => $"from {Node(said.FromNode)} to {Node(said.NumaNode)}{Parent(said.Parent)}";

    internal string Of(DeferredEvent said) => said.Supplier >= 0 ? $"deferred: {EventWords.Of(said.Reason)} {names.Device(said.Supplier)}" : $"deferred: {EventWords.Of(said.Reason)}";

    internal static string Of(LockWaitEvent said) => said.Holder >= 0 ? $"waits for the device lock, held by {Thread(said.Holder)}" : "waits for the device lock";

    internal static string Of(LockAcquiredEvent said) => $"has the device lock after {Time(said.WaitedNs)}";

    internal static string Of(SyncWaitEvent said) => $"waits for {Domain(said.Domain)}";

    internal static string Of(SyncDoneEvent said) => $"{Domain(said.Domain)} is done";

    internal static string Of(AsyncScheduledEvent said) => string.Create(CultureInfo.InvariantCulture, $"async {EventWords.Of(said.Side)} entry {said.Cookie} queued for {Node(said.TargetNode)}: CPU {said.ChosenCpu}, pool {said.Pool}");

    internal static string Of(AsyncInlineEvent said) => $"async {EventWords.Of(said.Side)} entry refused: done in the caller";

    internal static string Of(ItemInactiveEvent said) => $"{Item(said.Cookie)} held back by the limit";

    internal static string Of(ItemActivatedEvent said) => $"{Item(said.Cookie)} may run now";

    internal static string Of(JobStartEvent said) => $"{Job(said.Cookie)} begins after {Time(said.QueuedNs)} in the queue";

    internal static string Of(JobEndEvent said) => $"{Job(said.Cookie)} ends";

    internal static string Of(RawJobStartEvent said) => $"raw job of event {Number(said.Event)} begins, asked for {Node(said.AskedNode)}";

    internal static string Of(RawJobEndEvent said) => $"raw job of event {Number(said.Event)} ends";

    internal static string Of(MigratedEvent said) => $"moves from CPU {Number(said.FromCpu)} to CPU {Number(said.ToCpu)}";

    internal static string Of(CpuStateEvent said) => $"CPU {Number(said.ChangedCpu)} is {(said.Online ? "online" : "offline")}";

    internal static string Of(ProbeStartEvent said) => $"probe begins ({EventWords.Of(said.How)}, try {Number(said.Attempt + 1)})";

    internal static string Of(ProbeEndEvent said) => $"probe returns {Result(said.Result)}";

    internal static string Of(ProbeCostEvent said) => $"probe cost: hardware {Time(said.HardwareNs)}, work {Time(said.WorkNs)}, sharing {Time(said.SharingNs)}, remote memory {Time(said.RemoteNs)}";

    internal static string Of(NotBoundEvent said) => $"not bound: {Result(said.Result)}";

    internal static string Of(PartStartEvent said) => $"part {Number(said.Part)} of the probe begins";

    internal static string Of(PartEndEvent said) => $"part {Number(said.Part)} of the probe ends: hardware {Time(said.HardwareNs)}, work {Time(said.WorkNs)}, sharing {Time(said.SharingNs)}, remote memory {Time(said.RemoteNs)}";

    internal static string Of(TriggerEvent said) => $"deferred devices triggered: {Number(said.Moved)} made active";

    internal static string Of(SkippedEvent said) => $"skipped: {EventWords.Of(said.Reason)}";

    internal static string Of(DeferredTimeoutEvent said) => $"deferred probe timeout: {Number(said.Pending)} pending";

    internal static string Of(WarningEvent said) => $"{EventWords.Of(said.Level)}: {EventWords.Of(said.Warning)}";

    internal static string Of(HandedOverEvent said) => $"probe handed to a worker on {Node(said.TargetNode)}: CPU {Number(said.ChosenCpu)}{(said.Pool >= 0 ? $", pool {Number(said.Pool)}" : "")}";

    internal static string Of(ProbeReturnedEvent said) => $"the kernel prints that the probe returned {Number(said.Returned)} after {Time(said.TookNs)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(long ns) => DurationText.Milliseconds(ns) + " ms";

    private static string Thread(int thread) => ThreadId.Name(thread);

    private static string Node(long node) => node < 0 ? "no node" : "node " + Number(node);

    private static string Item(long cookie) => cookie > 0 ? "async entry " + Number(cookie) : "work item";

    private static string Job(long cookie) => cookie > 0 ? "async entry " + Number(cookie) : "deferred probe work";

    private static string Result(int result) => result < 0 ? "-" + Errno.Name(result).TrimStart('-') : Number(result);

    private static string Domain(SyncDomain domain) => domain switch
    {
        SyncDomain.Full => "all asynchronous work",
        SyncDomain.DeferredWork => "the deferred probe work",
        SyncDomain.Exclusive => "the exclusive async domain",
        SyncDomain.Parts => "the parts of its probe",
        SyncDomain.ScsiScans => "the scans of earlier SCSI hosts",
        SyncDomain.ProbeCount => "probes that are running",
        _ => "domain " + EventWords.Of(domain),
    };

    private string Parent(int parent) => parent >= 0 ? ", child of " + names.Device(parent) : "";

    private string Call(int number, int inProbe) => (number >= 0 ? names.Event(number) : names.InProbe(inProbe))?.ToString() ?? "an operation";
}
