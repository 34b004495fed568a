using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NumaProbe.Cluster.Journal;

/// <summary>The row that says what a journal file holds. Its seal is a hash of all the rest, so that no damage of it goes unseen.</summary>
/// <param name="Term">Number of the leadership.</param>
/// <param name="Count">Records.</param>
/// <param name="Hash">Hash of the last record, which stands for all of them; of nothing when there is none.</param>
/// <param name="Run">Run of the high-water mark.</param>
/// <param name="HighWaterNs">The high-water mark.</param>
internal sealed record SqliteJournalHead(long Term, long Count, byte[] Hash, int Run, long HighWaterNs)
{
    /// <summary>The head of a journal that nobody opened yet.</summary>
    internal static SqliteJournalHead Empty { get; } = new(0, 0, new byte[SHA256.HashSizeInBytes], 0, 0);

    /// <summary>The hash that belongs to these values.</summary>
    internal byte[] Seal()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[4 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(numbers, Term);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[8..], Count);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[16..], Run);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[24..], HighWaterNs);
        hash.AppendData(numbers);
        hash.AppendData(Hash);
        return hash.GetHashAndReset();
    }

    /// <summary>The hash of the record that comes next: over the hash before, its number and its body.</summary>
    internal static byte[] Chain(ReadOnlySpan<byte> before, long number, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> text = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(text, number);
        hash.AppendData(before);
        hash.AppendData(text);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
