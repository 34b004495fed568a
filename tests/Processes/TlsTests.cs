using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes;

/// <summary>A cluster whose processes prove to each other who they are, with the certificates that the program makes.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private const string Here = "127.0.0.1";

    private static readonly string[] Lessons = ["01-", "02-", "03-"];

    private static readonly string[] Refusals = ["Couldn't join seed nodes", " is refused: ", "not an SSL/TLS record"];

    private readonly LooseCluster _cluster = new(ProcessPlace.Here());
    private readonly ClusterClient _client = new(FreePorts.Take(1)[0]);

    public async ValueTask InitializeAsync()
    {
        UpFixture.NeedsLinux();
        _cluster.Security = await CertificatesAsync("ours");
        _cluster.StartCoordinator(_client.Port);
        _cluster.StartHost("0-1");
        _cluster.StartHost("2-3");
        await _client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: 2 } && status.AllAreUp(3), "both hosts have joined");
        var members = (await _client.StatusAsync()).ShouldNotBeNull().Members;
        members.ShouldAllBe(member => member.Address.StartsWith("akka.ssl.tcp://", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task The_first_lessons_give_the_same_trace_with_certificates()
    {
        foreach (var lesson in Lessons)
        {
            await ShouldAgreeAsync(lesson, pace: null, () => Task.CompletedTask);
        }

        _cluster.Log.ShouldNotContain("PRIVATE KEY");
    }

    [Fact]
    public async Task A_host_with_a_certificate_of_another_authority_never_joins_while_the_run_goes_on()
    {
        await ShouldAgreeAsync(Lessons[0], pace: 0.05, async () => await ShouldStayOutAsync(await CertificatesAsync("theirs")));
    }

    [Fact]
    public async Task A_host_without_a_certificate_never_joins_while_the_run_goes_on() =>
        await ShouldAgreeAsync(Lessons[0], pace: 0.05, () => ShouldStayOutAsync([]));

    // it has a pulse and says why it is not well, and has tried since it started: the others are there, and found each other by the same seed
    private async Task ShouldStayOutAsync(string[] security)
    {
        const string Nodes = "3";
        var (tries, health) = (Tries(), _cluster.HealthFileOf(Nodes));
        var stranger = _cluster.StartHost(Nodes, ProcessPlace.Here() with { Security = security });
        await Eventually.IsTrue(
            () => File.Exists(health) && File.ReadAllText(health).Contains(" bad no coordinator", StringComparison.Ordinal), "the stranger says that it is not well");
        await Eventually.IsTrue(() => Tries() > tries, "the stranger has tried");
        (await _client.StatusAsync()).ShouldNotBeNull().AllAreUp(3).ShouldBeTrue(_cluster.Log);
        Signals.Kill(await stranger.Id);
    }

    // it was not let in, or did not let the others in, or does not speak as they do
    private int Tries() => _cluster.Log.Split('\n').Count(line => Refusals.Any(words => line.Contains(words, StringComparison.Ordinal)));

    private async Task ShouldAgreeAsync(string lesson, double? pace, Func<Task> meanwhile)
    {
        var source = RunSource.OfFile(Directory.EnumerateFiles(RepoRoot.Combine("scenarios"), lesson + "*.yaml").Single());
        var number = await _client.StartAsync(source, pace);
        await _client.UntilAsync(number, run => run.TraceEvents > 0, "the run is under way");
        await meanwhile();
        var ended = await _client.EndAsync(number);
        Traces.ShouldBeEqual(await _client.TraceAsync(), source.RunEmbedded(ended.ToolVersion).Lines);
    }

    private async Task<string[]> CertificatesAsync(string name)
    {
        var folder = Path.Combine(_cluster.Folder, name);
        var lines = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var made = NumaProbeProgram.Start(_cluster.Folder, lines.Enqueue, [], "certs", "init", "--out", folder, Here);
        (await Eventually.Happens(made.Exited, "the certificates to be made")).ShouldBe(0, string.Join('\n', lines));
        return
        [
            "--cluster-cert", Path.Combine(folder, Here + ".pem"), "--cluster-key", Path.Combine(folder, Here + ".key"), "--cluster-ca", Path.Combine(folder, "ca.pem"),
        ];
    }
}
