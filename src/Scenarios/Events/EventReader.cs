using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Scenarios.Events;

/// <summary>Reads the events. A list of targets and a series in a target stand for one event each, in order.</summary>
internal sealed class EventReader(BindContext context)
{
    private readonly List<ScenarioEvent> _events = [];
    private readonly int _before = context.Known?.Events ?? 0;

    internal List<ScenarioEvent> Read(Field field, IReadOnlyList<KernelThreadSpec> threads)
    {
        var first = threads.Count > 0 ? threads[0].Id : 0;
        foreach (var item in context.Values.List(field))
        {
            if (MappingView.OpenAny(item, context.Problems, EventKeys.Mapping.Noun) is { } view && !ReadEntry(view, first))
            {
                break;
            }
        }

        return _events;
    }

    private bool ReadEntry(MappingView view, int firstThread)
    {
        RefuseStamps(view);
        var at = EventKeys.At.Read(view, context) ?? 0;
        var thread = EventKeys.Thread.Read(view, context, out var place) ?? firstThread;
        if (place.Given && context.Threads.Count > 0 && !context.Threads.Contains(thread))
        {
            context.Problems.Add(place.Mark, $"unknown thread {thread}", "no thread has this id", "declare it under threads, with the CPU it is pinned to");
        }

        if (OneOperation.Find(view, EventKeys.Own, EventKeys.Mapping, "device_add: nvme0", context) is not { } entry)
        {
            return true;
        }

        var operation = EventOperations.Find(entry.Key)!.Value;
        var target = Field.Of(entry);
        IReadOnlyList<Field> targets = target.Kind == DocumentKind.List && EventOperations.TargetOf(operation) != EventTargetKind.None
            ? context.Values.List(target)
            : [target];
        foreach (var one in targets)
        {
            if (!AddAll(at, thread, operation, one))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>When and where the events of a fragment happen is decided when it is accepted.</summary>
    private void RefuseStamps(MappingView view)
    {
        foreach (var key in EventKeys.Own.Where(key => context.Known is not null && view[key].Node is not null))
        {
            context.Problems.Add(view[key].Mark, $"'{key}' in a fragment", "its events happen when it is accepted, in a thread that is free", "remove it");
        }
    }

    /// <summary>Whether the machine is still booting is decided by the scenario's own events: without a late_initcall it never was.</summary>
    private bool MayStillBoot(EventOperation operation, Field field)
    {
        if (operation != EventOperation.LateInitcall || context.Known is not { Boots: false })
        {
            return true;
        }

        context.Problems.Add(field.Mark, "late_initcall in a fragment", "the scenario has none, so its machine was up from the start", "remove it");
        return false;
    }

    /// <summary>Adds the events of one target; false when the bound on events is reached.</summary>
    private bool AddAll(long at, int thread, EventOperation operation, Field field)
    {
        if (!Targets.Text(operation, field, context, out var text) || !MayStillBoot(operation, field))
        {
            return true;
        }

        var template = text is null ? null : Targets.Series(operation, text, field, context);
        if (text is not null && template is null)
        {
            return true;
        }

        if ((template?.Count ?? 1) > ScenarioLimits.Events - _before - _events.Count)
        {
            context.Values.TooMany(field.Mark, "events", ScenarioLimits.Events);
            return false;
        }

        for (var i = 0; i < (template?.Count ?? 1); i++)
        {
            var target = template?.At(i);
            if (target is not null && !Targets.Check(operation, field, target, context))
            {
                break;
            }

            _events.Add(new(_before + _events.Count, thread, at, operation, target));
        }

        return true;
    }
}
