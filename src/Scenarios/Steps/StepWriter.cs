using System.Collections.Immutable;
using NumaProbe.Scenarios.Events;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>
/// Writes lists of steps: each step by its kind. Takes the same list of each rule of a series at once, and writes <c>{}</c> where a target counts with the device.
/// </summary>
/// <param name="yaml">Where to.</param>
internal sealed class StepWriter(YamlText yaml)
{
    /// <summary>Where to.</summary>
    internal YamlText Yaml => yaml;

    /// <summary>True when the lists differ by the number in their targets only.</summary>
    /// <param name="lists">One list for each device of the series.</param>
    /// <param name="series">The series.</param>
    internal static bool AreUniform(IReadOnlyList<ImmutableArray<ProbeStep>> lists, SeriesName series) =>
        lists.All(l => l.Length == lists[0].Length)
        && Enumerable.Range(0, lists[0].Length).All(place => IsUniform([.. lists.Select(l => l[place])], series));

    /// <summary>Writes the list.</summary>
    /// <param name="lists">One list for each device of the series, uniform.</param>
    /// <param name="series">The series, or null for one device.</param>
    internal void Write(IReadOnlyList<ImmutableArray<ProbeStep>> lists, SeriesName? series)
    {
        yaml.BeginList(inLine: true);
        for (var s = 0; s < lists[0].Length; s++)
        {
            var place = s;
            yaml.BeginMapping(inLine: true);
            WriteStep([.. lists.Select(l => l[place])], series);
            yaml.EndMapping();
        }

        yaml.EndList();
    }

    private static bool IsUniform(IReadOnlyList<ProbeStep> steps, SeriesName series) => steps[0] switch
    {
        CallStep { Target: not null } call => steps.All(s => s is CallStep { Target: not null } other && other.Operation == call.Operation)
            && series.Common(steps.Count, i => ((CallStep)steps[i]).Target!) is not null,
        CallStep call => steps.All(s => s is CallStep { Target: null } other && other.Operation == call.Operation),
        var first => StepKinds.Of(first).AreUniform(steps, series),
    };

    private void WriteStep(IReadOnlyList<ProbeStep> steps, SeriesName? series)
    {
        if (steps[0] is CallStep call)
        {
            EventWriter.WriteOperation(yaml, call.Operation, call.Target is null ? null : series?.Common(steps.Count, i => ((CallStep)steps[i]).Target!) ?? call.Target);
            return;
        }

        var kind = StepKinds.Of(steps[0]);
        yaml.Plain(kind.Key.Key);
        kind.Write(steps, series, this);
    }
}
