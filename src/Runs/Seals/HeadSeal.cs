using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace NumaProbe.Runs.Seals;

/// <summary>The hash over everything of a <c>run.db</c> but its events: what it says of the run, the names, and the seals of the events.</summary>
internal sealed class HeadSeal
{
    private readonly XxHash3 _hash = new();

    /// <summary>The hash so far, 16 hexadecimal digits.</summary>
    internal string Text => _hash.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Adds a text; where it ends counts.</summary>
    internal void Add(string text)
    {
        Add(text.Length);
        _hash.Append(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Adds a number.</summary>
    internal void Add(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        _hash.Append(bytes);
    }

    /// <summary>Adds a seal.</summary>
    internal void Add(in Seal seal)
    {
        Add(seal.List);
        Add(seal.Number);
        Add(seal.Rows);
        Add(seal.Hash);
    }
}
