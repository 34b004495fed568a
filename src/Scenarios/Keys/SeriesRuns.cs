namespace NumaProbe.Scenarios.Keys;

/// <summary>Cuts a list into entries that can be written as one series each. Work grows with the length of the list, however irregular it is.</summary>
internal static class SeriesRuns
{
    /// <summary>Start and length of each entry; 1 where no series fits.</summary>
    /// <param name="names">Names in order.</param>
    /// <param name="isUniform">Whether so many items from a place on differ by their number only; true for every part of such a run.</param>
    internal static IEnumerable<(int Start, int Count)> Of(IReadOnlyList<string> names, Func<int, int, bool> isUniform)
    {
        var run = 0;
        for (var start = 0; start < names.Count;)
        {
            run = run > 1 ? run : SeriesName.RunLength(names, start);
            var count = Longest(run, n => isUniform(start, n));
            yield return (start, count);
            start += count;
            run -= count;
        }
    }

    private static int Longest(int run, Func<int, bool> fits)
    {
        if (run < SeriesName.Shortest || !fits(SeriesName.Shortest))
        {
            return 1;
        }

        var good = SeriesName.Shortest;
        while (good < run && fits(Math.Min(2 * good, run)))
        {
            good = Math.Min(2 * good, run);
        }

        for (var bad = Math.Min(2 * good, run + 1); bad - good > 1;)
        {
            var middle = good + ((bad - good) / 2);
            (good, bad) = fits(middle) ? (middle, bad) : (good, middle);
        }

        return good;
    }
}
