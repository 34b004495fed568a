using System.Collections.Immutable;
using System.Globalization;

namespace NumaProbe.Shared.Model;

/// <summary>
/// A list of CPUs on the kernel command line, as cpulist_parse() reads it: <c>0,2-5,8-15:1/4,16-N,all</c>. A range may be cut into groups of
/// which the first so many CPUs count.
/// </summary>
internal static class CpuListText
{
    private const string All = "all";
    private const string Last = "N";

    /// <summary>One more than the highest number that a list may name (nr_cpu_ids is at most CONFIG_NR_CPUS).</summary>
    private const int Bits = ScenarioLimits.Cpus;

    /// <summary>The CPUs, or null where the kernel finds an error.</summary>
    internal static ImmutableHashSet<int>? Parse(string text)
    {
        var cpus = ImmutableHashSet.CreateBuilder<int>();
        foreach (var region in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!AddRegion(region, cpus))
            {
                return null;
            }
        }

        return cpus.ToImmutable();
    }

    private static bool AddRegion(string region, ImmutableHashSet<int>.Builder cpus)
    {
        var (range, pattern) = Cut(region, ':');
        var (first, last) = string.Equals(range, All, StringComparison.OrdinalIgnoreCase) ? ("0", Last) : Cut(range, '-');
        if (Number(first) is not { } start || (last is null ? start : Number(last)) is not { } end || start > end || end >= Bits)
        {
            return false;
        }

        var (used, group) = (1, 1);
        if (pattern is not null)
        {
            var (usedText, groupText) = Cut(pattern, '/');
            if (Number(usedText) is not { } usedGiven || groupText is null || Number(groupText) is not { } groupGiven || groupGiven == 0 || usedGiven > groupGiven)
            {
                return false;
            }

            (used, group) = (usedGiven, groupGiven);
        }

        for (var cpu = start; cpu <= end; cpu++)
        {
            if ((cpu - start) % group < used)
            {
                cpus.Add(cpu);
            }
        }

        return true;
    }

    private static int? Number(string text) => string.Equals(text, Last, StringComparison.Ordinal) ? Bits - 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private static (string Before, string? After) Cut(string text, char at)
    {
        var place = text.IndexOf(at, StringComparison.Ordinal);
        return place < 0 ? (text, null) : (text[..place], text[(place + 1)..]);
    }
}
