namespace NumaProbe.Api.Records;

/// <summary>A page of nodes.</summary>
/// <param name="Run">Number of the run, or null before the first.</param>
/// <param name="Items">The nodes, by number.</param>
/// <param name="Next">Ask with this <c>cursor</c> for the next page; null at the end.</param>
public sealed record NodeListDocument(int? Run, IReadOnlyList<NodeDocument> Items, string? Next)
    : ApiDocument("NodeList");

/// <summary>A NUMA node of the emulated machine.</summary>
/// <param name="Node">Its number.</param>
/// <param name="Cpus">How many CPUs it has.</param>
/// <param name="OfflineCpus">CPUs that went offline during the run.</param>
/// <param name="Host">The process that holds it, or null.</param>
/// <param name="SilentForMs">Milliseconds of wall time since that process was last heard from, or null.</param>
/// <param name="Devices">Devices present on it.</param>
/// <param name="Bound">Those of them that are bound.</param>
public sealed record NodeDocument(int Node, int Cpus, IReadOnlyList<int> OfflineCpus, string? Host, long? SilentForMs, int Devices, int Bound);

/// <summary>A page of devices.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Total">Devices in all, before any choice.</param>
/// <param name="Items">The devices, in the scenario's order and then that of injection.</param>
/// <param name="Next">Ask with this <c>cursor</c> for the next page; null at the end.</param>
public sealed record DeviceListDocument(int Run, int Total, IReadOnlyList<DeviceItem> Items, string? Next)
    : ApiDocument("DeviceList");

/// <summary>One device, as in the list.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Device">The device.</param>
public sealed record DeviceDocument(int Run, DeviceItem Device)
    : ApiDocument("Device");

/// <summary>A device of the emulated machine.</summary>
/// <param name="Name">Its name in the scenario.</param>
/// <param name="KernelName">The name the kernel gives it.</param>
/// <param name="State"><c>absent</c>, <c>unbound</c>, <c>probing</c>, <c>deferred</c> or <c>bound</c>.</param>
/// <param name="Node">The NUMA node it was added with; -1 for none, null before it was added.</param>
/// <param name="BoundTo">The driver it is bound to, or null.</param>
/// <param name="DeferredBecause">Why it is deferred: <c>driver-request</c> or <c>supplier-not-ready</c>; null when it is not.</param>
/// <param name="WaitsFor">The supplier it waits for, or null.</param>
/// <param name="Attempts">Probes of it that began since it was added.</param>
/// <param name="LastDriver">The driver of its last probe, or null.</param>
/// <param name="LastResult">What its last probe that ended returned: 0, or an error such as <c>-ENODEV</c>; null when none ended.</param>
public sealed record DeviceItem(
    string Name, string KernelName, string State, int? Node, string? BoundTo, string? DeferredBecause, string? WaitsFor, int Attempts,
    string? LastDriver, string? LastResult);

/// <summary>A page of drivers.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Total">Drivers in all.</param>
/// <param name="Items">The drivers, in the scenario's order and then that of injection.</param>
/// <param name="Next">Ask with this <c>cursor</c> for the next page; null at the end.</param>
public sealed record DriverListDocument(int Run, int Total, IReadOnlyList<DriverItem> Items, string? Next)
    : ApiDocument("DriverList");

/// <summary>One driver, as in the list.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Driver">The driver.</param>
public sealed record DriverDocument(int Run, DriverItem Driver)
    : ApiDocument("Driver");

/// <summary>A driver of the emulated kernel.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsRegistered">It is on its bus.</param>
/// <param name="Bound">Devices bound to it.</param>
/// <param name="Probes">Probes of it that began.</param>
/// <param name="Failures">Probes of it that returned an error other than -EPROBE_DEFER.</param>
public sealed record DriverItem(string Name, bool IsRegistered, int Bound, int Probes, int Failures);
