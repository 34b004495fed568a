using System.CommandLine;
using System.Text.Json.Nodes;
using NumaProbe.Api.Fragments;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Verbs.Live;

/// <summary>Options and checks that several live verbs share.</summary>
internal static class LiveParts
{
    /// <summary><c>--probe</c>.</summary>
    internal static Option<string?> Probe() => new("--probe") { Description = "What its probe does: " + ShortSteps.Form, HelpName = "TEXT" };

    /// <summary>Checks the short form of a probe before anything is sent.</summary>
    internal static void CheckProbe(string? text)
    {
        if (text is not null && ShortSteps.AddTo([], text) is { } wrong)
        {
            throw new CliFailure(ExitCode.Usage, "--probe: " + wrong);
        }
    }

    /// <summary>Sets a key that was given.</summary>
    internal static void Set(JsonObject definition, string key, JsonNode? value)
    {
        if (value is not null)
        {
            definition[key] = value;
        }
    }
}
