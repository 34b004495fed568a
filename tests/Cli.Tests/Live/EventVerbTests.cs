using System.Text.Json;
using NumaProbe.Cli.Tests.Support;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Cli.Tests.Live;

public sealed class EventVerbTests
{
    [Theory]
    [InlineData("add device d9 --match m --node 1", """{"devices":[{"name":"d9","match":"m","numa_node":1}],"events":[{"device_add":"d9"}]}""", "device d9: added")]
    [InlineData("add device d9", """{"devices":[{"name":"d9"}],"events":[{"device_add":"d9"}]}""", "device d9: added")]
    [InlineData("add device d0", """{"events":[{"device_add":"d0"}]}""", "device d0: added")]
    [InlineData("add device d9 --parent d0 --bus usb", """{"devices":[{"name":"d9","parent":"d0","bus":"usb"}],"events":[{"device_add":"d9"}]}""", "device d9: added")]
    [InlineData("load driver drv", """{"events":[{"driver_register":"drv"}]}""", "driver drv: loaded")]
    [InlineData("load driver new --match a --match b --async", """{"drivers":[{"name":"new","match":["a","b"],"probe_type":"async"}],"events":[{"driver_register":"new"}]}""", "driver new: loaded")]
    [InlineData("load driver new --sync", """{"drivers":[{"name":"new","probe_type":"sync"}],"events":[{"driver_register":"new"}]}""", "driver new: loaded")]
    [InlineData("unload driver drv", """{"events":[{"driver_unregister":"drv"}]}""", "driver drv: unloaded")]
    [InlineData("remove device d0", """{"events":[{"device_del":"d0"}]}""", "device d0: removed")]
    [InlineData("offline cpu 3", """{"events":[{"cpu_offline":3}]}""", "cpu 3: offline")]
    [InlineData("offline node 1", """{"events":[{"node_offline":1}]}""", "node 1: offline")]
    [InlineData("online cpu 3", """{"events":[{"cpu_online":3}]}""", "cpu 3: online")]
    [InlineData("online node 1", """{"events":[{"node_online":1}]}""", "node 1: online")]
    public async Task A_command_becomes_a_fragment_and_prints_when_it_takes_effect(string command, string fragment, string line)
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Run(command.Split(' ')).ShouldBe(0, live.Cli.Error);
        live.Cluster.LastFragment.ShouldBe(fragment);
        live.Cli.Out.ShouldBe(line + " at 5.000 ms of virtual time (injection 1)\n");
        live.Cli.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_probe_is_written_in_short()
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Run("add", "device", "d9", "--probe", "wait 35ms, touch 1MiB@1, ENODEV").ShouldBe(0);
        live.Cluster.LastFragment.ShouldBe(
            """{"devices":[{"name":"d9"}],"probes":[{"device":"d9","result":"ENODEV","steps":[{"wait":"35ms"},{"touch":{"bytes":"1MiB","node":1}}]}],"events":[{"device_add":"d9"}]}""");
        live.Run("load", "driver", "drv", "--probe", "wat 1ms").ShouldBe(2);
        live.Cli.Error.ShouldContain("did you mean 'wait'?");
    }

    [Fact]
    public async Task The_document_is_that_of_the_API()
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Run("remove", "device", "d0", "-o", "json").ShouldBe(0);
        using var document = JsonDocument.Parse(live.Cli.Out);
        document.RootElement.GetProperty("kind").GetString().ShouldBe("Injection");
        document.RootElement.GetProperty("atNs").GetInt64().ShouldBe(5_000_000);
    }

    [Theory]
    [InlineData(ControlRefusalKind.Invalid, 3)]
    [InlineData(ControlRefusalKind.Conflict, 6)]
    [InlineData(ControlRefusalKind.TooMuch, 6)]
    [InlineData(ControlRefusalKind.Failed, 6)]
    [InlineData(ControlRefusalKind.NotReady, 4)]
    public async Task A_refusal_prints_each_problem_and_then_what_to_do(ControlRefusalKind kind, int code)
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Cluster.Refusal = new ControlRefusal(kind, "this is why", ["fragment:1:2: first", "fragment:2:2: second\u001b[31m"]);
        live.Run("remove", "device", "d0").ShouldBe(code);
        live.Cli.Error.ShouldStartWith("fragment:1:2: first\nfragment:2:2: second");
        live.Cli.Error.ShouldEndWith("numaprobe: this is why\n");
        live.Cli.Error.ShouldNotContain("\u001b");
        live.Cli.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sync_and_async_exclude_each_other()
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Run("load", "driver", "x", "--sync", "--async").ShouldBe(2);
        live.Cluster.LastFragment.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_run_there_is_nothing_to_add_to()
    {
        await using var live = await LiveHarness.StartAsync();
        live.Run("add", "device", "d9", "--match", "m").ShouldBe(6);
        live.Cli.Error.ShouldContain("no run takes events");
    }

    [Fact]
    public async Task A_wrong_word_below_a_verb_leads_to_its_own_help()
    {
        await using var live = await LiveHarness.StartAsync();
        live.Run("add", "device", "d9", "--macth", "m").ShouldBe(2);
        live.Cli.Error.ShouldContain("--match");
        live.Cli.Error.ShouldEndWith("see numaprobe add device --help\n");
    }
}
