using NumaProbe.Scenarios.Binding;
using NumaProbe.Shared;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Scenarios.Format;

/// <summary>The format of probe bodies: steps, results, and the operations that steps and events call.</summary>
internal static class StepFormat
{
    /// <summary>Kinds of steps that have a quantity, which may have been fitted.</summary>
    internal static readonly string[] WorkKeys = ["wait", "compute", "busy", "touch", "locked"];

    internal static FormatMapping Touch { get; } = new("touch", "Memory of another node", [
        new("bytes", Types.Size, "how much", null),
        new("node", Types.Node, "whose", "the device's own"),
    ]);

    internal static FormatMapping MapPages { get; } = new("mapPages", "Memory of a device, mapped with struct pages", [
        new("bytes", Types.Size, "how much memory is mapped", null),
        new("node", Types.Node, "where its struct pages are", "the device's own"),
    ]);

    internal static FormatMapping Index { get; } = new("index", "A number that another device's name has", [
        new("class", Types.Name, "the naming class", null),
        new("of", Types.Series, "the device whose number of the class it belongs to stands in the name", null),
    ]);

    internal static FormatMapping ScanHost { get; } = new("scanHost", "The scan of a SCSI host", [
        new("scan", Steps, "beside the scans of other hosts", "nothing"),
        new("publish", Steps, "when every host that began earlier is done", "nothing"),
    ]);

    internal static FormatMapping AtaHost { get; } = new("ataHost", "The ports of a libata host", [
        new("ports", Parts, "for each port what waits for its hardware", null),
        new("scan", Parts, "for each port what scans it, in the order of ports", "nothing"),
        new("parallel_scan", Types.Flag, "the hardware of all ports is waited for at once (`ATA_HOST_PARALLEL_SCAN`); otherwise of one port after another", "true"),
    ]);

    internal static FormatMapping Locked { get; } = new("locked", "Steps under a lock of the machine", [
        new("lock", Types.Name, "one of `locks`; given to who asked first", null),
        new("share", Types.Share, "how much of each work is done under it, before the rest; calls are made under it as a whole", "`100%`"),
        new("steps", Steps, "the steps", null),
    ]);

    internal static FormatMapping ParallelParts { get; } = new("parallel", "Parts that are asynchronous calls of their own", [
        new("parts", Parts, "the steps of each part", null),
        new("detached", Types.Flag, "the probe does not wait for them; failing and `remove()` do", "false"),
    ]);

    internal static FormatMapping Step { get; } = OneOfAll(new("step", "A step of a probe", [
        new("wait", Types.Drawn, "asleep until the hardware answers; no CPU is used"),
        new("compute", Types.Drawn, "CPU time; takes longer when the CPU is shared"),
        new("busy", Types.Drawn, "busy for that long however the CPU is shared"),
        new("touch", new ChoiceType(Types.Size, Types.Of(Touch)), "memory of the device's node; `{bytes: 3GiB, node: 1}` for another node's"),
        new("locked", Types.Of(Locked), "`{lock: mem_hotplug, share: 30%, steps: […]}`: steps under a lock of the whole machine"),
        new("index", new ChoiceType(Types.Name, Types.Of(Index)), "takes a number of a [naming class](#naming) at this moment; `{class: pmem, of: namespace0.0}` for a name made of another device's number"),
        new("map_pages", new ChoiceType(Types.Size, Types.Of(MapPages)), "`devm_memremap_pages()` of that much memory: page tables under the lock `mem_hotplug_lock`, then 64 bytes written for every 4 KiB; `{bytes: 3TiB, node: 1}` for struct pages on another node"),
        new("parallel", new ChoiceType(Parts, Types.Of(ParallelParts)), "`[[…], […]]` or `{parts: …, detached: true}`: lists of steps, each an asynchronous call with a cookie of its own"),
        new("wait_for_earlier_cookies", new NothingType(), "in a part: `async_synchronize_cookie()` of its own cookie, as libata does to scan its ports in order"),
        new("scsi_scan_host", Types.Of(ScanHost), "`{scan: […], publish: […]}`: an asynchronous call that scans, waits for the hosts that began earlier and publishes"),
        new("ata_host_register", Types.Of(AtaHost), "`{ports: [[…], […]], scan: [[…], […]]}`: an asynchronous call for each port, as `async_port_probe()` of libata"),
        .. Operations(inEvents: false),
    ]));

    internal static FormatMapping Error { get; } = new("errorResult", "An error", [
        new("errno", Errno, "the error", null),
        new("fail_first", new NumberType(0, ScenarioLimits.Tries), "only for so many tries, then 0", "0: always"),
    ]);

    internal static FormatMapping Defer { get; } = new("deferResult", "-EPROBE_DEFER until another device is bound", [
        new("defer_until_bound", Types.Series, "the device", null),
        new("check_at", Types.Word(FileWords.CheckAt), "`entry` looks before the work and, when it must defer, sleeps for `after` and skips the work; `exit` looks after it", "`entry`"),
        new("after", Types.Drawn, "how long it sleeps then", "0"),
    ]);

    internal static FormatMapping Condition { get; } = new("condition", "When an error is returned: all that is given must hold", [
        new("attempt", new NumberType(1, ScenarioLimits.Tries), "it is this try on the device", "any"),
        new("node", Types.Node, "the probing thread is on this node", "any"),
        new("bound", Types.Series, "this device is bound", "any"),
        new("not_bound", Types.Series, "this device is not bound", "any"),
        new("present", Types.Series, "this device is added", "any"),
        new("not_present", Types.Series, "this device is not added", "any"),
        new("since", Types.Release, "the kernel is of this release or later", "any"),
        new("before", Types.Release, "the kernel is older than this release", "any"),
    ]);

    internal static FormatMapping Case { get; } = new("conditionalResult", "An error with a condition", [
        new("errno", Errno, "the error", null),
        new("if", Types.Of(Condition), "when", null),
        new("check_at", Types.Word(FileWords.CheckAt), "`entry` looks before the work and skips it when the condition holds", "`exit`"),
    ]);

    internal static FormatType Result { get; } = new ChoiceType(
        new WordType(["ok", .. Shared.Errno.Names]), new NumberType(-Shared.Errno.Largest, 0), Types.Of(Error), Types.Of(Defer), Types.Of(Case),
        new ListType(Types.Of(Case), 1, ScenarioLimits.ResultCases));

    internal static FormatType MatchError { get; } = new ChoiceType(Errno, Types.Of(Error));

    private static FormatType Steps => new ListType(new MappingType(() => Step), 0, ScenarioLimits.ProbeSteps);

    private static FormatType Parts => new ListType(Steps, 1, ScenarioLimits.ParallelParts);

    private static FormatType Errno => new ChoiceType(new WordType(Shared.Errno.Names), new NumberType(-Shared.Errno.Largest, -1));

    private static FormatMapping OneOfAll(FormatMapping mapping) => mapping with { OneOf = mapping.Keys };

    /// <summary>The operations as keys; events take lists of targets too.</summary>
    internal static IEnumerable<FormatKey> Operations(bool inEvents) => Enum.GetValues<EventOperation>().Select(operation =>
    {
        var kind = EventOperations.TargetOf(operation);
        var one = kind switch
        {
            EventTargetKind.None => new NothingType(),
            EventTargetKind.Device or EventTargetKind.Driver or EventTargetKind.Module or EventTargetKind.Duration or EventTargetKind.DeviceAndNode or EventTargetKind.DeviceAndParent => Types.Text,
            _ => new ChoiceType(Types.Text, new NumberType(0, ScenarioLimits.Events)),
        };
        return new FormatKey(
            EventOperations.Spelling(operation), inEvents && kind != EventTargetKind.None ? new ChoiceType(one, new ListType(one)) : one, "calls the [operation](#events) of this name");
    });
}
