using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Naming;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>No two devices have the same number of a class at a time, where the class chooses its numbers itself; what is given back was given.</summary>
internal sealed class UniqueNames : TraceCheck
{
    private readonly HashSet<int> _chosen;
    private readonly HashSet<(long Class, long Index)> _taken = [];
    private readonly Dictionary<(int Device, long Class, long Index, long Of), int> _given = [];

    internal UniqueNames(RunFacts facts)
        : base(facts) =>
        _chosen = [.. NamingClasses.Of(facts.Scenario).Select((c, i) => (c, i)).Where(p => p.c.Of is null && p.c.Source is IndexSource.Ida or IndexSource.Counter).Select(p => p.i)];

    internal override string Rule => "numbers of a naming class are unique among live ones";

    internal override void Add(in TraceEvent e)
    {
        var key = (e.Device, e.A, e.B, e.C);
        if (e.Kind == TraceKind.NameAssigned)
        {
            _given[key] = _given.GetValueOrDefault(key) + 1;
            if (_chosen.Contains((int)e.A) && !_taken.Add((e.A, e.B)))
            {
                Violated(e, $"gets number {e.B} that another device has");
            }
        }
        else if (e.Kind == TraceKind.NameReleased)
        {
            _taken.Remove((e.A, e.B));
            _given[key] = _given.GetValueOrDefault(key) - 1;
            if (_given[key] < 0)
            {
                Violated(e, $"gives number {e.B} back that it does not have");
            }
        }
    }
}
