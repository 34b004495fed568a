using NumaProbe.Cluster.Hosting;
using NumaProbe.Cluster.Hosts;
using NumaProbe.Cluster.Wire;
using Serilog;

namespace NumaProbe.Cluster.Tests.Hosting;

/// <summary>The loop around the core of a process that holds nodes.</summary>
public sealed class NodeHostProcessTests : IDisposable
{
    private const ulong Process = 7;

    private readonly LoopTransport _transport = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-loop-");
    private readonly ILogger _log = new LoggerConfiguration().CreateLogger();

    private string Pulse => Path.Combine(_folder.FullName, "pulse");

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_joins_answers_and_acknowledges_and_ends_when_told_to()
    {
        var running = Run();
        (await _transport.NextAsync<Join>()).Term.ShouldBe(0);
        _transport.Deliver(new Welcome(3, Process, 1));
        (await _transport.NextAsync<Join>()).Term.ShouldBe(3);
        await Eventually.IsTrue(() => _transport.Acknowledged == 1, "the welcome is acknowledged");
        HealthFile.Read(Pulse, DateTimeOffset.UtcNow).IsWell.ShouldBeTrue();
        await _stop.CancelAsync();
        (await Eventually.Happens(running, "the loop to end")).ShouldBeNull();
        File.Exists(Pulse).ShouldBeFalse();
    }

    [Fact]
    public async Task It_ends_when_another_process_has_its_nodes()
    {
        var running = Run();
        _transport.Deliver(new Welcome(3, Process, 1));
        _transport.Deliver(new Fenced(3, Process, "another one has node 0"));
        (await Eventually.Happens(running, "the loop to end")).ShouldBe("another one has node 0");
    }

    [Fact]
    public async Task A_payload_that_cannot_be_read_is_acknowledged_and_ignored()
    {
        var running = Run();
        _transport.Deliver([0xc1, 0xff, 0x00]);
        _transport.Deliver(new Welcome(3, Process, 1));
        await Eventually.IsTrue(() => _transport.Acknowledged == 2, "both are acknowledged");
        await _stop.CancelAsync();
        await Eventually.Happens(running, "the loop to end");
    }

    [Fact]
    public async Task It_ends_when_no_mail_can_come_any_more()
    {
        var running = Run();
        await _transport.DisposeAsync();
        (await Eventually.Happens(running, "the loop to end")).ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_connection_its_pulse_says_so()
    {
        var running = Run(isConnected: false);
        await _transport.NextAsync<Join>();
        await Eventually.IsTrue(() => File.Exists(Pulse), "a pulse");
        HealthFile.Read(Pulse, DateTimeOffset.UtcNow).ShouldBe((false, "not connected to the broker"));
        await _stop.CancelAsync();
        await Eventually.Happens(running, "the loop to end");
    }

    private Task<string?> Run(bool isConnected = true) => new NodeHostProcess(
        new HostIdentity("test", Process, _transport.Address, [0], "1"), "coordinator", _transport, () => isConnected, new HealthFile(Pulse, _log), _log).RunAsync(_stop.Token);
}
