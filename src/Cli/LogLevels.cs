using Serilog.Events;

namespace NumaProbe.Cli;

/// <summary>How much is logged to standard error.</summary>
internal static class LogLevels
{
    private static readonly string[] Services = ["coordinator", "node", "up"];

    /// <summary>Everything with --debug; what an operator wants to know of processes that serve; else only what is wrong.</summary>
    /// <param name="words">The command line.</param>
    internal static LogEventLevel For(IReadOnlyCollection<string> words) =>
        words.Contains("--debug", StringComparer.Ordinal) ? LogEventLevel.Debug
        : words.FirstOrDefault() is { } verb && Services.Contains(verb, StringComparer.Ordinal) ? LogEventLevel.Information
        : LogEventLevel.Warning;
}
