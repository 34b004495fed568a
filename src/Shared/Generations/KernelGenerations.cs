namespace NumaProbe.Shared.Generations;

/// <summary>All generations by name.</summary>
public static class KernelGenerations
{
    /// <summary>Every generation, oldest release first, and what was proposed for a release after it.</summary>
    public static IReadOnlyList<KernelGeneration> All { get; } = InOrder(
        Linux419.Generation,
        Rfc2018.Generation,
        Linux51.Generation,
        Linux515.Generation,
        Linux61.Generation,
        Linux612.Generation,
        Rfc2026.Generation);

    /// <summary>The generation of a run whose scenario and command line name none.</summary>
    public static KernelGeneration Default => Linux612.Generation;

    /// <summary>
    /// Finds a generation by what users type: <c>v6.12</c>, <c>6.12</c>, or a full version such as
    /// <c>6.12.117+deb12-amd64</c>. Null when there is none.
    /// </summary>
    /// <param name="name">The text.</param>
    public static KernelGeneration? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var wanted = name.Length > 0 && char.IsAsciiDigit(name[0]) ? "v" + name : name;
        return All.FirstOrDefault(g =>
            string.Equals(wanted, g.Name, StringComparison.Ordinal)
            || (wanted.StartsWith(g.Name, StringComparison.Ordinal) && wanted.Length > g.Name.Length && wanted[g.Name.Length] is '.' or '-' or '+'));
    }

    /// <summary>Generations in the order in which they are shown, whatever the order they are written in.</summary>
    internal static IReadOnlyList<KernelGeneration> InOrder(params IEnumerable<KernelGeneration> generations) =>
        [.. generations.OrderBy(one => one.Release).ThenBy(one => one.IsProposal).ThenBy(one => one.TraceId)];
}
