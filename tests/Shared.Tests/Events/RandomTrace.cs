using NumaProbe.Shared.Events;

namespace NumaProbe.Shared.Tests.Events;

/// <summary>Traces that no run gave but that are well formed: what ends has begun. Arguments are random within their form.</summary>
internal sealed class RandomTrace
{
    private static readonly Dictionary<TraceKind, TraceKind> Ends = new()
    {
        [TraceKind.CallStart] = TraceKind.CallEnd,
        [TraceKind.SyncWait] = TraceKind.SyncDone,
        [TraceKind.LockWait] = TraceKind.LockAcquired,
        [TraceKind.JobStart] = TraceKind.JobEnd,
        [TraceKind.ProbeStart] = TraceKind.ProbeEnd,
        [TraceKind.RemoveStart] = TraceKind.RemoveEnd,
        [TraceKind.RawJobStart] = TraceKind.RawJobEnd,
        [TraceKind.NamedLockWait] = TraceKind.NamedLockAcquired,
        [TraceKind.PartStart] = TraceKind.PartEnd,
    };

    private readonly Random _random;
    private readonly List<TraceEvent> _open = [];
    private readonly HashSet<int> _handedOver = [];
    private readonly List<TraceEvent> _events = [];
    private readonly List<TraceKind> _kinds;

    private RandomTrace(int seed)
    {
        _random = new Random(seed);
        _kinds = [.. Enum.GetValues<TraceKind>().Except(Ends.Values)];
    }

    internal static List<TraceEvent> Of(int seed, int count)
    {
        var trace = new RandomTrace(seed);
        for (var i = 0; i < count; i++)
        {
            trace._events.Add(trace.Next(i));
        }

        return trace._events;
    }

    private TraceEvent Next(int i)
    {
        if (_open.Count > 0 && _random.Next(3) == 0)
        {
            return End(i);
        }

        var next = Random(i, _kinds[_random.Next(_kinds.Count)]);
        if (next.Kind == TraceKind.HandedOver && !_handedOver.Add(next.Device))
        {
            return Plain(next);
        }

        if (!Ends.ContainsKey(next.Kind))
        {
            return next;
        }

        if (next.Kind != TraceKind.CallStart && _open.Exists(o => o.Kind == next.Kind && (o.Device == next.Device || o.Thread == next.Thread || o.A == next.A)))
        {
            return Plain(next);
        }

        if (next.Kind == TraceKind.ProbeStart)
        {
            // which is what a device that was handed over waits for
            _handedOver.Remove(next.Device);
        }

        _open.Add(next);
        return next;
    }

    private static TraceEvent Plain(in TraceEvent e) => e with { Kind = TraceKind.Matched, A = 0, B = 0, C = 0, D = 0, E = 0 };

    private TraceEvent End(int i)
    {
        var picked = _open[_random.Next(_open.Count)];
        var last = _open.FindLast(o => o.Kind == picked.Kind && o.Thread == picked.Thread);
        _open.RemoveAt(_open.LastIndexOf(last));
        var end = Random(i, Ends[last.Kind]) with { Thread = last.Thread, Device = last.Device, Driver = last.Driver };
        return last.Kind switch
        {
            TraceKind.CallStart => end with { A = last.A, C = last.C },
            TraceKind.RawJobStart => end with { A = last.A, B = last.B },
            _ => end,
        };
    }

    private TraceEvent Random(int i, TraceKind kind)
    {
        var arguments = TraceVocabulary.Arguments(kind);
        var values = new long[5];
        for (var place = 0; place < arguments.Length; place++)
        {
            values[place] = arguments[place].Words.IsEmpty ? ValueOf(arguments[place].Form) : _random.Next(arguments[place].Words.Length);
        }

        if (kind == TraceKind.AsyncScheduled)
        {
            values[0] = i;
        }

        return new TraceEvent(
            i * 1_000L, _random.Next(3), i, kind, (int)ValueOf(ArgumentForm.Thread), _random.Next(-1, 4), _random.Next(-1, 2),
            _random.Next(-1, 1), values[0], values[1], values[2], values[3], (int)values[4]);
    }

    private long ValueOf(ArgumentForm form) => form switch
    {
        ArgumentForm.Flag => _random.Next(2),
        ArgumentForm.Device => _random.Next(-1, 2),
        ArgumentForm.Driver => _random.Next(-1, 1),
        ArgumentForm.Thread => _random.Next(3) switch { 0 => -1, 1 => _random.Next(3), _ => ThreadId.Worker(_random.Next(3), _random.Next(3)) },
        ArgumentForm.OptionalNumber or ArgumentForm.Lock => _random.Next(-1, 5),
        _ => _random.Next(-1000, 1000),
    };
}
