using Microsoft.Win32.SafeHandles;

namespace NumaProbe.Cli.Terminal;

/// <summary>
/// Standard output that tells a reader who went away (<c>numaprobe trace | head</c>), which ends the program quietly,
/// from a full disk, which is an error.
/// </summary>
/// <param name="inner">The stream itself; not disposed.</param>
internal sealed class OutputStream(Stream inner) : Stream
{
    // EPIPE of Linux and macOS; ERROR_BROKEN_PIPE and ERROR_NO_DATA of Windows as HRESULTs
    private static readonly int[] NobodyReads = [32, unchecked((int)0x8007006D), unchecked((int)0x800700E8)];

    /// <summary>
    /// Standard output of this process. The console's own stream hides that nobody reads any more, so that a program would go on writing for
    /// nothing; a file stream writes to a file where it believes its end to be, over what others have written to it. So pipes get the one, files the other.
    /// </summary>
    internal static Stream OfProcess()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Flush() => Guard(inner.Flush);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Guard(() => inner.Write(buffer, offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (IOException e)
        {
            throw Translate(e);
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private static void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (IOException e)
        {
            throw Translate(e);
        }
    }

    private static Exception Translate(IOException e) => NobodyReads.Contains(e.HResult)
        ? new OutputClosedException(e.Message, e)
        : new CliFailure(ExitCode.RunFailed, $"standard output cannot be written: {e.Message}");
}
