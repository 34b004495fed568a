using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes;

/// <summary>A coordinator whose disk is full says so, and goes on from its journal when there is room again.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private const double Pace = 0.05;
    private const int Moment = 30;

    private readonly LooseCluster _cluster = new(ProcessPlace.Here()) { Data = "disk" };
    private readonly ClusterClient _client = new(FreePorts.Take(1)[0]);
    private readonly RunSource _source = RunSource.OfFile(RepoRoot.Combine("scenarios/01-one-driver-four-nodes.yaml"));

    private string Disk => Path.Combine(_cluster.Folder, "disk");

    private string Filler => Path.Combine(Disk, "filler");

    public ValueTask InitializeAsync()
    {
        Needs.Tool("mount");
        Directory.CreateDirectory(Disk);
        var (code, output) = Launch.ToEnd("/", "mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", Disk);
        Needs.That(code == 0, $"no small disk can be made: {output}");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        Launch.ToEnd("/", "umount", "-l", Disk);
        await _cluster.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task A_run_that_cannot_be_written_fails_with_a_message_and_is_resumed_when_there_is_room()
    {
        var coordinator = await StartAsync();
        _cluster.StartHost("0-3");
        var number = await _client.StartAsync(_source, Pace);
        await _client.UntilAsync(number, run => run.TraceEvents >= Moment, "the run is under way");
        Fill();
        await _client.StatusIsAsync(status => status.Run is { Phase: "failed" } run && run.Number == number, "the run fails");
        await Eventually.IsTrue(() => _cluster.Log.Contains("the run has failed: ", StringComparison.Ordinal), "the coordinator says why");

        // in order, although it can write nothing
        Signals.Terminate(await coordinator.Id);
        (await Eventually.Happens(coordinator.Exited, "the coordinator to end")).ShouldBe(0, _cluster.Log);

        File.Delete(Filler);
        await StartAsync();
        var ended = await _client.EndAsync(number);
        ended.IsWritten.ShouldBeTrue(ended.Message);
        Traces.ShouldBeEqual(await _client.TraceAsync(), _source.RunEmbedded(ended.ToolVersion).Lines);
    }

    private async Task<GuardedProcess> StartAsync()
    {
        var coordinator = _cluster.StartCoordinator(_client.Port);
        await _client.StatusIsAsync(status => status.IsLeader, "the coordinator leads");
        return coordinator;
    }

    private void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // that was the last block
        }
    }
}
