using System.Buffers.Binary;
using System.IO.Hashing;
using NumaProbe.Shared.Events;

namespace NumaProbe.Runs.Seals;

/// <summary>
/// The running hash of one list of events: all of a run, or those of a node. Every <see cref="RowsPerSeal"/> rows it is
/// written down as a seal, and once at the end; a seal stands for all rows before it. Finds accidents; it keeps no secret, so it stops nobody who
/// means harm.
/// </summary>
internal sealed class SealList
{
    /// <summary>Number of the list of all events; those of the nodes have the node's number, and -1 is no node.</summary>
    internal const int All = -2;

    /// <summary>Rows from one seal to the next: so many are held in memory before any of them is given out.</summary>
    internal const int RowsPerSeal = 4096;

    /// <summary>Bytes of a row.</summary>
    internal const int RowBytes = 10 * sizeof(long);

    private readonly XxHash3 _hash = new();
    private int _open;

    internal SealList(int number) => Number = number;

    /// <summary>Number of the list.</summary>
    internal int Number { get; }

    /// <summary>Rows so far.</summary>
    internal long Rows { get; private set; }

    /// <summary>Seals so far.</summary>
    internal int Count { get; private set; }

    /// <summary>There are rows after the last seal.</summary>
    internal bool IsOpen => _open > 0;

    /// <summary>Adds a row. True when a seal is due.</summary>
    internal bool Add(ReadOnlySpan<byte> row)
    {
        _hash.Append(row);
        Rows++;
        return ++_open == RowsPerSeal;
    }

    /// <summary>The next seal.</summary>
    internal Seal Close()
    {
        _open = 0;
        return new Seal(Number, Count++, Rows, (long)_hash.GetCurrentHashAsUInt64());
    }

    /// <summary>The bytes of an event that are hashed.</summary>
    /// <param name="traceEvent">The event.</param>
    /// <param name="row">Takes <see cref="RowBytes"/> bytes.</param>
    internal static void Encode(in TraceEvent traceEvent, Span<byte> row)
    {
        Put(row, 0, traceEvent.TimeNs);
        Put(row, 1, traceEvent.Sequence);
        Put(row, 2, Pair(traceEvent.Partition, (int)traceEvent.Kind));
        Put(row, 3, Pair(traceEvent.Thread, traceEvent.Cpu));
        Put(row, 4, Pair(traceEvent.Device, traceEvent.Driver));
        Put(row, 5, traceEvent.A);
        Put(row, 6, traceEvent.B);
        Put(row, 7, traceEvent.C);
        Put(row, 8, traceEvent.D);
        Put(row, 9, traceEvent.E);
    }

    private static void Put(Span<byte> row, int place, long value) => BinaryPrimitives.WriteInt64LittleEndian(row[(place * sizeof(long))..], value);

    private static long Pair(int high, int low) => ((long)high << 32) | (uint)low;
}
