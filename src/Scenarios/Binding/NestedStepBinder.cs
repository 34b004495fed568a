using System.Collections.Immutable;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Binding;

/// <summary>Reads the steps that have steps inside. Owns what is known about the place: the locks held there, and whether it is a part with a cookie.</summary>
internal sealed class NestedStepBinder(BindContext context, StepBinder steps)
{
    private readonly Stack<string> _held = [];
    private int _parts;

    /// <summary>Reads a step.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="field">Its value.</param>
    internal StepPlan? Bind(string key, Field field) => key switch
    {
        "locked" => Locked(field),
        "scsi_scan_host" => ScanHost(field),
        "ata_host_register" => new AtaHostBinder(context, this).Bind(field),
        _ => InParts(field),
    };

    /// <summary>The lock is held at this place.</summary>
    internal bool Holds(string name) => _held.Contains(name, StringComparer.Ordinal);

    /// <summary>The step without a value that waits for earlier cookies; only a part has a cookie to be earlier than.</summary>
    internal EarlierCookiesStep? EarlierCookies(Field field)
    {
        if (field.Given || field.IsBroken)
        {
            if (field.Given)
            {
                context.Problems.Add(field.Mark, "wait_for_earlier_cookies with a value", "it takes none", "write 'wait_for_earlier_cookies:' with nothing after it");
            }

            return null;
        }

        if (_parts == 0)
        {
            context.Problems.Add(field.Mark, "wait_for_earlier_cookies outside of a part", "only the parts of 'parallel' have a cookie of their own", "move it into a part");
            return null;
        }

        return new();
    }

    private StepPlan? Locked(Field field)
    {
        if (MappingView.Open(field, context.Problems, "a locked step", StepFormat.Locked.Keys) is not { } view)
        {
            return null;
        }

        var name = context.Values.Name(view.Required("lock"));
        var isKnown = name is not null && context.Locks.Resolve(name, view["lock"].Mark);
        var share = view["share"].Given ? context.Quantities.Share(view["share"]) : DurationDistribution.Million;
        if (name is not null && Holds(name))
        {
            context.Problems.Add(view["lock"].Mark, $"lock {Quoted.Text(name)} inside itself", "the thread would wait for itself for ever", "take it once, around both");
        }

        _held.Push(name ?? "");
        var inside = steps.Bind(view.Required("steps"));
        _held.Pop();
        return isKnown && share is not null && !view["share"].IsBroken
            ? Plan(new LockedStep(name!, share.Value, inside.Shared ?? []), [inside], field)
            : null;
    }

    private StepPlan? InParts(Field field)
    {
        var parts = field;
        var detached = false;
        if (field.Kind == DocumentKind.Mapping)
        {
            var view = MappingView.Open(field, context.Problems, "a parallel step", StepFormat.ParallelParts.Keys)!;
            parts = view.Required("parts");
            detached = context.Values.Boolean(view["detached"]) ?? false;
        }

        var lists = PartsOf(parts);
        if (lists.Count == 0 && parts.Kind == DocumentKind.List)
        {
            context.Problems.Add(parts.Mark, "no parts", "there is nothing to do", "write for example [[wait: 35ms], [wait: 35ms]]");
        }

        return lists.Count == 0 ? null : Plan(new ParallelStep([.. lists.Select(l => l.Shared ?? [])], detached), lists, field);
    }

    private StepPlan? ScanHost(Field field)
    {
        if (MappingView.Open(field, context.Problems, "a scan of a SCSI host", StepFormat.ScanHost.Keys) is not { } view)
        {
            return null;
        }

        if (!view["scan"].Given && !view["publish"].Given)
        {
            context.Problems.Add(field.Mark, "a scan without anything", "there is nothing to do", "write for example {scan: [wait: 2s], publish: [device_add: disk0]}");
            return null;
        }

        List<StepPlans> lists = [];
        InOtherThread(() => lists.AddRange([steps.Bind(view["scan"]), steps.Bind(view["publish"])]));
        return Plan(new ScanHostStep(lists[0].Shared ?? [], lists[1].Shared ?? []), lists, field);
    }

    /// <summary>The lists of parts that are threads of their own.</summary>
    internal List<StepPlans> PartsOf(Field parts)
    {
        List<StepPlans> lists = [];
        InOtherThread(() => lists.AddRange(context.Values.Bounded(parts, ScenarioLimits.ParallelParts, "parts of a parallel step").Select(steps.Bind)));
        return lists;
    }

    // a part is another thread: it holds nothing of what its probe holds
    private void InOtherThread(Action bind)
    {
        var held = _held.ToArray();
        _held.Clear();
        _parts++;
        bind();
        _parts--;
        foreach (var name in held.Reverse())
        {
            _held.Push(name);
        }
    }

    internal static StepPlan Plan(ProbeStep step, List<StepPlans> lists, Field field) =>
        new(step, default, null, field, lists.TrueForAll(l => l.Shared is not null) ? null : lists);
}
