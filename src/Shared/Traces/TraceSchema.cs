namespace NumaProbe.Shared.Traces;

/// <summary>
/// What the arguments A to E of each <see cref="TraceKind"/> mean: the field names in files, in order. A name in
/// <c>lowerCamelCase</c>; times end in <c>Ns</c>; a leading <c>device:</c>, <c>driver:</c> or <c>thread:</c> tells how to print it.
/// </summary>
public static class TraceSchema
{
    /// <summary>Field names of the arguments of a kind, from A on; shorter than five where the rest is unused.</summary>
    /// <param name="kind">The kind.</param>
    public static IReadOnlyList<string> Arguments(TraceKind kind) => kind switch
    {
        TraceKind.CallStart => ["event", "operation", "inProbe"],
        TraceKind.CallEnd => ["event", "result", "inProbe"],
        TraceKind.DeviceAdded => ["numaNode", "device:parent"],
        TraceKind.AsyncScheduled => ["cookie", "side", "targetNode", "chosenCpu", "pool"],
        TraceKind.AsyncInline => ["cookie", "side"],
        TraceKind.WorkerSpawned => ["pool"],
        TraceKind.ItemInactive or TraceKind.ItemActivated => ["cookie", "pool"],
        TraceKind.JobStart => ["cookie", "pool", "queuedNs"],
        TraceKind.JobEnd => ["cookie", "pool"],
        TraceKind.LockWait => ["thread:holder"],
        TraceKind.LockAcquired => ["waitedNs"],
        TraceKind.ProbeStart => ["how", "instance", "attempt", "isAsync"],
        TraceKind.ProbeEnd => ["result"],
        TraceKind.ProbeCost => ["hardwareNs", "workNs", "sharingNs", "remoteNs"],
        TraceKind.NotBound => ["result"],
        TraceKind.NameAssigned or TraceKind.NameReleased => ["domain", "index", "of"],
        TraceKind.Deferred => ["reason", "device:supplier"],
        TraceKind.Trigger => ["count", "moved"],
        TraceKind.Skipped => ["reason"],
        TraceKind.SyncWait or TraceKind.SyncDone => ["domain", "cookie"],
        TraceKind.Migrated => ["fromCpu", "toCpu"],
        TraceKind.CpuState => ["changedCpu", "online"],
        TraceKind.DeferredTimeout => ["pending"],
        TraceKind.Warning => ["warning", "level"],
        TraceKind.RawJobStart or TraceKind.RawJobEnd => ["event", "askedNode"],
        TraceKind.FinalDevice => ["numaNode", "present"],
        TraceKind.Blocked => ["event"],
        TraceKind.Finding => ["finding", "driver:otherDriver", "mendedIn", "sinceNs", "waits"],
        TraceKind.FindingWait => ["waitsFor", "thread:holder", "cookie", "sinceNs", "lock"],
        TraceKind.HandedOver => ["targetNode", "chosenCpu", "pool"],
        TraceKind.ProbeReturned => ["returned", "tookNs"],
        TraceKind.NamedLockWait => ["thread:holder", "lock"],
        TraceKind.NamedLockAcquired => ["waitedNs", "lock"],
        TraceKind.NamedLockReleased => ["heldNs", "lock"],
        TraceKind.NodeChanged => ["fromNode", "numaNode", "device:parent"],
        TraceKind.PartStart => ["cookie", "part"],
        TraceKind.PartEnd => ["hardwareNs", "workNs", "sharingNs", "remoteNs", "part"],
        _ => [],
    };
}
