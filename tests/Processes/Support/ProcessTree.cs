using System.Globalization;

namespace NumaProbe.Processes.Support;

/// <summary>The processes of this machine as the kernel lists them.</summary>
internal static class ProcessTree
{
    /// <summary>The living children of a process whose command line holds all of some words.</summary>
    /// <param name="parent">Its number.</param>
    /// <param name="words">The words.</param>
    internal static IReadOnlyList<int> Children(int parent, params string[] words) =>
        [.. All().Where(process => ParentOf(process) == parent && words.All(word => CommandLine(process).Contains(word, StringComparer.Ordinal)))];

    /// <summary>The first letter of its state: R, S, T for stopped, Z for dead; null when it is gone.</summary>
    internal static char? StateOf(int process) => Stat(process) is [var state, ..] ? state[0] : null;

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .Where(number => number > 0);

    private static int ParentOf(int process) => Stat(process) is [var state, var parent, ..] && state is not "Z"
        ? int.Parse(parent, CultureInfo.InvariantCulture)
        : 0;

    private static string[] CommandLine(int process) => Read(process, "cmdline").Split('\0');

    // after the name, which is in brackets and may hold anything
    private static string[]? Stat(int process)
    {
        var text = Read(process, "stat");
        return text.LastIndexOf(')') is > 0 and var end ? text[(end + 2)..].Split(' ') : null;
    }

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
