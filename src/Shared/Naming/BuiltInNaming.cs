namespace NumaProbe.Shared.Naming;

/// <summary>
/// The naming classes of the kernel (docs/reference/driver-core.md, 7). A scenario uses them by name, and may change one by declaring it again. A new
/// class is one line here.
/// </summary>
public static class BuiltInNaming
{
    /// <summary>Every class, in the order of the reference; what was added later stands last, so that numbers in stored traces keep their meaning.</summary>
    public static IReadOnlyList<NamingClass> All { get; } =
    [
        new("region", "region{}", IndexSource.Ida, IndexTime.DeviceAdd),
        new("namespace", "namespace{of}.{}", IndexSource.Ida, IndexTime.DeviceAdd) { Of = "region" },
        new("pmem", "pmem{of}[.{}]", IndexSource.Parent, IndexTime.InProbe) { Of = "namespace" },
        new("pfn", "pfn{of}.{}", IndexSource.Ida, IndexTime.InProbe) { Of = "region" },
        new("btt", "btt{of}.{}", IndexSource.Ida, IndexTime.InProbe) { Of = "region" },
        new("dax", "dax{of}.{}", IndexSource.Ida, IndexTime.InProbe) { Of = "region" },
        new("sd", "sd{a}", IndexSource.Ida, IndexTime.InProbe) { Before = [new NamingChange("v5.3", null, IndexTime.DeviceAdd)] },
        new("host", "host{}", IndexSource.Ida, IndexTime.InProbe),
        new("scsi", "{of}:0:{}:0", IndexSource.Fixed, IndexTime.DeviceAdd) { Of = "host" },
        new("ata", "ata{}", IndexSource.Ida, IndexTime.InProbe) { First = 1, Before = [new NamingChange("v6.11", IndexSource.Counter, null)] },
        new("nvme", "nvme{}", IndexSource.Ida, IndexTime.InProbe),
        new("nvme_ns", "nvme{of}n{}", IndexSource.Ida, IndexTime.InProbe) { First = 1, Of = "nvme" },
        new("eth", "eth{}", IndexSource.Ida, IndexTime.InProbe),
        new("wlan", "wlan{}", IndexSource.Ida, IndexTime.InProbe),
        new("vd", "vd{a}", IndexSource.Ida, IndexTime.InProbe),
        new("mmc", "mmc{}", IndexSource.Alias, IndexTime.InProbe),
        new("mmcblk", "mmcblk{}", IndexSource.Parent, IndexTime.InProbe) { Of = "mmc" },
        new("i2c", "i2c-{}", IndexSource.Alias, IndexTime.InProbe),
        new("spi", "spi{}", IndexSource.Alias, IndexTime.InProbe),
        new("input", "input{}", IndexSource.Counter, IndexTime.InProbe),
        new("serio", "serio{}", IndexSource.Counter, IndexTime.InProbe),
        new("event", "event{}", IndexSource.Ida, IndexTime.InProbe),
        new("hwmon", "hwmon{}", IndexSource.Ida, IndexTime.InProbe),
        new("rtc", "rtc{}", IndexSource.Ida, IndexTime.InProbe),
        new("ttyS", "ttyS{}", IndexSource.Fixed, IndexTime.InProbe),
        new("topology", "{device}", IndexSource.Fixed, IndexTime.DeviceAdd),
        new("pmem_btt", "pmem{of}[.{}]s", IndexSource.Parent, IndexTime.InProbe) { Of = "namespace" },
    ];

    /// <summary>The class of a name, or null.</summary>
    /// <param name="name">The name.</param>
    public static NamingClass? Find(string name) => All.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.Ordinal));
}
