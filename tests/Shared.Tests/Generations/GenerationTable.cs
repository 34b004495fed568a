using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Tests.Generations;

/// <summary>The generations side by side, made from their data: what differs, and what each does wrong.</summary>
internal static class GenerationTable
{
    private const int SomeCpus = 8;
    private const int ManyCpus = 512;

    /// <summary>Every difference: section of the rules, what differs, and how it is in a generation.</summary>
    public static ImmutableArray<(string Section, string What, Func<KernelGeneration, string> Of)> Differences { get; } =
    [
        ("2.1", "an async driver after its devices queues", g => g.DriverSideJobs == DriverSideJobs.OneForTheDriver ? "one job for the driver" : "one job a device"),
        ("2.1", "the pending driver is kept", g => g.PendingDriver switch { PendingDriver.None => "nowhere", PendingDriver.DriverData => "in drvdata", _ => "in async_driver" }),
        ("2.1", "a second async driver meanwhile", SecondDriver),
        ("2.1, 2.6", "the driver side queues", g => g.DriverSideJobs == DriverSideJobs.OneForTheDriver ? "without a lock" : g.DriverSideSchedulesLocked ? "under the device lock" : "after unlocking"),
        ("2.2, 2.6", "a refused job of the device side", g => g.DeviceSideRefused switch
        {
            RefusedAsync.InlineWhileLocked => "runs in its caller, which holds the lock",
            RefusedAsync.InlineAfterUnlock => "runs in its caller after unlocking",
            _ => "is redone synchronously",
        }),
        ("2.1", "jobs go to", g => g.AsyncNodeHint ? "the device's node" : "the submitter's node"),
        ("2.1", "match() says -EPROBE_DEFER", g => g.MatchDeferralProbesAnyway ? "deferred and probed" : "deferred and passed over"),
        ("2.1", "another error of match()", g => g.MatchErrorEndsDriverWalk ? "ends the driver's walk" : "concerns its device only"),
        ("2.2", "a dying device is noticed by", g => g.DeadFlag switch { DeadFlag.None => "nobody", DeadFlag.DriverSideAndHelpers => "all but the device side's own pass", _ => "everybody" }),
        ("2.2", "a device is left alone until it is ready", g => YesNo(g.HasReadyFlag)),
        ("2.5", "removing an async driver flushes", g => g.DetachFlush == DetachFlush.UnderDeviceLock ? "under each device's lock" : "before any lock"),
        ("2.2", "the device side's job takes the parent's lock", g => YesNo(g.DeviceSideAsyncTakesParentLock)),
        ("2.4", "a deferred retry takes the parent's lock", g => YesNo(g.DeferredRetryTakesParentLock)),
        ("2.3", "a failed probe is printed as", g => g.ProbeFailureLevel == PrintLevel.Error ? "an error" : "a warning"),
        ("2.4", "the deferral worker runs", g => g.DeferredWorkStaysOnCpu ? "on the triggering CPU" : "unbound"),
        ("2.4", "deferred_probe_timeout", g => g.DeferredProbeTimeoutSeconds > 0 ? Number(g.DeferredProbeTimeoutSeconds) + " s" : "off"),
        ("2.4", "registering a driver puts it off", g => YesNo(g.RegisteringExtendsTimeout)),
        ("2.4", "a supplier gets sync_state()", g => YesNo(g.HasSyncState)),
        ("1.5", "driver_async_probe=", g => g.AsyncProbeList switch { AsyncProbeList.Absent => "not there", AsyncProbeList.Names => "names", _ => "names and *" }),
        ("1.5", "module.async_probe=", g => YesNo(g.HasModuleAsyncProbeDefault)),
        ("3", "loading a module waits for everybody's async work", g => g.ModuleLoadWaitsOnlyForItsOwn ? "if it queued some itself" : "unless it has async_probe"),
        ("4.2", "a worker pool for each", g => g.DefaultAffinityScope switch { AffinityScope.Cpu => "CPU", AffinityScope.Cache => "last-level cache", AffinityScope.Numa => "node", _ => "machine" }),
        ("4.2", "workers stay there", g => g.SoftAffinity ? "mostly" : "always"),
        ("4.4", "async limit a node, 8 CPUs", g => Number(g.AsyncMaxActive(SomeCpus))),
        ("4.4", "async limit a node, 512 CPUs", g => Number(g.AsyncMaxActive(ManyCpus))),
        ("4.4", "held back work waits", g => g.PoolWorkqueuePerCpu ? "in a queue a CPU, in turn" : "in one queue a node"),
        ("4.4", "async work shares the limit of system_unbound", g => YesNo(g.AsyncSharesSystemUnbound)),
        ("5", "PCI itself probes on", g => g.PciPlacement switch
        {
            PciPlacement.FirstOnline => "the node's first online CPU",
            PciPlacement.FirstHousekeeping => "the node's first housekeeping CPU",
            _ => "the calling CPU",
        }),
        ("5", "isolcpus= and nohz_full= may name different CPUs", g => YesNo(g.HousekeepingMaskOfEachKind)),
        ("5", "a flag of isolcpus= that it does not know", g => g.SkipsUnknownIsolationFlags ? "is skipped" : "voids the parameter"),
        ("6.2", "nd_device_register() queues near", g => g.NdRegistrationNodeHint ? "the device's node" : "the submitter"),
        ("6.4", "struct pages of a device are written", g => g.DevicePageInit == DevicePageInit.TwiceFirstUnderLock ? "twice, first under mem_hotplug_lock" : "once, under no lock"),
        ("2.7", "other synchronous probes run", g => g.SynchronousProbesOnNode ? "on the device's node" : "in the calling thread"),
        ("9.1", "really_probe() returns", g => g.ProbeReturn == ProbeReturn.OneWhenBound ? "1 bound, 0 not" : "0 bound, errno not"),
        ("9.1", "initcall_debug prints probes", g => g.InitcallDebugPrintsProbes ? "yes" : "with dynamic debug"),
    ];

    /// <summary>The differences as a Markdown table.</summary>
    public static string DifferencesAsMarkdown()
    {
        var text = new StringBuilder(Row("section", "what", g => g.Name));
        text.Append(Row("---", "---", _ => "---"));
        text.Append(Row("–", "read from", g => g.Source));
        foreach (var (section, what, of) in Differences)
        {
            text.Append(Row(section, what, of));
        }

        return text.ToString();
    }

    /// <summary>What each generation can do wrong, and which one mends it, as a Markdown table.</summary>
    public static string HazardsAsMarkdown()
    {
        var text = new StringBuilder(Row("finding", null, g => g.Name));
        text.Append(Row("---", null, _ => "---"));
        foreach (var kind in Enum.GetValues<FindingKind>())
        {
            var name = JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
            text.Append(Row($"`{name}`", null, g => Hazards.Suffers(kind, g) ? Hazards.MendedIn(kind, g) is { } mender ? $"until {mender.Name}" : "possible" : "–"));
        }

        return text.ToString();
    }

    private static string SecondDriver(KernelGeneration generation) =>
        generation.PendingDriver == PendingDriver.None ? "both are tried"
        : generation.PendingDriverGuards ? "is passed over"
        : "overwrites the first";

    private static string Row(string first, string? second, Func<KernelGeneration, string> cell) =>
        $"| {first} | {(second is null ? "" : second + " | ")}{string.Join(" | ", KernelGenerations.All.Select(cell))} |\n";

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
