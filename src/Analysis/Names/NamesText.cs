using System.Globalization;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Analysis.Names;

/// <summary>The stability of names for people; the same for the same study.</summary>
public static class NamesText
{
    private const int LabelWidth = 12;

    /// <summary>The lines.</summary>
    /// <param name="result">The study.</param>
    public static IReadOnlyList<string> Lines(NameStudyResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        List<string> lines =
        [
            Line("names of", string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Scenario}, kernel {result.Generation}, seeds {result.FirstSeed}..{result.LastSeed}, mean makespan {DurationText.Of(result.MakespanNs)}")),
        ];
        foreach (var one in result.Classes)
        {
            AddClass(lines, one);
        }

        if (result.Classes.Count == 0)
        {
            lines.Add(Line("", "no probe took a number: give probes a step such as 'index: nvme'"));
        }

        if (!result.DependsOnSeed)
        {
            lines.Add(Line("note", "nothing here depends on the seed: all runs are one; draw a duration, or set worker_wake_jitter"));
        }

        if (result.Incomplete > 0)
        {
            lines.Add(Line("note", string.Create(CultureInfo.InvariantCulture, $"{result.Incomplete} of the runs did not complete")));
        }

        return lines;
    }

    /// <summary>What decides the names of a class, in words.</summary>
    /// <param name="section">What decides.</param>
    public static string Describe(DecidingSection section) => section switch
    {
        DecidingSection.Topology => "a table or the topology: never by order",
        DecidingSection.AnotherClass => "the name of the class it follows",
        DecidingSection.Enumeration => "the order in which devices are added",
        DecidingSection.SynchronousProbe => "the order of synchronous probes",
        _ => "which of the asynchronous probes comes first",
    };

    private static void AddClass(List<string> lines, ClassStability one)
    {
        var share = one.IsStable
            ? $"the same in all {Number(one.Seeds)} seeds"
            : $"the most common order in {Number(one.StableSeeds)} of {Number(one.Seeds)} seeds, {Number(one.Mappings)} orders";
        lines.Add(Line(one.Class, $"{CountText.Of(one.Names, "name")}, {share}"));
        lines.Add(Line("", "decided by " + Describe(one.Decision)));
        if (one.Pairs.Count > 0)
        {
            lines.Add(Line("", "swaps: " + string.Join("; ", one.Pairs.Select(Swap))));
        }

        if (one.Remedy is { } remedy)
        {
            lines.Add(Line("", $"stable with {string.Join(" and ", remedy.Drivers)} forced synchronous: makespan {DurationText.Of(remedy.MakespanNs)}, "
                + $"{DurationText.Of(Math.Abs(remedy.CostNs))} {(remedy.CostNs < 0 ? "shorter" : "longer")}"));
        }
        else if (!one.IsStable)
        {
            lines.Add(Line("", "no driver forced synchronous makes it stable"));
        }
    }

    private static string Swap(SwapPair pair) =>
        string.Create(CultureInfo.InvariantCulture, $"{pair.First} and {pair.Second} in {100.0 * pair.Swaps / pair.Runs:F0} %");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Line(string label, string text) => label.PadRight(LabelWidth) + PlainText.Of(text);
}
