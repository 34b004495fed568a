using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes;

/// <summary>A fresh process at the address of a dead one is a process like any other.</summary>
public sealed class ReusedAddressTests : IAsyncDisposable
{
    private readonly LooseCluster _cluster = new(ProcessPlace.Here());
    private readonly ClusterClient _client = new(FreePorts.Take(1)[0]);

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task A_host_at_the_address_of_a_killed_one_may_stand_still_as_any_other()
    {
        UpFixture.NeedsLinux();
        var place = ProcessPlace.Here();
        _cluster.StartCoordinator(_client.Port);
        var first = _cluster.StartHost("0-3", place);
        await JoinedAsync("the first host has joined");
        Signals.Kill(await first.Id);
        await Eventually.Happens(first.Exited, "the first host to be dead");
        var second = _cluster.StartHost("0-3", place);
        await _client.StatusIsAsync(status => status.Hosts.Any(host => host.SilentForMs > 0) && !status.AllAreUp(2), "the first host is missed");
        await JoinedAsync("the second host has joined");

        // the first one is fenced by now, and what that means for a process that cannot be reached must not come to the second one
        Signals.Stop(await second.Id);
        await _client.StatusIsAsync(status => status.Members.Any(member => !member.IsReachable), "the second host cannot be reached");
        Signals.Continue(await second.Id);
        await JoinedAsync("the second host goes on");
        second.Exited.IsCompleted.ShouldBeFalse(_cluster.Log);
    }

    // and its mail is answered: it was heard from within its own interval
    private Task JoinedAsync(string what) => _client.StatusIsAsync(
        status => status is { IsLeader: true, Hosts: [{ SilentForMs: < 2_000 }] } && status.AllAreUp(2), what);
}
