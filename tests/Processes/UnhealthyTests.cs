using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes;

/// <summary>A process that lives and does nothing any more is started again by whoever runs it, and the run goes on.</summary>
public sealed class UnhealthyTests
{
    [Fact]
    public async Task A_host_and_a_coordinator_that_hang_are_started_again_and_the_run_ends_as_ever()
    {
        UpFixture.NeedsLinux();
        await using var cluster = await UpCluster.StartAsync();
        var source = RunSource.OfFile(RepoRoot.Combine("scenarios/01-one-driver-four-nodes.yaml"));
        foreach (var find in (Func<Task<int?>>[])[() => cluster.HostAsync(1), cluster.CoordinatorAsync])
        {
            var hanging = (await find()).ShouldNotBeNull();
            Signals.Stop(hanging);
            await Eventually.IsTrue(async () => await find() is { } process && process != hanging, "another process is in its place");
            await cluster.AllAreUpAsync();
            await cluster.ShouldAgreeAsync(source);
        }
    }

    [Fact]
    public async Task A_guarded_node_that_hangs_is_started_again_and_one_that_is_told_to_end_is_not()
    {
        UpFixture.NeedsLinux();
        var folder = Directory.CreateTempSubdirectory("numaprobe-guard-");
        try
        {
            var port = FreePorts.Take(1)[0];
            var lines = new System.Text.StringBuilder();
            using var guard = NumaProbeProgram.Start(
                folder.FullName, line => lines.AppendLine(line), [], "guard", "--", "coordinator", "--address", ProcessPlace.Loopback(port), "--listen", "127.0.0.1:0",
                "--data", Path.Combine(folder.FullName, "data"));
            var process = await ChildOfAsync(guard, null);
            await Eventually.IsTrue(() => lines.ToString().Contains("leads the cluster", StringComparison.Ordinal), "it leads");
            Signals.Stop(process);
            var next = await ChildOfAsync(guard, process);
            lines.ToString().ShouldContain("coordinator lives and has no pulse: it is killed");
            Signals.Terminate(await guard.Id);
            (await Eventually.Happens(guard.Exited, "the guard to end")).ShouldBe(0, lines.ToString());
            Directory.Exists($"/proc/{next}").ShouldBeFalse();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> ChildOfAsync(GuardedProcess guard, int? other)
    {
        var found = 0;
        await Eventually.IsTrue(
            async () =>
            {
                found = ProcessTree.Children(await guard.Id, "coordinator", "--ends-with-input") is [var child, ..] ? child : 0;
                return found != 0 && found != other;
            },
            "a coordinator lives");
        return found;
    }
}
