namespace NumaProbe.Api.Records;

/// <summary>A run at one moment.</summary>
/// <param name="Number">Number of the run in this cluster, from 1.</param>
/// <param name="Name">Name of the scenario.</param>
/// <param name="Generation">Kernel generation.</param>
/// <param name="Seed">Seed of everything drawn.</param>
/// <param name="RunId">Name of the input, as in the run folder.</param>
/// <param name="ToolVersion">Version of the program that runs it.</param>
/// <param name="Phase"><c>waiting-for-hosts</c>, <c>rebuilding</c>, <c>running</c>, <c>ended</c> or <c>failed</c>.</param>
/// <param name="VirtualNs">Virtual time reached.</param>
/// <param name="Events">Messages and timers handled so far.</param>
/// <param name="Windows">Stretches of virtual time granted and answered so far.</param>
/// <param name="Injections">Injections accepted so far.</param>
/// <param name="TraceEvents">Events of the trace so far.</param>
/// <param name="IsIdle">Nothing is left to do at present.</param>
/// <param name="TakesEvents">Injections are accepted.</param>
/// <param name="Pace">Virtual nanoseconds for each nanosecond of the wall clock, or null for as fast as it goes.</param>
/// <param name="Status">How it ended: <c>completed</c>, <c>hung</c>, <c>limit-reached</c> or <c>failed</c>; null while it has not.</param>
/// <param name="EndNs">Virtual time of the last event, once ended.</param>
/// <param name="Message">What went wrong, or null.</param>
/// <param name="IsWritten">Its run folder is written, so <c>run.db</c> can be fetched.</param>
/// <param name="RebuildsToNs">Virtual time up to which a coordinator that began to lead executes it again, while it does; <c>virtualNs</c> says how far that is.</param>
public sealed record RunDocument(
    int Number, string Name, string Generation, ulong Seed, string RunId, string ToolVersion, string Phase, long VirtualNs, long Events,
    long Windows, int Injections, long TraceEvents, bool IsIdle, bool TakesEvents, double? Pace, string? Status, long? EndNs, string? Message,
    bool IsWritten, long? RebuildsToNs)
    : ApiDocument("Run");

/// <summary>A run began, and is in the journal.</summary>
/// <param name="Number">Number of the run in this cluster, from 1.</param>
/// <param name="Name">Name of the scenario.</param>
/// <param name="Generation">Kernel generation.</param>
/// <param name="Seed">Seed of everything drawn.</param>
/// <param name="RunId">Name of the input.</param>
public sealed record RunStartedDocument(int Number, string Name, string Generation, ulong Seed, string RunId)
    : ApiDocument("RunStarted");

/// <summary>A run ended.</summary>
/// <param name="Number">Number of the run.</param>
/// <param name="Status">How it ended: <c>completed</c>, <c>hung</c>, <c>limit-reached</c> or <c>failed</c>.</param>
/// <param name="EndNs">Virtual time of the last event.</param>
/// <param name="Events">Messages and timers handled.</param>
/// <param name="Message">What went wrong, or null.</param>
public sealed record RunFinishedDocument(int Number, string Status, long EndNs, long Events, string? Message)
    : ApiDocument("RunFinished");

/// <summary>An injection was accepted and is in the journal.</summary>
/// <param name="Number">Number of the injection in its run, from 1.</param>
/// <param name="AtNs">Virtual time at which it takes effect.</param>
/// <param name="Thread">Kernel thread that carries out its events.</param>
/// <param name="FirstEvent">Number of its first event among those of the run; -1 when it has none.</param>
/// <param name="EventCount">How many events it has.</param>
public sealed record InjectionDocument(int Number, long AtNs, int Thread, int FirstEvent, int EventCount)
    : ApiDocument("Injection");

/// <summary>Answer to a wait: the condition holds, or not yet.</summary>
/// <param name="Condition">As asked for.</param>
/// <param name="IsMet">It holds.</param>
/// <param name="IsFinal">The run has ended, so the answer stays so.</param>
/// <param name="Detail">For people: how far it is.</param>
public sealed record WaitDocument(string Condition, bool IsMet, bool IsFinal, string Detail)
    : ApiDocument("Wait");
