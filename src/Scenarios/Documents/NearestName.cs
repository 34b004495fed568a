using NumaProbe.Shared;
using NumaProbe.Shared.Events.Spans;

namespace NumaProbe.Scenarios.Documents;

/// <summary>
/// Finds the valid spelling nearest to a wrong one. Work is bounded for the life of the object, so that a file full of
/// mistakes cannot make loading slow: past the bound there are simply no more suggestions.
/// </summary>
internal sealed class NearestName
{
    /// <summary>Most changed letters of a suggestion.</summary>
    internal const int MaxDistance = 3;

    /// <summary>Fewest letters of a beginning that stands for the whole.</summary>
    internal const int ShortestBeginning = 3;

    /// <summary>Most letter comparisons for one file.</summary>
    internal const long MaxWork = 100_000_000;

    private readonly int[] _rows = new int[3 * (ScenarioLimits.NameLength + 2)];
    private long _work;

    /// <summary>The nearest candidate, or null when none is near.</summary>
    /// <param name="written">The wrong spelling.</param>
    /// <param name="candidates">Valid spellings.</param>
    internal string? Find(string written, IEnumerable<string> candidates)
    {
        if (written.Length is 0 or > ScenarioLimits.NameLength)
        {
            return null;
        }

        var limit = Math.Clamp(written.Length / 3, 1, MaxDistance);
        string? best = null;
        string? longer = null;
        foreach (var candidate in candidates)
        {
            _work += 8;
            if (_work > MaxWork)
            {
                break;
            }

            if (longer is null && written.Length >= ShortestBeginning && candidate.StartsWith(written, StringComparison.OrdinalIgnoreCase))
            {
                longer = candidate;
            }

            if (candidate.Length > ScenarioLimits.NameLength || Math.Abs(candidate.Length - written.Length) > limit)
            {
                continue;
            }

            var distance = Distance(written, candidate);
            if (distance <= limit)
            {
                best = candidate;
                limit = distance - 1;
                if (limit < 0)
                {
                    break;
                }
            }
        }

        return best ?? longer;
    }

    /// <summary><c>did you mean 'x'?</c>, or null when nothing is near.</summary>
    internal string? Suggest(string written, IEnumerable<string> candidates) =>
        Find(written, candidates) is { } found ? $"did you mean '{found}'?" : null;

    /// <summary>Letters to insert, remove, replace or swap with their neighbour (optimal string alignment), without regard to case.</summary>
    private int Distance(string a, string b)
    {
        _work += (long)a.Length * b.Length;
        var width = ScenarioLimits.NameLength + 2;
        Span<int> before = _rows.AsSpan(0, width);
        Span<int> previous = _rows.AsSpan(width, width);
        Span<int> current = _rows.AsSpan(2 * width, width);
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            var oldest = before;
            before = previous;
            previous = current;
            current = oldest;
        }

        return previous[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
