using System.Buffers.Binary;

namespace NumaProbe.Runs;

/// <summary>
/// Looks at the first bytes of a <c>run.db</c> before SQLite does: that it is a plain SQLite file, of this program, in no mode that would make
/// SQLite write beside it. Reads nothing else.
/// </summary>
internal static class DatabaseMark
{
    /// <summary>"NPrb": marks an SQLite file as ours.</summary>
    internal const int ApplicationId = 0x4E507262;

    // of sqlite.org/fileformat.html, 1.3
    private const int HeaderBytes = 100;
    private const int WriteVersionOffset = 18;
    private const int ReadVersionOffset = 19;
    private const int ApplicationIdOffset = 68;
    private const byte RollbackJournal = 1;

    /// <summary>True for a folder with a database of this program in it.</summary>
    internal static bool IsIn(string folder)
    {
        try
        {
            return ProblemOf(Path.Combine(folder, RunFolderFiles.Database)) is null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Why a file is no database of this program, or null.</summary>
    internal static string? ProblemOf(string file)
    {
        // a pipe or a device has no length, and reading it could take for ever
        if (new FileInfo(file).Length < HeaderBytes)
        {
            return $"its {RunFolderFiles.Database} is no SQLite file";
        }

        Span<byte> header = stackalloc byte[HeaderBytes];
        using (var stream = File.OpenRead(file))
        {
            stream.ReadExactly(header);
        }

        return !header.StartsWith("SQLite format 3\0"u8) ? $"its {RunFolderFiles.Database} is no SQLite file"
            : BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdOffset..]) != ApplicationId ? $"its {RunFolderFiles.Database} is of another program"
            : header[WriteVersionOffset] != RollbackJournal || header[ReadVersionOffset] != RollbackJournal
                ? $"its {RunFolderFiles.Database} was switched to another journal mode; switch it back with 'PRAGMA journal_mode=DELETE'"
            : null;
    }
}
