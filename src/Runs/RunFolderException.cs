namespace NumaProbe.Runs;

/// <summary>A run folder cannot be written or is none; the message is for people and names the folder.</summary>
public sealed class RunFolderException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public RunFolderException()
    {
    }

    /// <summary>Says what is wrong with the folder.</summary>
    /// <param name="message">What, where, and what to do about it.</param>
    public RunFolderException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong with the folder, and why.</summary>
    /// <param name="message">What, where, and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public RunFolderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
