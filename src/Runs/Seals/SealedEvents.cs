using System.Data;
using NumaProbe.Shared.Events;

namespace NumaProbe.Runs.Seals;

/// <summary>
/// Compares what is read of a list of events with its seals. Never gives out an event that is not the one that was written, nor a list that lacks
/// one: rows are held back until their seal has been found true.
/// </summary>
/// <param name="list">Number of the list.</param>
/// <param name="seals">Its seals, in their order.</param>
internal sealed class SealedEvents(int list, IReadOnlyList<Seal> seals)
{
    private readonly List<TraceEvent> _held = [];

    /// <summary>The events, once found true.</summary>
    /// <param name="next">Reads the next one; null after the last.</param>
    /// <exception cref="DataException">They are not as they were written; may come while enumerating.</exception>
    internal IEnumerable<TraceEvent> Check(Func<TraceEvent?> next)
    {
        var chain = new SealList(list);
        foreach (var seal in seals)
        {
            Fill(chain, seal, next);
            if (chain.Close() != seal)
            {
                throw Damaged(seal);
            }

            foreach (var held in _held)
            {
                yield return held;
            }
        }

        if (next() is not null)
        {
            throw new DataException($"it has more events than the {chain.Rows} that were written");
        }
    }

    private void Fill(SealList chain, Seal seal, Func<TraceEvent?> next)
    {
        if (seal.Rows <= chain.Rows || seal.Rows - chain.Rows > SealList.RowsPerSeal)
        {
            throw Damaged(seal);
        }

        _held.Clear();
        Span<byte> row = stackalloc byte[SealList.RowBytes];
        while (chain.Rows < seal.Rows)
        {
            if (next() is not { } traceEvent)
            {
                throw new DataException($"it has {chain.Rows} of the {seal.Rows} events or more that were written");
            }

            SealList.Encode(traceEvent, row);
            chain.Add(row);
            _held.Add(traceEvent);
        }
    }

    private DataException Damaged(Seal seal) => new(
        $"events {seal.Rows - _held.Count} to {seal.Rows - 1}{(list == SealList.All ? "" : $" of node {list}")} are not as they were written");
}
