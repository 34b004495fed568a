using System.Text.Json;
using NumaProbe.Api.Problems;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared;

namespace NumaProbe.Cli.Live;

/// <summary>What a cluster says is wrong, and what that is for a command.</summary>
/// <param name="Type">Name of the problem.</param>
/// <param name="Detail">For people.</param>
/// <param name="Errors">Each thing that is wrong, where there are several.</param>
/// <param name="Status">Status code of the answer.</param>
internal sealed record ClusterProblem(string Type, string Detail, IReadOnlyList<string> Errors, int Status)
{
    private const int MaxProblemBytes = 4 << 20;

    /// <summary>Asking again may help.</summary>
    internal bool MayPass => Type is ProblemTypes.NotReady or ProblemTypes.TooMany;

    private int ExitCode => Type switch
    {
        ProblemTypes.InvalidScenario => Terminal.ExitCode.InvalidScenario,
        ProblemTypes.InvalidRequest or ProblemTypes.NotFound or ProblemTypes.Unauthorized or ProblemTypes.Forbidden
            or ProblemTypes.ForeignOrigin or ProblemTypes.TooLarge => Terminal.ExitCode.Usage,
        ProblemTypes.NotReady or ProblemTypes.TooMany or "" => Terminal.ExitCode.Unreachable,
        _ => Terminal.ExitCode.RunFailed,
    };

    /// <summary>The answer says that there is no such thing.</summary>
    internal static bool IsNotFound(HttpResponseMessage response)
    {
        if (response.StatusCode != System.Net.HttpStatusCode.NotFound)
        {
            return false;
        }

        // the content is kept for whoever reads it next
        response.Content.LoadIntoBufferAsync(MaxProblemBytes).GetAwaiter().GetResult();
        return Read(response).Type is ProblemTypes.NotFound;
    }

    /// <summary>Reads an answer that is no success.</summary>
    internal static ClusterProblem Read(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        try
        {
            response.Content.LoadIntoBufferAsync(MaxProblemBytes).GetAwaiter().GetResult();
            using var document = JsonDocument.Parse(response.Content.ReadAsStringAsync().GetAwaiter().GetResult());
            var root = document.RootElement;
            return new ClusterProblem(
                Text(root, "type"), Text(root, "detail"),
                root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
                    ? [.. errors.EnumerateArray().Select(error => Text(error, "detail"))]
                    : [],
                status);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new ClusterProblem("", "", [], status);
        }
    }

    /// <summary>Prints each thing that is wrong and ends the command with the rest.</summary>
    internal CliFailure ToFailure(CliConsole console, string url)
    {
        foreach (var error in Errors.Take(ScenarioLimits.PrintedProblems))
        {
            console.Error.WriteLine(PlainText.Of(error));
        }

        return new CliFailure(
            ExitCode,
            Type.Length == 0
                ? FormattableString.Invariant($"what answers at {url} is no cluster of numaprobe (status {Status}); name the cluster with --url")
                : PlainText.Of(Detail));
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
