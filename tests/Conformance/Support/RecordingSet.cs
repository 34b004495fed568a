using NumaProbe.Analysis.Agreement;

namespace NumaProbe.Conformance.Support;

/// <summary>The recordings of the real kernel that lie beside the tests.</summary>
internal static class RecordingSet
{
    /// <summary>How many there are; a file that goes missing must be noticed.</summary>
    internal const int Count = 135;

    internal static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Recordings");

    private static readonly Lazy<Dictionary<string, Recording>> Files = new(Load);

    /// <summary>Names such as <c>6.12/n4_async_driver_first</c>.</summary>
    internal static IEnumerable<string> Names => Files.Value.Keys;

    internal static IEnumerable<Recording> All => Files.Value.Values;

    internal static Recording Get(string name) => Files.Value[name];

    internal static string PathOf(string name) => Path.Combine(Root, name + ".json");

    private static Dictionary<string, Recording> Load() => Directory
        .EnumerateFiles(Root, "*.json", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .ToDictionary(file => Path.ChangeExtension(Path.GetRelativePath(Root, file), null).Replace('\\', '/'), RecordingReader.Read, StringComparer.Ordinal);
}
