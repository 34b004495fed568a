using System.Globalization;
using System.Text.Json;
using NumaProbe.Analysis.Expectations;
using NumaProbe.Analysis.Summaries;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Runs;
using NumaProbe.Runs.Folders;
using NumaProbe.Runs.Places;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Live;

/// <summary>
/// Carries out a plan in a cluster and brings the result here: the same folder and the same summary as of a run in this process.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="console">Tells how far it is.</param>
internal sealed class ClusterRun(ClusterClient client, CliConsole console)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Runs, waits and fetches.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="place">Where to write it here.</param>
    internal RunOutcome Execute(RunPlan plan, RunFolderPlace place)
    {
        CheckFolder(place);
        console.EndsInOrder = true;
        Begin(plan);
        WaitForEnd();
        var folder = Fetch(plan, place);
        console.EndsInOrder = false;
        return Summarise(plan, folder);
    }

    private static void CheckFolder(RunFolderPlace place)
    {
        try
        {
            RunFolderCopy.Check(place);
        }
        catch (RunFolderException e)
        {
            throw new CliFailure(ExitCode.Usage, e.Message);
        }
    }

    private void Begin(RunPlan plan)
    {
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"api/v1/runs?fileName={plan.Text.FileName}&generation={Uri.EscapeDataString(plan.Generation.Name)}&seed={plan.Header.Seed}&staysOpen=false");
        var started = client.Post(query, plan.Text.Bytes, "application/yaml");
        RefuseOther(plan, started.GetProperty("runId").GetString());
    }

    private void WaitForEnd()
    {
        var progress = new ProgressReporter(console);
        try
        {
            new Waiting(client, console).Wait("run=finished", time: null, Step, () => Report(progress));
        }
        catch (OperationCanceledException)
        {
            throw new CliFailure(
                ExitCode.Interrupted, $"interrupted; the run goes on in the cluster ('numaprobe wait --for=run=finished --url {client.Url}' waits for it)");
        }
        finally
        {
            progress.Clear();
        }
    }

    private void Report(ProgressReporter progress)
    {
        var run = client.Get("api/v1/runs/current");
        progress.Report(new RunProgress(run.GetProperty("virtualNs").GetInt64(), run.GetProperty("events").GetInt64()));
    }

    private string Fetch(RunPlan plan, RunFolderPlace place)
    {
        var run = client.Get("api/v1/runs/current");
        RefuseOther(plan, run.GetProperty("runId").GetString());
        RefuseFailed(run);
        try
        {
            return RunFolderCopy.Write(place, plan.Text, stream =>
            {
                using var response = client.Open("api/v1/runs/current/run.db");
                client.Read(async cancellation =>
                {
                    await response.Content.CopyToAsync(stream, cancellation);
                    return true;
                });
            });
        }
        catch (RunFolderException e)
        {
            throw new CliFailure(ExitCode.RunFailed, e.Message);
        }
    }

    private static void RefuseFailed(JsonElement run)
    {
        if (!run.GetProperty("isWritten").GetBoolean())
        {
            var message = run.GetProperty("message") is { ValueKind: JsonValueKind.String } text ? ": " + text.GetString() : "";
            throw new CliFailure(ExitCode.RunFailed, $"the cluster could not carry out the run{message}; its coordinator resumes it when it is started again");
        }
    }

    private static RunOutcome Summarise(RunPlan plan, string folder)
    {
        using var reader = RunFolderReader.Open(folder);
        var summary = new SummaryBuilder(reader.Info.Header, reader.Names);
        foreach (var traceEvent in reader.Events())
        {
            summary.Write(traceEvent);
        }

        var result = summary.Finish(reader.Info.End);
        return new RunOutcome(result, ExpectationChecker.Check(plan.Scenario.Expectations, result), folder);
    }

    // the name of the input is a hash over scenario, generation and seed: another one is another run
    private void RefuseOther(RunPlan plan, string? runId)
    {
        if (!string.Equals(runId, plan.Header.RunId, StringComparison.Ordinal))
        {
            throw new CliFailure(ExitCode.RunFailed, $"the cluster at {client.Url} runs something else (id {runId}, ours {plan.Header.RunId}): somebody else began a run, or the versions differ");
        }
    }
}
