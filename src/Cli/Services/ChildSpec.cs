namespace NumaProbe.Cli.Services;

/// <summary>A process that <c>up</c> or <c>guard</c> keeps running.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Arguments">The words after the program's name.</param>
/// <param name="IsVital">Without it nothing works: when it ends by itself, all end.</param>
internal sealed record ChildSpec(string Name, IReadOnlyList<string> Arguments, bool IsVital)
{
    /// <summary>The option by which a process is told where to write its pulse.</summary>
    internal const string PulseOption = "--health-file";

    /// <summary>Where it writes its pulse: what its arguments say, or null.</summary>
    internal string? PulseFile => Arguments.Zip(Arguments.Skip(1)).Where(static pair => string.Equals(pair.First, PulseOption, StringComparison.Ordinal)).Select(static pair => pair.Second)
        .Concat(Arguments.Where(static word => word.StartsWith(PulseOption + "=", StringComparison.Ordinal)).Select(static word => word[(PulseOption.Length + 1)..]))
        .FirstOrDefault();

    /// <summary>The same process, with a pulse in a folder if it has none yet.</summary>
    internal ChildSpec WithPulseIn(string folder) => PulseFile is null ? this with { Arguments = [.. Arguments, PulseOption, Path.Combine(folder, Name)] } : this;
}
