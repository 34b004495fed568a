using NumaProbe.Scenarios.Binding;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Format;

/// <summary>
/// The format of scenario files, written down once: the loader takes its keys from here, the JSON Schema and the reference page are made
/// of it. Knows shapes only; whether names resolve is the binders' business.
/// </summary>
internal static class ScenarioFormat
{
    internal static FormatMapping Node { get; } = new("node", "A NUMA node", [
        new("id", Types.Node, "its number; nodes are listed in order", "its place"),
        new("cpus", Types.CpuList, "its CPUs", "none: memory only"),
        new("memory", Types.Size, "its memory", "1GiB"),
        new("caches", new ListType(Types.CpuList), "its CPUs by last-level cache", "one for all"),
    ]);

    internal static FormatMapping Topology { get; } = new("topology", "A machine node by node", [
        new("nodes", new ListType(Types.Of(Node), 1, ScenarioLimits.Nodes), "the nodes", null),
        new("distances", new ListType(new ListType(new NumberType(DistanceMatrix.Local, ScenarioLimits.Distance))), "the SLIT table, a row for each node", "10 on the diagonal, 20 elsewhere"),
        new("offline_cpus", Types.CpuList, "CPUs that are offline at the start"),
    ]);

    internal static FormatMapping Kernel { get; } = new("kernel", "What the user set at boot", [
        new("cmdline", Types.Text, "the kernel command line. Understood: `driver_async_probe=`, `deferred_probe_timeout=`, `module.async_probe=`, `MODULE.async_probe=`, `workqueue.default_affinity_scope=`, `workqueue.disable_numa`, `isolcpus=`, `nohz_full=`, `initcall_debug`, `dyndbg=` for `drivers/base/dd.c`, each as far as the generation has it; the rest is ignored", "empty"),
        new("module_async_probe", Types.Flag, "every driver without a module was loaded with `async_probe`", "false"),
        new("unbound_cpus", Types.CpuList, "CPUs that unbound workers may use, whatever the command line says", "all that `isolcpus=` and `nohz_full=` leave"),
        new("async_max_active", new NumberType(1, ScenarioLimits.AsyncMaxActive), "most asynchronous functions running at once on a node", "the generation's"),
    ]);

    internal static FormatMapping Thread { get; } = new("thread", "A kernel thread", [
        new("id", Types.Thread, "its number", "its place"),
        new("cpu", Types.Cpu, "the CPU it is pinned to, online at the start", null),
    ]);

    internal static FormatMapping Bus { get; } = new("bus", "A bus", [
        new("name", Types.Name, "its name", null),
        new("need_parent_lock", Types.Flag, "binding takes the parent's lock first (USB)", "false"),
        new("drivers_autoprobe", Types.Flag, "devices and drivers are probed when they come", "true"),
        new("type", Types.Word(FileWords.BusKinds), "`pci`: each probe runs on a CPU of the device's node, see [PCI](../concepts.md#pci)", "`plain`"),
    ]);

    internal static FormatMapping Module { get; } = new("module", "A module", [
        new("name", Types.Name, "its name", null),
        new("async_probe", Types.Flag, "the module's argument", "the kernel's default"),
    ]);

    internal static FormatMapping Driver { get; } = new("driver", "A driver", [
        new("name", Types.Name, "its name", null),
        new("bus", Types.Name, "its bus", "`platform`"),
        new("probe_type", Types.Word(FileWords.ProbeTypes), "how it asks to be probed", "`default`"),
        new("async_since", Types.Release, "the first release in which it prefers to be probed asynchronously, for example `v6.12`", "as `probe_type` says"),
        new("match", Types.Names, "the words of devices it takes", "its own name"),
        new("module", Types.Name, "its module", "built in"),
    ]);

    internal static FormatMapping Device { get; } = new("device", "A device, or a series", [
        new("name", Types.Series, "its name, or a series", null),
        new("match", Types.Series, "the word that drivers match", "the name without its series"),
        new("bus", Types.Name, "its bus", "`platform`"),
        new("numa_node", new ChoiceType(Types.NodeOrNone, new ListType(Types.NodeOrNone, 1)), "its node, -1 for none, or nodes that the devices of the series take in turn", "-1"),
        new("parent", Types.Series, "its parent"),
        new("suppliers", Types.AllSeries, "devices that must be bound first (managed device links)"),
        new("match_error", StepFormat.MatchError, "what the bus's `match()` returns for a driver that would take the device: the name of an error, or `{errno: EPROBE_DEFER, fail_first: 2}` for its first two calls"),
        new("naming", Types.Name, "the [naming class](#naming) that the device's own name is of; its number is taken when the device is registered"),
        new("kernel_name", Types.Series, "the name in the list of deferred devices, where it differs", "the name"),
        new("physfn", Types.Series, "the physical function whose virtual function it is; both on one PCI bus"),
    ]);

    internal static FormatMapping NamingChange { get; } = new("namingChange", "What a naming class did in older kernels", [
        new("source", Types.Word(FileWords.IndexSources), "where the number came from", "as later"),
        new("taken", Types.Word(FileWords.IndexTimes), "when it was taken", "as later"),
    ]);

    internal static FormatMapping Naming { get; } = new("naming", "A naming class", [
        new("class", Types.Name, "its name; one of the kernel's, or a new one", null),
        new("name", Types.Text, "how names are made: `{}` the number, `{a}` in letters, `{of}` the number of the class it belongs to, `{device}` the device, `[…]` left out when the number is 0; with it the class is described in full", "the kernel's class, changed"),
        new("source", Types.Word(FileWords.IndexSources), "`ida` lowest free number, `counter`, `alias` fixed for some and free for the rest, `fixed` a table or the topology, the place among devices of the same match word where nothing is said, `parent` that of another class", "the kernel's"),
        new("taken", Types.Word(FileWords.IndexTimes), "`in_probe` where the `index` step stands, `device_add` in the order of enumeration: when the device is added, or when its driver comes", "`in_probe`"),
        new("first", new NumberType(0, ScenarioLimits.Index), "the first number", "0"),
        new("of", Types.Name, "the class it belongs to: numbers are counted for each of its owners, the device or an ancestor"),
        new("fixed", new NamesType("a device or a series", new NumberType(0, ScenarioLimits.Index)), "numbers fixed for some devices; those of a series count up"),
        new("before", new NamesType("a release", Types.Of(NamingChange)), "what was different before a release"),
    ]);

    internal static FormatMapping Probe { get; } = new("probe", "What a driver's probe does with a device", [
        new("device", Types.Series, "the device; a series makes one rule for each", "any"),
        new("driver", Types.Name, "the driver", "any"),
        new("before", Steps, "steps that also run when the probe then fails or defers at entry"),
        new("steps", Steps, "the work"),
        new("after", Steps, "steps after the work"),
        new("result", StepFormat.Result, "how the probe ends", "`ok`"),
        new("remove", Types.Drawn, "how long the driver's `remove()` sleeps", "0"),
    ]);

    internal static FormatMapping Event { get; } = new("event", "What a kernel thread does", [
        new("at", Types.Duration, "not before this time", "0"),
        new("thread", Types.Thread, "who does it", "the first thread"),
        .. StepFormat.Operations(inEvents: true),
    ])
    {
        OneOf = EventOperations.All,
    };

    internal static FormatMapping Costs { get; } = new("costs", "What the steps of the driver core cost", [
        new("preset", Types.Word(FileWords.CostPresets), "the values that the other keys change", "`server`"),
        new("source", Types.Text, "where the values are from"),
        new("fitted", new ListType(Types.Word(FileWords.Fittable)), "which constants were fitted to published figures: keys of this section, or kinds of [steps](probes.md) whose quantities were"),
        .. CostMembers.All.Select(m => new FormatKey(m.Key, m.Type, "see [costs](costs.md)", "the preset's")),
    ]);

    internal static FormatMapping Expect { get; } = new("expect", "What the run must show", [
        .. ExpectationSubjects.All.Select(subject => new FormatKey(subject, ExpectFormat.TypeOf(subject), ExpectFormat.TextOf(subject), "not looked at")),
    ]) { TakesEmptyValues = false };

    internal static FormatMapping Scenario { get; } = new("scenario", "A NumaProbe scenario", [
        new("apiVersion", Types.Word(ScenarioDefaults.ApiVersion), "version of the format", null),
        new("kind", Types.Word(ScenarioDefaults.Kind), "kind of document", null),
        new("name", Types.Name, "a name", null),
        new("title", Types.Text, "one line on what it shows"),
        new("question", Types.Text, "the question it asks"),
        new("answer", Types.Text, "its answer"),
        new("tags", Types.Names, "words"),
        new("seed", new NumberType(0, ulong.MaxValue), "seed of everything drawn; `--seed` wins over it", "1"),
        new("generation", new ChoiceType(Types.Text, new NumberType(0, 9999, IsWhole: false)), "kernel generation, `v6.12` or `6.12.117`; `--generation` wins over it", "`v6.12`"),
        new("topology", new ChoiceType(Types.Text, Types.Of(Topology)), "the machine", "then `machine` must be there"),
        new("machine", Types.Word(MachinePresets.Names), "one of the [machines](#machine) that come with the program, in place of `topology`", "then `topology` must be there"),
        new("kernel", Types.Of(Kernel), "boot options", "none set"),
        new("buses", new ListType(Types.Of(Bus), 0, ScenarioLimits.Drivers), "buses besides `platform`"),
        new("modules", new ListType(Types.Of(Module), 0, ScenarioLimits.Drivers), "modules"),
        new("drivers", new ListType(Types.Of(Driver), 0, ScenarioLimits.Drivers), "drivers"),
        new("devices", new ListType(Types.Of(Device)), "devices"),
        new("nvdimm", Types.Of(NvdimmFormat.Section), "[persistent memory](nvdimm.md): becomes buses, modules, drivers, devices and probes"),
        new("naming", new ListType(Types.Of(Naming), 0, ScenarioLimits.NamingClasses), "naming classes", "the kernel's"),
        new("locks", new ChoiceType(Types.Name, new ListType(Types.Name, 0, ScenarioLimits.Locks)), "locks of the machine that probes take"),
        new("probes", new ListType(Types.Of(Probe)), "what probes do", "nothing, and they succeed"),
        new("threads", new ListType(Types.Of(Thread), 1, ScenarioLimits.Threads), "kernel threads", "thread 0 on the lowest online CPU"),
        new("events", new ListType(Types.Of(Event)), "what the threads do"),
        new("costs", Types.Of(Costs), "what the steps of the driver core cost", "`preset: server`"),
        new("expect", new ChoiceType(Types.Of(Expect), new ListType(Types.Of(Expect))), "what the run must show"),
    ])
    {
        OneOf = ["topology", "machine"],
    };

    private static FormatType Steps => new ListType(new MappingType(() => StepFormat.Step), 0, ScenarioLimits.ProbeSteps);
}
