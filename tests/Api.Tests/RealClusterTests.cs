using System.Text;
using NumaProbe.Api.Tests.Support;
using NumaProbe.Engine;
using NumaProbe.Runs.Json;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Api.Tests;

/// <summary>The API over a coordinator and hosts as they are, but in one process.</summary>
public sealed class RealClusterTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("numaprobe-real-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_run_over_the_API_gives_the_trace_of_an_embedded_run_also_after_the_coordinator_was_started_again()
    {
        var embedded = Embedded(SomeScenario.TwoNodes);
        await using (var cluster = await RealCluster.StartAsync(_data))
        {
            await cluster.PostAsync("runs", SomeScenario.TwoNodes);
            await cluster.WaitAsync("run=finished");
            (await cluster.GetAsync("runs/current/trace")).ShouldBe(embedded);
            (await cluster.GetAsync("devices?state=bound")).ShouldContain("\"name\":\"d1\"");
            (await cluster.GetAsync("runs/current/run.db")).ShouldStartWith("SQLite format 3");
        }

        await using var again = await RealCluster.StartAsync(_data);
        await again.WaitAsync("run=finished");
        (await again.GetAsync("runs/current/trace")).ShouldBe(embedded);
        (await again.GetAsync("devices?state=bound")).ShouldContain("\"name\":\"d1\"");
    }

    [Fact]
    public async Task What_was_injected_over_the_API_runs_again_from_the_export_to_the_same_trace()
    {
        await using var cluster = await RealCluster.StartAsync(_data);
        await cluster.PostAsync("runs?staysOpen=true", SomeScenario.TwoNodes);
        await cluster.WaitAsync("device/d1=bound");
        await cluster.PostAsync("events", """{"op":"device_add","target":"d9","device":{"match":"m","numa_node":1},"probe":"wait 2ms, touch 1MiB"}""", "application/json");
        await cluster.WaitAsync("device/d9=bound");
        await cluster.PostAsync("events", "events: [{device_del: d0}]");
        await cluster.PostAsync("runs/current/finish");
        await cluster.WaitAsync("run=finished");

        (await cluster.GetAsync("runs/current/trace")).ShouldBe(Embedded(await cluster.GetAsync("runs/current/scenario")));
        (await cluster.GetAsync("devices/d0")).ShouldContain("\"state\":\"absent\"");
    }

    private static string Embedded(string text)
    {
        var scenario = TestScenario.Load(text, "a.yaml").Scenario.ShouldNotBeNull();
        var generation = KernelGenerations.Find(scenario.Generation ?? KernelGenerations.Default.Name)!;
        using var stream = new MemoryStream();
        var header = RunHeader.Create(scenario.Name, Encoding.UTF8.GetBytes(text), generation.Name, scenario.Seed, RealCluster.Version);
        using var writer = new JsonLinesWriter(stream, header, TraceNames.From(scenario));
        EmbeddedRun.Execute(scenario, generation, scenario.Seed, RunLimits.Default, writer, null, CancellationToken.None).Status.ShouldBe(RunStatus.Completed);
        writer.Finish();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
