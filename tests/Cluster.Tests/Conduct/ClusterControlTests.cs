using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Cluster.Tests.Conduct;

/// <summary>The crossing between the coordinator's loop and everybody else.</summary>
public sealed class ClusterControlTests
{
    [Fact]
    public async Task A_command_waits_for_the_loop_and_gets_its_answer()
    {
        var control = new ClusterControl("c");
        var asked = control.FinishAsync(CancellationToken.None);
        control.Commands.TryRead(out var command).ShouldBeTrue();
        asked.IsCompleted.ShouldBeFalse();

        command!.Refuse(ControlRefusalKind.Conflict, "no");

        (await asked).Refusal!.Message.ShouldBe("no");
    }

    [Fact]
    public async Task Commands_wait_up_to_a_bound_and_the_next_one_is_refused_at_once()
    {
        var control = new ClusterControl("c");
        var waiting = Enumerable.Range(0, ClusterControl.MaxWaiting).Select(_ => control.FinishAsync(CancellationToken.None)).ToList();

        (await control.FinishAsync(CancellationToken.None)).Refusal!.Kind.ShouldBe(ControlRefusalKind.NotReady);
        waiting.ShouldAllBe(one => !one.IsCompleted);
    }

    [Fact]
    public void What_the_loop_publishes_is_what_others_see()
    {
        var bench = new Bench();
        var control = new ClusterControl("bench");
        control.Status.IsLeader.ShouldBeFalse();
        control.Export().ShouldBeNull();
        bench.Tick(0);
        bench.Start();
        bench.Inject("devices: [{name: late, bus: platform, match: m, numa_node: 0}]\nevents: [device_add: late]");

        control.Publish(bench.Core.View(bench.NowMs));

        control.Status.MissingNodes.ShouldBe([0, 1]);
        control.Status.Run!.Phase.ShouldBe(RunPhase.WaitingForHosts);
        control.Status.Run.Injections.ShouldBe(1);
        control.Trace!.Names.Devices.ShouldBe(["d0", "late"]);
        control.Export()!.Text.ShouldContain("late");
    }
}
