namespace NumaProbe.Cli.Terminal;

/// <summary>
/// Ends the command with an exit code and one message for people: what is wrong, where, and what to type next. For
/// everything a user or a machine can cause; never for bugs.
/// </summary>
internal sealed class CliFailure : Exception
{
    public CliFailure()
        : this(Terminal.ExitCode.Usage, "")
    {
    }

    public CliFailure(string message)
        : this(Terminal.ExitCode.Usage, message)
    {
    }

    public CliFailure(string message, Exception innerException)
        : base(message, innerException) => ExitCode = Terminal.ExitCode.Usage;

    internal CliFailure(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    internal int ExitCode { get; }
}
