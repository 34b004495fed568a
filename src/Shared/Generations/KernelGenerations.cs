namespace NumaProbe.Shared.Generations;

/// <summary>All generations by name.</summary>
public static class KernelGenerations
{
    /// <summary>
    /// Every generation, oldest first. Its place is what a trace calls it: a new one is appended, whatever its age, or old run folders
    /// would name another.
    /// </summary>
    public static IReadOnlyList<KernelGeneration> All { get; } =
    [
        Linux419.Generation, Rfc2018.Generation, Linux51.Generation, Linux515.Generation, Linux61.Generation, Linux612.Generation,
        Rfc2026.Generation,
    ];

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
}
