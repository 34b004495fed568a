using NumaProbe.Shared.Events;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>Events are ordered by time, then partition, then number; each partition counts its own without a gap.</summary>
internal sealed class TimeOrder(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<int, long> _next = [];
    private (long TimeNs, int Partition, long Sequence) _last = (0, -1, -1);

    internal override string Rule => "time never goes back";

    internal override void Add(in TraceEvent e)
    {
        var key = (e.TimeNs, e.Partition, e.Sequence);
        if (key.CompareTo(_last) <= 0)
        {
            Violated(e, $"comes after {_last}");
        }

        if (_next.GetValueOrDefault(e.Partition) != e.Sequence)
        {
            Violated(e, $"is not number {_next.GetValueOrDefault(e.Partition)} of its partition");
        }

        _next[e.Partition] = e.Sequence + 1;
        _last = key;
    }
}
