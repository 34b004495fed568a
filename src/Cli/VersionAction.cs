using System.CommandLine;
using System.CommandLine.Invocation;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli;

/// <summary><c>--version</c>: the same line as the verb prints.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"numaprobe {ToolVersion.Current}");
        return ExitCode.Ok;
    }
}
