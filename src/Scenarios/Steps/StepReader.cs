using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Events;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Scenarios.Steps;

/// <summary>
/// Reads lists of steps: each step by its kind. Owns what is known about the place: the locks held there, and whether it is a part with a cookie. Targets that change
/// with the device of a series are left to <see cref="StepExpansion"/>.
/// </summary>
internal sealed class StepReader(BindContext context)
{
    private readonly Stack<string> _held = [];
    private int _parts;

    /// <summary>The file's context.</summary>
    internal BindContext Context => context;

    /// <summary>The place is a part, which has a cookie of its own.</summary>
    internal bool IsInPart => _parts > 0;

    /// <summary>The lock is held at this place.</summary>
    internal bool Holds(string name) => _held.Contains(name, StringComparer.Ordinal);

    /// <summary>Reads a list of steps.</summary>
    internal StepPlans Read(Field field)
    {
        var plans = new List<StepPlan>();
        foreach (var item in context.Values.List(field))
        {
            if (MappingView.OpenAny(item, context.Problems, StepKinds.Mapping.Noun) is { } view
                && OneOperation.Find(view, [], StepKinds.Mapping, "wait: 35ms", context) is { } entry
                && ReadStep(entry) is { } plan)
            {
                plans.Add(plan);
            }
        }

        return new(plans);
    }

    /// <summary>Reads a list whose steps hold a lock.</summary>
    internal StepPlans ReadUnder(string name, Field field)
    {
        _held.Push(name);
        var plans = Read(field);
        _held.Pop();
        return plans;
    }

    /// <summary>Reads the lists of parts that are threads of their own.</summary>
    internal List<StepPlans> ReadParts(Field parts) => InOtherThread(() => context.Values.Bounded(parts, ScenarioLimits.ParallelParts, "parts of a parallel step").Select(Read));

    /// <summary>Reads lists of another thread than the probe's.</summary>
    internal List<StepPlans> ReadInOtherThread(params IEnumerable<Field> lists) => InOtherThread(() => lists.Select(Read));

    private StepPlan? ReadStep(DocumentEntry entry)
    {
        var field = Field.Of(entry);
        if (EventOperations.Find(entry.Key) is { } operation)
        {
            return Targets.Text(operation, field, context, out var target) ? new StepPlan(null, operation, target, field) : null;
        }

        var kind = StepKinds.Find(entry.Key)!;
        if (field.Kind != DocumentKind.Null || kind.TakesNothing)
        {
            return kind.Read(field, this);
        }

        context.Problems.Add(field.Mark, $"'{field.Label}' without a value", "a step says how much", kind.Example);
        return null;
    }

    // a part is another thread: it holds nothing of what its probe holds
    private List<StepPlans> InOtherThread(Func<IEnumerable<StepPlans>> read)
    {
        var held = _held.ToArray();
        _held.Clear();
        _parts++;
        var lists = read().ToList();
        _parts--;
        foreach (var name in held.Reverse())
        {
            _held.Push(name);
        }

        return lists;
    }
}
