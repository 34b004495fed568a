using System.Collections.Immutable;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Scenarios.Events;

/// <summary>Writes events; neighbours whose targets count up become one entry with a series.</summary>
internal sealed class EventWriter(YamlText yaml)
{
    internal void Write(ImmutableArray<ScenarioEvent> events, int firstThread)
    {
        for (var i = 0; i < events.Length;)
        {
            var length = RunLength(events, i);
            WriteEntry(events[i], length, firstThread);
            i += length;
        }
    }

    /// <summary>Writes an operation and its target as one entry of a mapping.</summary>
    internal static void WriteOperation(YamlText yaml, EventOperation operation, string? target)
    {
        yaml.Plain(EventOperations.Spelling(operation));
        if (target is null)
        {
            yaml.Plain("null");
        }
        else
        {
            yaml.Text(target);
        }
    }

    private static int RunLength(ImmutableArray<ScenarioEvent> events, int start)
    {
        var first = events[start];
        if (EventOperations.TargetOf(first.Operation) is EventTargetKind.None or EventTargetKind.Duration or EventTargetKind.NodeAndDuration
            || SeriesName.Cut(first.Target!) is not { } series)
        {
            return 1;
        }

        var length = 1;
        while (start + length < events.Length && events[start + length] is var next
            && next.Operation == first.Operation && next.AtNs == first.AtNs && next.Thread == first.Thread
            && string.Equals(next.Target, series.At(length), StringComparison.Ordinal))
        {
            length++;
        }

        return length < SeriesName.Shortest ? 1 : length;
    }

    private void WriteEntry(ScenarioEvent first, int count, int firstThread)
    {
        yaml.BeginMapping(inLine: true);
        EventKeys.At.Write(yaml, first.AtNs == 0 ? null : first.AtNs);
        EventKeys.Thread.Write(yaml, first.Thread == firstThread ? null : first.Thread);

        WriteOperation(yaml, first.Operation, count > 1 ? SeriesName.Cut(first.Target!)!.Value.Template(count) : first.Target);
        yaml.EndMapping();
    }
}
