namespace NumaProbe.Analysis.Agreement;

/// <summary>
/// Names the statement about the kernel that decides a disagreement, as one sentence for people. The numbers are those of
/// <c>docs/reference/kernel-rules.md</c>. The first line of the table that fits wins; it only explains and decides nothing itself.
/// </summary>
public static class DecidingRule
{
    private static readonly Line[] Table =
    [
        new("finding 10: at most 256 async functions run at once on a node (512 on 6.1); the rest start in queue order as others end", Rule: AgreementRule.Limit),
        new("finding 1: 6.1 always starts an asynchronous probe on its device's node", Rule: AgreementRule.Placement),

        new("finding 29: a driver unregistered while its async probe waits does not probe (driver first), or probes, binds and is removed again (device first)", About: "driver_unregister", Tag: "parent"),
        new("finding 28: unregistering an async driver first waits for all async work in the system; devices are then removed last bound first", About: "driver_unregister"),
        new("finding 28: unregistering an async driver first waits for all async work in the system; devices are then removed last bound first", About: "remov", Tag: "unregister"),
        new("finding 27: deleting a device whose async probe waits for the parent's lock returns at once and it is never probed; on 6.1 that probe need not wait where only the device's own lock is taken (finding 25), so it runs", Tag: "remove", AndTag: "parent"),
        new("finding 27: deleting a device waits for its running probe and then calls remove(); while its async probe only waits, deleting returns at once", About: "device_del"),
        new("finding 18: attach and reprobe probe in the caller, async drivers too", Tag: "reprobe"),
        new("finding 24: a deferred device that is deleted is forgotten", Tag: "remove", AndTag: "defer"),
        new("finding 27: a device deleted while its async probe waits is neither probed nor removed; a running probe ends first", Tag: "remove"),
        new("finding 28: unregistering an async driver first waits for all async work in the system; devices are then removed last bound first", Tag: "unregister"),

        new("finding 23: async_synchronize_full waits for async work only and never for certain for deferred retries", About: "async_synchronize_full"),
        new("finding 23: wait_for_device_probe waits for running probes of every thread, the deferral worker and async work", About: "wait_for_device_probe"),

        new("finding 13: force-sync drivers ignore driver_async_probe=, default drivers follow it, and '*,X' excepts X", Tag: "cmdline"),
        new("finding 16: registering a second async driver waits for the device lock while the first driver's probe runs", Tag: "two-drivers", About: "driver_register"),
        new("finding 15: a failed try, also -EPROBE_DEFER, lets the next driver try; a bind takes the device off the deferred list", Tag: "two-drivers", AndTag: "fail"),
        new("finding 14: when a device arrives, synchronous drivers come first whatever the order of registration", Tag: "two-drivers"),
        new("section 2.3: 0 binds, -EPROBE_DEFER defers, any other error leaves the device unbound", Tag: "fail"),

        new("finding 5: a child added without a node takes its parent's before it is matched", About: "final node", Tag: "parent"),
        new("finding 5: a child added without a node takes its parent's before it is matched", About: "final node", Tag: "nested"),
        new("finding 19: each bind makes all deferred devices active and one worker retries them in order; async retries are only scheduled there", Tag: "defer"),
        new("finding 26: a child added inside its parent's probe on a bus that needs the parent's lock waits for that probe on 6.12, not on 6.1", Tag: "parent", AndTag: "nested"),
        new("finding 25: one child of a parent at a time on a bus that needs the parent's lock (on 6.1 only device first), in parallel on others", Tag: "parent"),
        new("finding 7: synchronous children probe nested in their parent's probe; async ones get workers of their own", Tag: "nested"),
        new("finding 4: without a usable node the work goes to the pool of the CPU that schedules it", Tag: "no-node"),
        new("finding 4: without a usable node the work goes to the pool of the CPU that schedules it", Tag: "odd-node"),
        new("finding 6: CPUs going offline move a sleeping probe to another node and change nothing else", Tag: "offline"),
        new("finding 11: below the limit every queued probe gets a worker at once, however few CPUs the node has", Tag: "many", AndTag: "async"),
        new("finding 2: CPU-bound probes share their node's CPUs on 6.1 and spill over to other nodes on 6.12", Tag: "cpu-bound"),

        new("section 2.1: registering an async driver only queues the probes; registering a synchronous one probes device after device in the caller", About: "driver_register"),
        new("section 2.2: adding a device probes it in the caller for a synchronous driver and queues the probe for an async one", About: "device_add"),
        new("section 2.1: an async driver's probes run in parallel, each on its device's node", Tag: "async"),
        new("section 2.1: a synchronous driver probes device after device in the calling thread", Tag: "sync"),
        new("section 2.3: 0 binds, -EPROBE_DEFER defers, any other error leaves the device unbound", Rule: AgreementRule.Outcome),
    ];

    /// <summary>The statement that decides a disagreement.</summary>
    /// <param name="rule">Rule that was broken.</param>
    /// <param name="what">What the disagreement is about.</param>
    /// <param name="scenario">The recorded scenario.</param>
    public static string For(AgreementRule rule, string what, RecordedScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(what);
        ArgumentNullException.ThrowIfNull(scenario);
        return Table.FirstOrDefault(line => line.Fits(rule, what, scenario))?.Sentence
            ?? "section 2.1: registering a driver walks the bus; synchronous probes run in the caller, async ones in workers";
    }

    /// <summary>A line of the table; a condition that is null always holds.</summary>
    private sealed record Line(string Sentence, AgreementRule? Rule = null, string? About = null, string? Tag = null, string? AndTag = null)
    {
        internal bool Fits(AgreementRule rule, string what, RecordedScenario scenario) =>
            (Rule is null || Rule == rule)
            && (About is null || what.Contains(About, StringComparison.Ordinal))
            && (Tag is null || scenario.HasTag(Tag))
            && (AndTag is null || scenario.HasTag(AndTag));
    }
}
