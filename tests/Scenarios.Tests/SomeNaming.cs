using System.Collections.Immutable;
using NumaProbe.Shared.Naming;

namespace NumaProbe.Scenarios.Tests;

/// <summary>Random naming classes, some of them the kernel's changed.</summary>
internal static class SomeNaming
{
    internal static ImmutableArray<NamingClass> Create(Random random, IReadOnlyList<string> devices)
    {
        if (random.Next(3) > 0)
        {
            return [];
        }

        var own = Class(random, "disk", devices);
        return random.Next(2) == 0 ? [own] : [own, Class(random, "nvme", devices) with { Of = "disk" }];
    }

    private static NamingClass Class(Random random, string name, IReadOnlyList<string> devices)
    {
        var source = (IndexSource)random.Next(4);
        return new(name, random.Next(2) == 0 ? $"{name}{{}}" : "x{a}[.{of}]", source, (IndexTime)random.Next(2))
        {
            First = random.Next(3),
            Fixed = source is IndexSource.Alias or IndexSource.Fixed ? [.. devices.Where(_ => random.Next(4) == 0).Select((d, i) => new FixedIndex(d, 3 * i))] : [],
            Before = random.Next(2) == 0 ? [] : [new("v5.3", null, IndexTime.DeviceAdd), new("v6.9", IndexSource.Counter, null)],
        };
    }
}
