using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cli.Verbs;
using NumaProbe.Cli.Verbs.Live;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;

namespace NumaProbe.Cli;

/// <summary>The command line: a root and one class a verb. Turns whatever happens into an exit code.</summary>
internal sealed class NumaProbeCommand
{
    private readonly CliContext _context;
    private readonly RootCommand _root;
    private readonly Option<bool> _debug = new("--debug") { Description = "Say more on standard error, stack traces included", Recursive = true };

    internal NumaProbeCommand(CliContext context)
    {
        _context = context;
        _root = new RootCommand("NumaProbe emulates how the Linux driver core probes devices on NUMA machines.")
        {
            RunVerb.Create(context),
            CheckVerb.Create(context),
            TraceVerb.Create(context),
            FsckVerb.Create(context),
            CompareVerb.Create(context),
            VerifyVerb.Create(context),
            NamesVerb.Create(context),
            SchemaVerb.Create(context),
            StatusVerb.Create(context),
            AddVerb.Create(context),
            RemoveVerb.Create(context),
            LoadVerb.Create(context),
            UnloadVerb.Create(context),
            CpuStateVerb.CreateOffline(context),
            CpuStateVerb.CreateOnline(context),
            WaitVerb.Create(context),
            FinishVerb.Create(context),
            ExportVerb.Create(context),
            GenerationsVerb.Create(context),
            UpVerb.Create(context),
            CoordinatorVerb.Create(context),
            NodeVerb.Create(context),
            GuardVerb.Create(context),
            CertsVerb.Create(context),
            HealthVerb.Create(context),
            VersionVerb.Create(context),
            _debug,
        };
        _root.Add(HelpVerb.Create(context, _root));
        _root.SetAction(_ => PrintWelcome());
        SetHelpAndVersion();
    }

    /// <summary>Does what a command line says.</summary>
    /// <param name="words">The words after the program's name.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    internal int Run(IReadOnlyList<string> words)
    {
        var parsed = _root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            return Refuse(parsed);
        }

        var debug = parsed.GetValue(_debug);
        var code = Guard(() => Invoke(parsed), debug);
        var written = Guard(Flush, debug);
        return code == ExitCode.Ok ? written : code;
    }

    private int Invoke(ParseResult parsed) => parsed.Invoke(new InvocationConfiguration
    {
        Output = _context.Console.Out,
        Error = _context.Console.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    });

    private int Flush()
    {
        _context.Console.Out.Flush();
        return ExitCode.Ok;
    }

    private int Guard(Func<int> action, bool debug)
    {
        try
        {
            return action();
        }
        catch (OutputClosedException)
        {
            return ExitCode.Ok;
        }
        catch (CliFailure failure)
        {
            return Fail(failure.ExitCode, failure.Message);
        }
        catch (OperationCanceledException)
        {
            return Fail(ExitCode.Interrupted, "interrupted");
        }
#pragma warning disable CA1031 // the last place that can turn a bug into one line with a request to report it
        catch (Exception bug)
#pragma warning restore CA1031
        {
            return Report(bug, debug);
        }
    }

    private void SetHelpAndVersion()
    {
        var help = _root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, Greeting.Examples);
        var version = _root.Options.OfType<VersionOption>().Single();
        version.Action = new VersionAction();
    }

    private int PrintWelcome()
    {
        _context.Console.Out.Write(Greeting.Text(_root));
        return ExitCode.Ok;
    }

    private int Refuse(ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command;
        var names = verb.Subcommands.Select(c => c.Name).Concat(verb.Options.Concat(_root.Options).SelectMany(o => o.Aliases.Prepend(o.Name)));
        foreach (var error in parsed.Errors)
        {
            _context.Console.Error.WriteLine("numaprobe: " + PlainText.Of(WithoutType(error.Message)));
        }

        foreach (var word in parsed.UnmatchedTokens)
        {
            if (Suggestion.For(word, names) is { } suggestion)
            {
                _context.Console.Error.WriteLine($"'{PlainText.Of(word)}' is unknown; {suggestion}");
            }
        }

        var help = string.Join(' ', ["numaprobe", .. NamesOf(parsed.CommandResult), "--help"]);
        _context.Console.Error.WriteLine($"see {help}");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> NamesOf(CommandResult result) =>
        result.Parent is CommandResult parent ? NamesOf(parent).Append(result.Command.Name) : [];

    // the library names the .NET type it wanted, which says nothing to a user
    private static string WithoutType(string message)
    {
        var type = message.IndexOf(" as expected type", StringComparison.Ordinal);
        return type < 0 ? message : message[..type] + ": it wants a whole number.";
    }

    private int Fail(int code, string message)
    {
        _context.Console.Error.WriteLine("numaprobe: " + Plain(message));
        return code;
    }

    // a message has words of files and arguments in it, and may have several lines of its own
    private static string Plain(string message) => string.Join('\n', message.Split('\n').Select(PlainText.Of));

    private int Report(Exception bug, bool debug)
    {
        Fail(
            ExitCode.InternalError,
            $"internal error: {PlainText.Of(bug.Message)}; this is a bug, please report it with the scenario and the output of 'numaprobe version -o json'");
        if (debug)
        {
            _context.Console.Error.WriteLine(Plain(bug.ToString()));
        }

        return ExitCode.InternalError;
    }
}
