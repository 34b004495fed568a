using System.Text;

namespace NumaProbe.Cli.Terminal;

/// <summary>
/// Where the program reads and writes: results to <see cref="Out"/>, everything else to <see cref="Error"/>. Verbs use
/// this and never the console of the process, so that tests can run them.
/// </summary>
internal sealed class CliConsole : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    internal CliConsole(Stream input, Stream output, TextWriter error)
    {
        In = input;
        OutStream = new OutputStream(output);
        Out = new StreamWriter(OutStream, Utf8) { NewLine = "\n" };
        Error = error;
    }

    /// <summary>Standard input.</summary>
    internal Stream In { get; }

    /// <summary>Standard output as bytes; flush <see cref="Out"/> before writing to it.</summary>
    internal Stream OutStream { get; }

    /// <summary>Standard output as text.</summary>
    internal TextWriter Out { get; }

    /// <summary>Standard error.</summary>
    internal TextWriter Error { get; }

    /// <summary>Standard output is a terminal.</summary>
    internal bool OutIsTerminal { get; init; }

    /// <summary>Standard error is a terminal.</summary>
    internal bool ErrorIsTerminal { get; init; }

    /// <summary>Colour is wanted: a terminal, and neither NO_COLOR nor TERM=dumb.</summary>
    internal bool Colour { get; init; }

    /// <summary>Width of the terminal, or a wide page for a file.</summary>
    internal int Width { get; init; } = 160;

    /// <summary>Set at the first Ctrl-C.</summary>
    internal CancellationToken Interrupted { get; init; }

    /// <summary>Set when the process is told to end, but not by a Ctrl-C.</summary>
    internal CancellationToken Terminated { get; init; }

    /// <summary>
    /// What is being done takes a Ctrl-C itself and ends in order; otherwise Ctrl-C ends the process at once, which then
    /// has nothing half done.
    /// </summary>
    internal bool EndsInOrder { get; set; }

    /// <summary>Reads a variable of the environment.</summary>
    internal Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The clock of waiting people: for progress only, never for results.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public void Dispose() => Out.Dispose();

    /// <summary>The console of this process.</summary>
    /// <param name="interrupted">Set at the first Ctrl-C.</param>
    /// <param name="terminated">Set when the process is told to end.</param>
    internal static CliConsole OfProcess(CancellationToken interrupted, CancellationToken terminated)
    {
        var terminal = !Console.IsOutputRedirected;
        return new CliConsole(
            Console.OpenStandardInput(),
            OutputStream.OfProcess(),
            new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true, NewLine = "\n" })
        {
            OutIsTerminal = terminal,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Colour = terminal && IsColourAllowed(Environment.GetEnvironmentVariable),
            Width = terminal ? Math.Max(Console.WindowWidth, 80) : 160,
            Interrupted = interrupted,
            Terminated = terminated,
        };
    }

    /// <summary>True unless NO_COLOR is set to anything or TERM is dumb.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    internal static bool IsColourAllowed(Func<string, string?> variable) =>
        string.IsNullOrEmpty(variable("NO_COLOR")) && !string.Equals(variable("TERM"), "dumb", StringComparison.Ordinal);
}
