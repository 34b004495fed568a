using System.Runtime.InteropServices;

namespace NumaProbe.Runs.Places;

/// <summary>
/// The calls of a Unix system that .NET has no name for and that make a folder appear, or change places with another, in one step: rename(2),
/// renameat2(2), and fsync(2) and flock(2) on a folder. Never decides anything. Not for Windows.
/// </summary>
internal static partial class Posix
{
    // of errno(3); the same on every architecture of Linux, and on macOS but for ENOTEMPTY and the last two
    internal const int Exists = 17;
    internal const int IsNoDirectory = 20;
    internal const int IsInvalid = 22;
    internal const int HasNoSpace = 28;
    internal const int IsReadOnly = 30;
    internal static readonly int IsNotEmpty = OperatingSystem.IsLinux() ? 39 : 66;
    private static readonly int[] IsUnsupported = OperatingSystem.IsLinux() ? [IsInvalid, 38, 95] : [IsInvalid, 78, 45];

    private const int WorkingFolder = -100;
    private const uint ExchangeFlag = 2;
    private const int ExclusiveNow = 2 | 4;

    /// <summary>Gives a folder another name. False when something else than an empty folder has that name, and nothing happened.</summary>
    /// <exception cref="IOException">The system says why not.</exception>
    internal static bool TryRename(string from, string to)
    {
        if (Rename(from, to) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == Exists || error == IsNotEmpty || error == IsNoDirectory ? false : throw Failure(error);
    }

    /// <summary>Lets two folders change places. False where the system or the file system cannot do that, and nothing happened.</summary>
    /// <exception cref="IOException">The system says why not.</exception>
    internal static bool TryExchange(string one, string other)
    {
        try
        {
            if (RenameAt2(WorkingFolder, one, WorkingFolder, other, ExchangeFlag) == 0)
            {
                return true;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }

        var error = Marshal.GetLastPInvokeError();
        return IsUnsupported.Contains(error) ? false : throw Failure(error);
    }

    /// <summary>Opens a file or a folder for <see cref="Sync"/> and <see cref="TryLock"/>; null when it is not there.</summary>
    internal static PosixFile? Open(string path)
    {
        var descriptor = OpenToRead(path, 0);
        return descriptor < 0 ? null : new PosixFile(descriptor);
    }

    /// <summary>Brings a file, or the names in a folder, to the disk. .NET's own way keeps an error of the disk to itself.</summary>
    /// <exception cref="IOException">The system says why not.</exception>
    internal static void Sync(PosixFile file)
    {
        if (FSync(file) != 0 && Marshal.GetLastPInvokeError() is var error && !IsUnsupported.Contains(error))
        {
            throw Failure(error);
        }
    }

    /// <summary>Locks a folder until it is closed or the process is gone. False when another process has it.</summary>
    internal static bool TryLock(PosixFile folder) => FLock(folder, ExclusiveNow) == 0;

    private static IOException Failure(int error) => new(Marshal.GetPInvokeErrorMessage(error), error);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt2(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenToRead(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(PosixFile file);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FLock(PosixFile file, int operation);
}
