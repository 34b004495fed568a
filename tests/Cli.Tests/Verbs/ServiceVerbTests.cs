using System.Globalization;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests.Verbs;

/// <summary>What the verbs of a cluster's processes refuse, and <c>health</c>.</summary>
public sealed class ServiceVerbTests : IDisposable
{
    private const string Nowhere = "amqp://u:canary@127.0.0.1:1/";

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("node", "--nodes", "0")]
    [InlineData("coordinator")]
    [InlineData("up")]
    public void They_must_be_told_where_the_broker_is(params string[] words)
    {
        _cli.Run(words).ShouldBe(2);
        _cli.Error.ShouldContain("--broker-file FILE");
    }

    [Fact]
    public void Without_a_broker_up_says_how_to_get_one_and_not_its_password()
    {
        _cli.Run("up", "--broker", Nowhere).ShouldBe(4);
        _cli.Error.ShouldContain("docker run");
        _cli.Error.ShouldContain("apt-get install rabbitmq-server");
        _cli.Error.ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("--nodes", "3-1")]
    [InlineData("--nodes", "0", "--cluster", "a.b")]
    public void A_node_refuses_what_is_no_list_or_no_name(params string[] words)
    {
        _cli.Run(["node", "--broker-file", _cli.File("uri", Nowhere), .. words]).ShouldBe(2);
        _cli.Error.ShouldNotContain("canary");
    }

    [Fact]
    public void A_coordinator_refuses_the_options_of_a_run_without_a_scenario()
    {
        _cli.Run("coordinator", "--broker-file", _cli.File("uri", Nowhere), "--seed", "1").ShouldBe(2);
        _cli.Error.ShouldContain("--scenario");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0x")]
    [InlineData("-1x")]
    [InlineData("x")]
    public void A_pace_is_a_factor(string pace)
    {
        _cli.Run("coordinator", "--broker-file", _cli.File("uri", Nowhere), "--scenario", _cli.File("s.yaml", SomeScenario.TwoNodes), "--pace", pace).ShouldBe(2);
        _cli.Error.ShouldContain("1x");
    }

    [Theory]
    [InlineData(0, "ok", 0)]
    [InlineData(-60, "ok", 4)]
    [InlineData(0, "bad", 4)]
    [InlineData(3600, "ok", 0)]
    public void Health_reads_a_pulse(int secondsFromNow, string word, int code)
    {
        var at = DateTimeOffset.UtcNow.AddSeconds(secondsFromNow).ToString("O", CultureInfo.InvariantCulture);
        _cli.Run("health", "--file", _cli.File("pulse", $"{at} {word} joined, 3 windows\n")).ShouldBe(code);
        (_cli.Out + _cli.Error).ShouldContain("joined, 3 windows");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("yesterday ok x")]
    public void Health_takes_a_file_without_a_pulse_for_none(string text) => _cli.Run("health", "--file", _cli.File("pulse", text)).ShouldBe(4);

    [Fact]
    public void Health_takes_a_coordinator_that_does_not_answer_for_not_well()
    {
        _cli.Run("health", "--url", "http://127.0.0.1:1").ShouldBe(4);
        _cli.Run("health", "--url", "ftp://x").ShouldBe(2);
        _cli.Run("health", "--url", "http://127.0.0.1:1", "--file", "f").ShouldBe(2);
        _cli.Run("health", "--file", _cli["none"]).ShouldBe(4);
    }
}
