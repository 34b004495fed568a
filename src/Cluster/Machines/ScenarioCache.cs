using NumaProbe.Scenarios;

namespace NumaProbe.Cluster.Machines;

/// <summary>
/// Scenarios that were loaded lately, by their text: a process takes the same scenario once for each of its partitions. Owns the last few;
/// used from one thread.
/// </summary>
public sealed class ScenarioCache
{
    /// <summary>Most scenarios kept.</summary>
    public const int MaxKept = 16;

    private readonly LinkedList<(string FileName, ReadOnlyMemory<byte> Text, ScenarioLoadResult Result)> _kept = new();

    /// <summary>Number of scenarios kept.</summary>
    public int Count => _kept.Count;

    /// <summary>Loads a scenario, or finds it loaded.</summary>
    /// <param name="text">The file as read, UTF-8.</param>
    /// <param name="fileName">What problems call the file.</param>
    public ScenarioLoadResult Load(ReadOnlyMemory<byte> text, string fileName)
    {
        for (var node = _kept.First; node is not null; node = node.Next)
        {
            if (string.Equals(node.Value.FileName, fileName, StringComparison.Ordinal) && node.Value.Text.Span.SequenceEqual(text.Span))
            {
                return node.Value.Result;
            }
        }

        var result = ScenarioLoader.LoadBytes(text.ToArray(), fileName);
        _kept.AddFirst((fileName, text, result));
        if (_kept.Count > MaxKept)
        {
            _kept.RemoveLast();
        }

        return result;
    }
}
