using NumaProbe.Determinism.Tests.Invariants.Checks;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Invariants;

/// <summary>Holds a trace to every rule.</summary>
internal static class TraceChecker
{
    /// <summary>What a trace breaks; empty when it keeps all rules.</summary>
    /// <param name="facts">What the scenario says.</param>
    /// <param name="events">The trace.</param>
    /// <param name="end">How the run ended.</param>
    internal static IReadOnlyList<Violation> Check(RunFacts facts, IEnumerable<TraceEvent> events, RunEnd end)
    {
        var checks = All(facts);
        foreach (var e in events)
        {
            foreach (var check in checks)
            {
                check.Add(e);
            }
        }

        foreach (var check in checks)
        {
            check.Finish(end);
        }

        return [.. checks.SelectMany(check => check.Violations)];
    }

    /// <summary>A new check of every rule.</summary>
    internal static TraceCheck[] All(RunFacts facts) =>
    [
        new TimeOrder(facts),
        new CallPairs(facts),
        new OneDriverBound(facts),
        new ProbesApart(facts),
        new PresentDevices(facts),
        new DeviceLocks(facts),
        new LockQueues(facts),
        new HomeNodes(facts),
        new AsyncLimit(facts),
        new ProbeContexts(facts),
        new DeferredRetries(facts),
        new UniqueInstances(facts),
        new UniqueNames(facts),
        new NamedLockTurns(facts),
        new PartsEnd(facts),
        new ScheduledJobs(facts),
        new Barriers(facts),
        new OnlinePlaces(facts),
        new PciPlaces(facts),
        new FinalStates(facts),
        new FindingsFit(facts),
    ];
}
