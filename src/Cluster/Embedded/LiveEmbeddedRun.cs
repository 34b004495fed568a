using NumaProbe.Engine;
using NumaProbe.Scenarios.Live;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Embedded;

/// <summary>
/// A run in one process that takes injections between its events. Its trace and its end are those of <see cref="EmbeddedRun"/> with the
/// exported scenario. Owns when an injection is possible; must never be used from two threads at once.
/// </summary>
public sealed class LiveEmbeddedRun : IDisposable
{
    private readonly EmbeddedMachine _machine;

    /// <summary>Begins a run at virtual time 0; nothing has happened yet.</summary>
    /// <param name="scenario">A valid scenario.</param>
    /// <param name="generation">The kernel generation.</param>
    /// <param name="seed">Seed of everything drawn.</param>
    /// <param name="limits">Bounds of the run.</param>
    /// <param name="sink">Takes the trace events, in order, from the calling thread.</param>
    public LiveEmbeddedRun(Scenario scenario, KernelGeneration generation, ulong seed, RunLimits limits, ITraceSink sink)
    {
        ArgumentNullException.ThrowIfNull(generation);
        ArgumentNullException.ThrowIfNull(limits);
        Live = new LiveScenario(scenario, generation.Name, seed);
        _machine = new EmbeddedMachine(Live.Scenario, generation, seed, limits, sink, BareHosts.Instance);
    }

    /// <summary>The scenario with everything injected so far; reads fragments and exports.</summary>
    public LiveScenario Live { get; }

    /// <summary>How the run ended, or null while it has not: a bound or a bug ends it before <see cref="Finish"/>.</summary>
    public RunEnd? End => _machine.End;

    /// <summary>Virtual time of the latest event, nanoseconds. An injection must be later.</summary>
    public long NowNs => _machine.NowNs;

    /// <summary>Virtual time of the next event, nanoseconds; <see cref="long.MaxValue"/> when nothing is left to do.</summary>
    public long NextNs => _machine.NextNs;

    /// <inheritdoc/>
    public void Dispose() => _machine.Dispose();

    /// <summary>Handles the events before a time.</summary>
    /// <param name="untilNs">Virtual time, nanoseconds; <see cref="long.MaxValue"/> until nothing is left to do.</param>
    /// <param name="progress">Told now and then how far the run is, or null.</param>
    /// <param name="cancellation">Stops early with <see cref="OperationCanceledException"/>; the run can go on afterwards.</param>
    public void RunUntil(long untilNs, IProgress<RunProgress>? progress, CancellationToken cancellation) =>
        _machine.RunUntil(untilNs, progress, cancellation);

    /// <summary>Adds a fragment; its events happen at a time to come, before everything else of that time.</summary>
    /// <param name="fragment">Read by <see cref="Live"/> since the last injection.</param>
    /// <param name="atNs">Virtual time, nanoseconds, later than <see cref="NowNs"/>.</param>
    /// <param name="thread">Id of its thread; null for the first that is idle of those that injections added, else a new one.</param>
    public InjectionOutcome Inject(ScenarioFragment fragment, long atNs, int? thread = null)
    {
        Invariant.Require(End is null, "an-ended-run-takes-nothing");
        Invariant.Require(atNs > NowNs, "injections-lie-ahead", atNs);
        var outcome = Live.Add(fragment, atNs, thread ?? Live.ChooseThread(_machine.IsThreadIdle));
        if (outcome.Injection is not null)
        {
            _machine.Extend(Live.Scenario);
        }

        return outcome;
    }

    /// <summary>Ends a run that has nothing left to do, and records the final state.</summary>
    public RunEnd Finish() => _machine.Finish();
}
