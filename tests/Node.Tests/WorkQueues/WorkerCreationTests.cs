using NumaProbe.Node.WorkQueues;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Node.Tests.WorkQueues;

/// <summary>How a pool gets its workers: worker_thread(), manage_workers() and kick_pool(), in whole runs.</summary>
public sealed class WorkerCreationTests
{
    private const long WakeNs = 20_000;
    private const long SpawnNs = 30_000;

    [Theory]
    [InlineData("v6.1")]
    [InlineData("v6.12")]
    public void Workers_are_created_one_after_another_each_by_the_one_woken_before(string generation)
    {
        var run = Burst(10, idleWorkers: 1).RunOf(generation);

        var starts = run.Of(TraceKind.JobStart).Select(e => e.TimeNs).ToList();
        starts.Zip(starts.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First == WakeNs + SpawnNs);
        run.Of(TraceKind.JobStart).Select(e => e.A).ShouldBe(Enumerable.Range(1, 10).Select(i => (long)i), "an unbound pool is first come first served");
        run.MostProbesAtOnce.ShouldBe(10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void A_pool_begins_with_its_idle_workers_and_keeps_one_ahead_of_the_work(int idleWorkers)
    {
        var run = Burst(10, idleWorkers).RunOf("v6.12");

        // whoever takes the last item finds nothing left to do, so that nobody is created for it
        run.Of(TraceKind.WorkerSpawned).Count().ShouldBe(10 - idleWorkers + 1);
        run.Of(TraceKind.WorkerSpawned).Select(e => e.Thread).Distinct().Count().ShouldBe(10 - idleWorkers + 1);
    }

    [Theory]
    [InlineData("v6.1")]
    [InlineData("v6.12")]
    public void Workers_that_became_idle_are_used_again_and_no_new_ones_are_made(string generation)
    {
        var run = Burst(4, idleWorkers: 1).At(500).Do(EventOperation.AsyncJob, "1:10").Do(EventOperation.AsyncJob, "1:10").RunOf(generation);

        run.Of(TraceKind.WorkerSpawned).ShouldAllBe(e => e.TimeNs < 100 * Machine.Ms);
        var first = run.Of(TraceKind.JobStart).Where(e => e.A <= 4).Select(e => e.Thread).ToList();
        run.Of(TraceKind.JobStart).Where(e => e.A > 4).ShouldAllBe(e => first.Contains(e.Thread) || e.TimeNs > 500 * Machine.Ms);
        run.Jobs.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("v6.1")]
    [InlineData("v6.12")]
    public void A_worker_runs_one_item_at_a_time(string generation)
    {
        var run = Burst(40, idleWorkers: 2).Kernel(k => k with { AsyncMaxActive = 3 }).RunOf(generation);

        run.MostProbesAtOnce.ShouldBe(3);
        foreach (var worker in run.Events.Where(e => e.Kind is TraceKind.JobStart or TraceKind.JobEnd).GroupBy(e => e.Thread))
        {
            worker.Select(e => e.Kind).ShouldBe(Enumerable.Range(0, worker.Count()).Select(i => i % 2 == 0 ? TraceKind.JobStart : TraceKind.JobEnd));
        }
    }

    [Fact]
    public void A_job_held_back_for_the_pool_of_another_cache_is_started_when_one_pool_makes_room()
    {
        // two submitters on one node, each with a cache and so a pool of its own, and a limit of one for the node
        var run = Machine.WithCaches([[0, 1], [2, 3]]).Thread(2).Kernel(k => k with { AsyncMaxActive = 1 })
            .Do(EventOperation.AsyncJob, "0:10").On(1).At(1).Do(EventOperation.AsyncJob, "0:10").RunOf("v6.12");

        run.Of(TraceKind.AsyncScheduled).Select(e => e.E).Distinct().Count().ShouldBe(2);
        run.End.Status.ShouldBe(RunStatus.Completed);
        run.Jobs.Count.ShouldBe(2);
        run.Jobs[1].StartNs.ShouldBeInRange(run.Jobs[0].EndNs, run.Jobs[0].EndNs + Machine.Ms);
        run.Jobs.Select(j => j.StartCpu / 2).ShouldBe([0, 1]);
    }

    [Theory]
    [InlineData("v6.1", true)]
    [InlineData("v6.12", false)]
    public void Only_on_6_1_the_deferred_work_item_waits_for_a_slot_among_async_functions(string generation, bool waits)
    {
        var run = Machine.WithNodes(2).Thread(0).Kernel(k => k with { AsyncMaxActive = 2 })
            .Device("c", 0).Device("s", 0).Sync("drv").Probe("c", result: new NumaProbe.Shared.Probing.DeferUntilBoundResult("s", CheckAtExit: false, 0))
            .Do(EventOperation.AsyncJob, "0:100").Do(EventOperation.AsyncJob, "0:100").Register("drv").Add("c")
            .On(1).At(50).Add("s").RunOf(generation);

        var retry = run.Probes.Last(p => p.Device == "c");
        (retry.How, retry.Result).ShouldBe(("deferred-worker", 0));
        (retry.StartNs >= 100 * Machine.Ms).ShouldBe(waits);
        run.Of(TraceKind.ItemInactive).Any().ShouldBe(waits);
    }

    [Fact]
    public void The_highest_worker_number_has_a_name_of_its_own()
    {
        ThreadId.Name(ThreadId.Worker(3, ThreadId.MaxWorkerNumber)).ShouldBe("kworker/u3:65535");
        ThreadId.Worker(3, ThreadId.MaxWorkerNumber).ShouldBeLessThan(ThreadId.Worker(4, 0));
        ThreadId.Name(ThreadId.Worker(ThreadId.MaxPool, ThreadId.MaxWorkerNumber)).ShouldBe($"kworker/u{ThreadId.MaxPool}:65535");
        ThreadId.MaxPool.ShouldBeGreaterThanOrEqualTo(ScenarioLimits.Cpus, "a pool for each CPU and one for all");
        ThreadId.IsCpuWorker(ThreadId.Worker(ThreadId.MaxPool, ThreadId.MaxWorkerNumber)).ShouldBeFalse();
        ThreadId.IsWorker(ThreadId.MaxScenarioThread).ShouldBeFalse();
        ThreadId.IsWorker(ThreadId.Worker(0, 0)).ShouldBeTrue();
    }

    [Fact]
    public void Workers_of_the_highest_cpu_have_names_of_their_own()
    {
        ThreadId.MaxCpu.ShouldBe(ScenarioLimits.Cpus - 1);
        ThreadId.MaxCpuWorkerNumber.ShouldBeGreaterThan(2 * CpuPool.MaxActive);
        ThreadId.Name(ThreadId.CpuWorker(0, 0)).ShouldBe("kworker/0:0");
        ThreadId.Name(ThreadId.CpuWorker(ThreadId.MaxCpu, ThreadId.MaxCpuWorkerNumber)).ShouldBe("kworker/8191:4095");
        ThreadId.CpuOf(ThreadId.CpuWorker(ThreadId.MaxCpu, ThreadId.MaxCpuWorkerNumber)).ShouldBe(ThreadId.MaxCpu);
        ThreadId.CpuWorker(4, ThreadId.MaxCpuWorkerNumber).ShouldBeLessThan(ThreadId.CpuWorker(5, 0));
        ThreadId.CpuWorker(ThreadId.MaxCpu, ThreadId.MaxCpuWorkerNumber).ShouldBe(int.MaxValue);
        ThreadId.IsWorker(ThreadId.CpuWorker(0, 0)).ShouldBeTrue();
        ThreadId.IsCpuWorker(ThreadId.None).ShouldBeFalse();
    }

    // that many sleeping probes on node 1, queued within less time than a worker needs to wake
    private static Machine Burst(int devices, int idleWorkers) =>
        Machine.WithNodes(2).Costs(c => c with { WorkerWakeNs = WakeNs, WorkerWakeJitterNs = 0, WorkerSpawnNs = SpawnNs, IdleWorkers = idleWorkers, AsyncScheduleNs = 1, MatchNs = 1 })
            .Devices([.. Enumerable.Repeat(1, devices)]).Async("drv").Probe(sleepMs: 50).AddAll().Register("drv");
}
