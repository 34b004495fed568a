namespace NumaProbe.Cli.Terminal;

/// <summary>Nobody reads standard output any more. The program then ends quietly, as a filter should.</summary>
internal sealed class OutputClosedException : Exception
{
    public OutputClosedException()
    {
    }

    public OutputClosedException(string message)
        : base(message)
    {
    }

    public OutputClosedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
