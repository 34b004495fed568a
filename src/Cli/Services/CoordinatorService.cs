using Serilog;
using NumaProbe.Api;
using NumaProbe.Api.Settings;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cluster.Akka;
using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Hosting;
using NumaProbe.Cluster.Journal;
using NumaProbe.VirtualTime.Akka;

namespace NumaProbe.Cli.Services;

/// <summary>A coordinator from its start to its end: journal, actor system and API put together. Owns the order in which they begin and end.</summary>
/// <param name="plan">What it is to do.</param>
/// <param name="output">Takes the address of the API.</param>
/// <param name="log">For the operator.</param>
internal sealed class CoordinatorService(CoordinatorPlan plan, TextWriter output, ILogger log)
{
    private const string JournalName = "journal.db";
    private const string MembersName = "members";

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ApiStopsWithin = TimeSpan.FromSeconds(2);

    /// <summary>Serves until told to stop.</summary>
    /// <returns>Why the cluster wants it to end, or null when it was told to stop.</returns>
    internal async Task<string?> RunAsync(CancellationToken stop)
    {
        MakeData();
        using var journal = new SqliteJournal(Path.Combine(plan.Data, JournalName));
        var control = new ClusterControl(plan.Endpoint.Cluster);

        // the API answers before there is a cluster, so that whoever watches sees what is missing
        ClusterProcess.HandOverSocketsAtOnce();
        await using var api = await StartApiAsync(control, stop);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var settings = new CoordinatorSettings(plan.Endpoint.Cluster, ToolVersion.Current) { Hosts = AkkaHosts.Instance };
        var known = new KnownMembers(Path.Combine(plan.Data, MembersName), log);
        var first = BeginAsync(control, ending.Token);
        var why = await ClusterAccess.RunAsync(() => ClusterProcess.RunCoordinatorAsync(
            plan.Endpoint, () => new CoordinatorCore(settings, journal, new RunFolderArchive(plan.Data)), control, known, new HealthFile(plan.HealthFile, log), log, stop));
        await ending.CancelAsync();
        await first;
        using var patience = new CancellationTokenSource(ApiStopsWithin);
        await api.StopAsync(patience.Token);
        return why;
    }

    // what is in there is the operator's: what was injected, and all that a run was
    private void MakeData()
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(plan.Data);
            }
            else
            {
                Directory.CreateDirectory(plan.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCode.Usage, $"the folder {plan.Data} cannot be made: {e.Message}; choose another --data");
        }
    }

    private async Task<ApiHost> StartApiAsync(ClusterControl control, CancellationToken stop)
    {
        try
        {
            var api = await ApiHost.StartAsync(plan.Api with { DataDirectory = plan.Data }, control, log, stop);
            await output.WriteLineAsync($"api {api.Address}");
            await output.FlushAsync(stop);
            return api;
        }
        catch (ApiStartException e)
        {
            throw new CliFailure(ExitCode.Usage, e.Message);
        }
    }

    // a coordinator that is started again asks again with the same key, which begins no second run
    private async Task BeginAsync(ClusterControl control, CancellationToken stop)
    {
        if (plan.First is null)
        {
            return;
        }

        try
        {
            while (true)
            {
                var outcome = await control.StartAsync(plan.First, stop);
                if (outcome.Refusal is not { Kind: ControlRefusalKind.NotReady })
                {
                    Tell(outcome);
                    return;
                }

                await Task.Delay(AskAgain, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // stopped before it led
        }
    }

    private void Tell(ControlOutcome<RunStarted> outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            log.Error("the scenario was not begun: {Problem}", string.Join("; ", refusal.Problems.Prepend(refusal.Message)));
        }
        else
        {
            log.Information("run {Number} of {Name}", outcome.Value!.Number, outcome.Value.Header.Name);
        }
    }
}
