using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Journal;

/// <summary>One thing that happened to a cluster and must not be lost. Message family.</summary>
/// <param name="Run">Number of the run, from 1.</param>
public abstract record JournalRecord(int Run);

/// <summary>A run began.</summary>
/// <param name="Run">Number of the run, from 1.</param>
/// <param name="ScenarioText">The scenario file as read, UTF-8.</param>
/// <param name="FileName">What problems call the file.</param>
/// <param name="Generation">Name of the kernel generation, decided.</param>
/// <param name="Seed">Seed, decided.</param>
/// <param name="Limits">Bounds of the run.</param>
/// <param name="Pace">Virtual nanoseconds for each nanosecond of the wall clock, or null for as fast as it goes.</param>
/// <param name="StaysOpen">The run takes events until it is finished.</param>
/// <param name="IdempotencyKey">Names the request that began it, or null.</param>
public sealed record RunStartedRecord(
    int Run, ReadOnlyMemory<byte> ScenarioText, string FileName, string Generation, ulong Seed, RunLimits Limits, double? Pace, bool StaysOpen,
    string? IdempotencyKey) : JournalRecord(Run);

/// <summary>Something was added to a run.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Number">Number of the injection in its run, from 1.</param>
/// <param name="AtNs">Virtual time at which it takes effect, nanoseconds.</param>
/// <param name="Thread">Kernel thread that carries out its events.</param>
/// <param name="FragmentText">The fragment as received, UTF-8.</param>
/// <param name="IdempotencyKey">Names the request, or null.</param>
/// <param name="TextHash">SHA-256 of the fragment, lower-case hexadecimal.</param>
public sealed record InjectedRecord(
    int Run, int Number, long AtNs, int Thread, ReadOnlyMemory<byte> FragmentText, string? IdempotencyKey, string TextHash) : JournalRecord(Run);

/// <summary>A run takes no more events and ends when nothing is left to do.</summary>
/// <param name="Run">Number of the run.</param>
public sealed record FinishingRecord(int Run) : JournalRecord(Run);

/// <summary>A run ended, and its folder is written.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="End">How it ended.</param>
/// <param name="Folder">Run folder, relative to the data directory.</param>
public sealed record RunEndedRecord(int Run, RunEnd End, string Folder) : JournalRecord(Run);
