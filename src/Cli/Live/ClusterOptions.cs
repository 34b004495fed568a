using System.CommandLine;
using NumaProbe.Cli.Terminal;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Cli.Live;

/// <summary>The options of every verb that speaks to a cluster. Secrets come from files only.</summary>
internal sealed class ClusterOptions
{
    private const string UrlVariable = "NUMAPROBE_URL";
    private const string TokenVariable = "NUMAPROBE_TOKEN_FILE";

    private readonly Option<string?> _url = new("--url") { Description = $"Address of the cluster [env: {UrlVariable}; default: {ClusterAddress.DefaultUrl}]", HelpName = "U" };
    private readonly Option<string?> _tokenFile = new("--token-file") { Description = $"File with the token [env: {TokenVariable}]", HelpName = "FILE" };
    private readonly Option<string?> _caFile = new("--ca-file") { Description = "File with the certificates (PEM) that the cluster's must come from", HelpName = "FILE" };
    private readonly Option<string> _timeout = new("--timeout")
    {
        Description = "How long a request may take",
        HelpName = "TIME",
        DefaultValueFactory = _ => ClusterAddress.DefaultTimeout,
    };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="withUrl">The address is not said otherwise.</param>
    /// <param name="withTimeout">The verb has no time limit of its own.</param>
    internal void AddTo(Command command, bool withUrl = true, bool withTimeout = true)
    {
        if (withUrl)
        {
            command.Add(_url);
        }

        command.Add(_tokenFile);
        command.Add(_caFile);
        if (withTimeout)
        {
            command.Add(_timeout);
        }
    }

    /// <summary>Speaks to the cluster that the command line names.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="console">Knows the environment.</param>
    /// <param name="url">The address, when it was said otherwise.</param>
    internal ClusterClient Connect(ParseResult parsed, CliConsole console, string? url = null)
    {
        var hasTimeout = parsed.CommandResult.Command.Options.Contains(_timeout);
        var timeout = Duration("--timeout", hasTimeout ? parsed.GetValue(_timeout)! : ClusterAddress.DefaultTimeout);
        var hasUrl = parsed.CommandResult.Command.Options.Contains(_url);
        var text = url ?? (hasUrl ? parsed.GetValue(_url) : null) ?? NotEmpty(console.Variable(UrlVariable)) ?? ClusterAddress.DefaultUrl;
        return new ClusterClient(
            new ClusterAddress(Url(text), parsed.GetValue(_tokenFile) ?? NotEmpty(console.Variable(TokenVariable)), parsed.GetValue(_caFile), timeout), console);
    }

    /// <summary>Reads a duration of the command line.</summary>
    internal static TimeSpan Duration(string option, string text)
    {
        var read = Quantity.Duration(text);
        return read.Ok
            ? TimeSpan.FromTicks(Math.Min(read.Value, ScenarioLimits.DurationNs) / 100)
            : throw new CliFailure(ExitCode.Usage, $"{option} '{PlainText.Of(text)}' {read.Why}{(read.Suggestion is { } hint ? "; " + hint : "")}");
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Uri Url(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Query.Length == 0
            ? url
            : throw new CliFailure(ExitCode.Usage, $"'{PlainText.Of(text)}' is no address of a cluster; write for example {ClusterAddress.DefaultUrl} or https://cluster.example:8443");
}
