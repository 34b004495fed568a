using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Machine;

/// <summary>The names of the machine's locks. They are declared, so that a misspelt one is no second lock.</summary>
internal static class LockSection
{
    internal static FormatType Type { get; } = new ChoiceType(Types.Name, new ListType(Types.Name, 0, ScenarioLimits.Locks));

    internal static List<string> Read(Field field, BindContext context)
    {
        var locks = new List<string>();
        foreach (var item in context.Values.ListOrOne(field))
        {
            if (locks.Count == ScenarioLimits.Locks)
            {
                context.Values.TooMany(item.Mark, "locks", ScenarioLimits.Locks);
                break;
            }

            var name = context.Values.Name(item);
            context.Locks.Incomplete |= name is null;
            if (name is not null && context.Locks.Add(name, item.Mark))
            {
                locks.Add(name);
            }
        }

        foreach (var name in BuiltInLocks.All)
        {
            context.Locks.Add(name, default, report: false);
        }

        return locks;
    }
}
