using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Wire;

/// <summary>What processes of a cluster say to each other. Message family: from hosts to the coordinator first, then the answers.</summary>
public abstract record ClusterMessage;

/// <summary>A process offers nodes, and lives. Sent every <see cref="ClusterTimes.JoinEveryMs"/> and at once when welcomed.</summary>
/// <param name="Host">Its name, for people.</param>
/// <param name="Process">Random number of the process: another one after every start.</param>
/// <param name="Address">Where its mail goes.</param>
/// <param name="Nodes">NUMA nodes it holds.</param>
/// <param name="WireVersion">See <see cref="WireVersions.Current"/>.</param>
/// <param name="ModelVersion">Version of the emulated model: hosts of another one would give other results.</param>
/// <param name="Term">Term of the welcome it answers; 0 before the first.</param>
/// <param name="Ticket">Ticket of the welcome it answers; 0 before the first.</param>
public sealed record Join(
    string Host, ulong Process, string Address, IReadOnlyList<int> Nodes, int WireVersion, string ModelVersion, long Term, long Ticket) : ClusterMessage;

/// <summary>What a partition did with a grant; number 0 answers <see cref="Assign"/>.</summary>
/// <param name="Term">Term of the grant.</param>
/// <param name="Run">Number of the run.</param>
/// <param name="Partition">Number of the partition.</param>
/// <param name="Incarnation">Incarnation of the partition.</param>
/// <param name="Number">Number of the grant.</param>
/// <param name="NextNs">Time of its next event, or <see cref="long.MaxValue"/>.</param>
/// <param name="NowNs">Time of its last event.</param>
/// <param name="Handled">Events it has handled since virtual time 0.</param>
/// <param name="PeakWaiting">Most events that have waited in it at once.</param>
/// <param name="Digest">Of everything it has put out since virtual time 0; see <see cref="Protocol.OutputDigest"/>.</param>
/// <param name="Envelopes">Messages for other partitions, in the order of their sequence.</param>
/// <param name="Traces">Trace events, in the order of their sequence.</param>
/// <param name="Failure">What went wrong in an actor, or which bound was reached; null when nothing did.</param>
public sealed record Report(
    long Term, int Run, int Partition, int Incarnation, long Number, long NextNs, long NowNs, long Handled, int PeakWaiting, ulong Digest,
    IReadOnlyList<Envelope> Envelopes, IReadOnlyList<TraceEvent> Traces, string? Failure) : ClusterMessage;

/// <summary>The coordinator of a term knows a process, which is to join with this ticket. Tickets count up: of two processes with one node the higher stays.</summary>
/// <param name="Term">Term of the coordinator.</param>
/// <param name="Process">The process it is for.</param>
/// <param name="Ticket">Its ticket, from 1.</param>
public sealed record Welcome(long Term, ulong Process, long Ticket) : ClusterMessage;

/// <summary>Take a partition, from virtual time 0 or rebuilt up to where it was. Answer: <see cref="Report"/> number 0.</summary>
/// <param name="Term">Term of the coordinator.</param>
/// <param name="Run">Number of the run.</param>
/// <param name="Partition">Number of the partition.</param>
/// <param name="Incarnation">Incarnation of the partition: one more than before.</param>
/// <param name="Process">The process it is for.</param>
/// <param name="Scenario">The scenario file.</param>
/// <param name="Fragments">What was injected so far, by number.</param>
/// <param name="Envelopes">Every message that the partition was ever given, for rebuilding.</param>
/// <param name="Handled">Events to handle again; what they put out is known already and is not reported.</param>
public sealed record Assign(
    long Term, int Run, int Partition, int Incarnation, ulong Process, ScenarioSource Scenario, IReadOnlyList<FragmentSource> Fragments,
    IReadOnlyList<Envelope> Envelopes, long Handled) : ClusterMessage;

/// <summary>
/// More of what a partition that is being rebuilt was given, when that is more than one message should hold. Answer: <see cref="Report"/> of the same
/// number, with nothing put out.
/// </summary>
/// <param name="Term">Term of the coordinator.</param>
/// <param name="Run">Number of the run.</param>
/// <param name="Partition">Number of the partition.</param>
/// <param name="Incarnation">Incarnation of the partition.</param>
/// <param name="Number">Number of the grant, counted with the others.</param>
/// <param name="BoundNs">Events before this time are handled again; <see cref="long.MaxValue"/> in the last one.</param>
/// <param name="Envelopes">Messages that it was given.</param>
/// <param name="Handled">Events it had handled; no more than these.</param>
public sealed record Recall(
    long Term, int Run, int Partition, int Incarnation, long Number, long BoundNs, IReadOnlyList<Envelope> Envelopes, long Handled) : ClusterMessage;

/// <summary>A partition may handle events before a time. Answer: <see cref="Report"/> of the same number.</summary>
/// <param name="Term">Term of the coordinator.</param>
/// <param name="Run">Number of the run.</param>
/// <param name="Partition">Number of the partition.</param>
/// <param name="Incarnation">Incarnation of the partition.</param>
/// <param name="Number">Number of the grant, one more than before; from 1 in each incarnation.</param>
/// <param name="BoundNs">Events before this time may be handled; its own messages tighten it.</param>
/// <param name="Envelopes">Messages that arrive.</param>
/// <param name="Fragments">What was injected since the last grant, by number.</param>
public sealed record Grant(
    long Term, int Run, int Partition, int Incarnation, long Number, long BoundNs, IReadOnlyList<Envelope> Envelopes,
    IReadOnlyList<FragmentSource> Fragments) : ClusterMessage;

/// <summary>Another process holds the node: this one is to end.</summary>
/// <param name="Term">Term of the coordinator.</param>
/// <param name="Process">The process it is for.</param>
/// <param name="Reason">For people.</param>
public sealed record Fenced(long Term, ulong Process, string Reason) : ClusterMessage;

/// <summary>The process cannot take part: it is to end.</summary>
/// <param name="Term">Term of the coordinator.</param>
/// <param name="Process">The process it is for.</param>
/// <param name="Reason">For people: what does not fit and what to do.</param>
public sealed record Refused(long Term, ulong Process, string Reason) : ClusterMessage;

/// <summary>The coordinator's list of members lacks the process, whatever its own list says: it is to join the cluster anew, and goes on as the process that it is.</summary>
/// <param name="Term">Term of the coordinator.</param>
/// <param name="Process">The process it is for.</param>
public sealed record JoinAnew(long Term, ulong Process) : ClusterMessage;

/// <summary>A run is over: its partitions may be forgotten.</summary>
/// <param name="Term">Term of the coordinator.</param>
/// <param name="Run">Number of the run.</param>
public sealed record Release(long Term, int Run) : ClusterMessage;
