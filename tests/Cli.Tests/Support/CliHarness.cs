using System.Text;
using Serilog;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cli.Tests.Support;

/// <summary>Runs the command line in this process, in a folder of its own, and keeps what it printed.</summary>
internal sealed class CliHarness : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("numaprobe-cli-").FullName;

    /// <summary>Carries out runs; the engine unless a test sets another.</summary>
    internal IRunner Runner { get; set; } = new EmbeddedRunner(BareHosts.Instance);

    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    internal bool ErrorIsTerminal { get; set; }

    internal CancellationToken Interrupted { get; set; }

    /// <summary>The environment; empty unless a test fills it.</summary>
    internal Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>What standard output got by the last command.</summary>
    internal string Out { get; private set; } = "";

    /// <summary>What standard error got by the last command.</summary>
    internal string Error { get; private set; } = "";

    /// <summary>Path of a file in the folder.</summary>
    internal string this[string name] => Path.Combine(_root, name);

    /// <summary>Names of what is in the folder.</summary>
    internal IReadOnlyList<string> Entries => [.. Directory.EnumerateFileSystemEntries(_root).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Writes a file into the folder and gives its path.</summary>
    internal string File(string name, string text)
    {
        System.IO.File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Does what a command line says and gives its exit code.</summary>
    internal int Run(params string[] words) => RunWith("", words);

    /// <summary>As <see cref="Run"/>, with something on standard input.</summary>
    internal int RunWith(string input, params string[] words)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        int code;
        using (var console = new CliConsole(new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error)
        {
            ErrorIsTerminal = ErrorIsTerminal,
            Interrupted = Interrupted,
            Clock = Clock,
            Variable = name => Variables.GetValueOrDefault(name),
        })
        {
            code = new NumaProbeCommand(new CliContext(console, Runner, new LoggerConfiguration().CreateLogger())).Run(words);
        }

        Out = Encoding.UTF8.GetString(output.ToArray());
        Error = error.ToString();
        return code;
    }
}
