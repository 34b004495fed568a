using NumaProbe.Shared.Events;

namespace NumaProbe.Runs.Seals;

/// <summary>Makes the seals of a run while its events are written.</summary>
/// <param name="put">Takes each seal.</param>
internal sealed class SealWriter(Action<Seal> put)
{
    private readonly SealList _all = new(SealList.All);
    private readonly Dictionary<int, SealList> _nodes = [];

    /// <summary>Adds an event.</summary>
    /// <param name="traceEvent">The event.</param>
    /// <param name="node">Its node, or -1.</param>
    internal void Add(in TraceEvent traceEvent, int node)
    {
        if (!_nodes.TryGetValue(node, out var ofNode))
        {
            _nodes.Add(node, ofNode = new SealList(node));
        }

        Span<byte> row = stackalloc byte[SealList.RowBytes];
        SealList.Encode(traceEvent, row);
        Add(_all, row);
        Add(ofNode, row);
    }

    /// <summary>Seals what is still open.</summary>
    internal void Complete()
    {
        foreach (var list in _nodes.Values.Prepend(_all).Where(static list => list.IsOpen))
        {
            put(list.Close());
        }
    }

    private void Add(SealList list, ReadOnlySpan<byte> row)
    {
        if (list.Add(row))
        {
            put(list.Close());
        }
    }
}
