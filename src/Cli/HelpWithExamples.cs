using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using NumaProbe.Cli.Verbs;

namespace NumaProbe.Cli;

/// <summary>Help that leads with examples.</summary>
/// <param name="help">The rest of the help.</param>
/// <param name="ofRoot">Examples of the program as a whole.</param>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyList<string> ofRoot) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var examples = ExamplesOf(parseResult.CommandResult.Command);
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine("  " + example);
            }

            output.WriteLine();
        }

        return help.Invoke(parseResult);
    }

    private IReadOnlyList<string> ExamplesOf(Command command) => command switch
    {
        Verb verb => verb.Examples,
        RootCommand => ofRoot,
        _ => [],
    };
}
