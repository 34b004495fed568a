namespace NumaProbe.Analysis.Agreement;

/// <summary>A file is not a recording. The message names file, line and column, and says why.</summary>
public sealed class RecordingFormatException : Exception
{
    /// <summary>An empty error.</summary>
    public RecordingFormatException()
    {
    }

    /// <summary>An error without a place.</summary>
    /// <param name="message">What is wrong.</param>
    public RecordingFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An error without a place.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">Its cause.</param>
    public RecordingFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error at a place.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">Line from 1.</param>
    /// <param name="column">Column from 1, in bytes: where reading stopped, at or behind the fault.</param>
    /// <param name="reason">What is wrong.</param>
    public RecordingFormatException(string file, long line, long column, string reason)
        : base(string.Create(null, $"{file}:{line}:{column}: {reason}"))
    {
        Line = line;
        Column = column;
    }

    /// <summary>Line from 1, or 0 when unknown.</summary>
    public long Line { get; }

    /// <summary>Column from 1 in bytes, or 0 when unknown.</summary>
    public long Column { get; }
}
