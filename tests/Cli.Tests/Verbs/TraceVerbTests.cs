using System.Text.Json;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests.Verbs;

public sealed class TraceVerbTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public TraceVerbTests() => _cli.Run("run", _cli.File("s.yaml", SomeScenario.TwoNodes), "--out", _cli["run"]).ShouldBe(0);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void The_text_is_grouped_by_node_in_the_order_of_time()
    {
        Trace().ShouldBe(0);
        var lines = _cli.Out.Split('\n');
        lines[0].ShouldStartWith("two-nodes, kernel v6.12, seed 5, id ");
        lines.Where(l => l.StartsWith("node ", StringComparison.Ordinal) || string.Equals(l, "no node", StringComparison.Ordinal))
            .ShouldBe(["node 0", "node 1", "no node"]);
        lines.ShouldContain(l => l.Contains("calls driver_register(drv)", StringComparison.Ordinal));
        lines.ShouldContain(l => l.Contains("probe begins (async, try 1)", StringComparison.Ordinal));
        lines.ShouldContain(l => l.Contains("ms in the queue", StringComparison.Ordinal));
    }

    [Fact]
    public void One_node_has_only_its_own_events()
    {
        Trace("--node", "1").ShouldBe(0);
        _cli.Out.ShouldContain("\nnode 1\n");
        _cli.Out.ShouldNotContain("node 0\n");
        _cli.Out.ShouldNotContain(" d0 ");
    }

    [Fact]
    public void One_device_has_only_its_own_events()
    {
        Trace("--device", "d0").ShouldBe(0);
        _cli.Out.ShouldContain("probe returns 0");
        _cli.Out.ShouldNotContain(" d1 ");
    }

    [Fact]
    public void Json_lines_without_filters_are_the_whole_trace()
    {
        Trace("-o", "jsonl").ShouldBe(0);
        var types = Types();
        types[0].ShouldBe("header");
        types[^1].ShouldBe("deferred");
        types.Count(t => string.Equals(t, "probe", StringComparison.Ordinal)).ShouldBe(2);
        types.Count(t => string.Equals(t, "call", StringComparison.Ordinal)).ShouldBe(4);
        types.Count(t => string.Equals(t, "final", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void Json_lines_can_be_of_one_node_and_one_device()
    {
        Trace("-o", "jsonl", "--node", "1", "--device", "d1").ShouldBe(0);
        Types().Where(t => !string.Equals(t, "event", StringComparison.Ordinal))
            .ShouldBe(["header", "probe", "notify", "final", "deferred"]);
    }

    [Theory]
    [InlineData("--node", "2", "there is no node 2; the machine of this run has nodes 0 to 1")]
    [InlineData("--node", "-1", "there is no node -1; the machine of this run has nodes 0 to 1")]
    [InlineData("--device", "d9", "there is no device 'd9' in this run; did you mean 'd0'?")]
    [InlineData("--device", "ethernet", "there is no device 'ethernet' in this run; devices: d0, d1")]
    public void An_unknown_node_or_device_is_said_with_what_there_is(string option, string value, string message)
    {
        Trace(option, value).ShouldBe(2);
        _cli.Error.ShouldBe($"numaprobe: {message}\n");
        _cli.Out.ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_is_no_run_is_refused()
    {
        _cli.Run("trace", _cli["nothing"]).ShouldBe(2);
        _cli.Error.ShouldEndWith("nothing' is not there\n");
    }

    private int Trace(params string[] more) => _cli.Run(["trace", _cli["run"], .. more]);

    private List<string> Types() =>
    [
        .. _cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("type").GetString()!;
        }),
    ];
}
