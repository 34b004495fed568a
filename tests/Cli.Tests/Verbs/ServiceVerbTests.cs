using System.Globalization;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests.Verbs;

/// <summary>What the verbs of a cluster's processes refuse, and <c>health</c>.</summary>
public sealed class ServiceVerbTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("node-2:4053", "certs init")]
    [InlineData("0.0.0.0:4053", "--plaintext")]
    public void An_address_that_others_reach_needs_certificates_or_a_word_that_they_are_not_wanted(string address, string hint)
    {
        _cli.Run("node", "--nodes", "0", "--address", address).ShouldBe(2);
        _cli.Error.ShouldContain(hint);
        _cli.Run("coordinator", "--bind", address).ShouldBe(2);
        _cli.Error.ShouldContain(hint);
    }

    [Theory]
    [InlineData("--address", "node")]
    [InlineData("--bind", "127.0.0.1:x")]
    [InlineData("--seeds", "akka.ssl.tcp://numaprobe@127.0.0.1:4053")]
    [InlineData("--seeds", "127.0.0.1:0")]
    [InlineData("--seeds", "")]
    public void Addresses_and_seeds_are_checked_before_anything_is_connected_to(string option, string text)
    {
        foreach (var words in (string[][])[["node", "--nodes", "0"], ["coordinator"]])
        {
            _cli.Run([.. words, option, text]).ShouldBe(2);
            _cli.Error.ShouldContain($"{option} is not understood: ");
        }
    }

    [Fact]
    public void Certificate_key_and_authority_belong_together()
    {
        _cli.Run("node", "--nodes", "0", "--cluster-cert", "x.pem").ShouldBe(2);
        _cli.Error.ShouldContain("--cluster-key and --cluster-ca are missing");
    }

    [Theory]
    [InlineData("--nodes", "3-1")]
    [InlineData("--nodes", "0", "--cluster", "a.b")]
    public void A_node_refuses_what_is_no_list_or_no_name(params string[] words)
    {
        _cli.Run(["node", .. words]).ShouldBe(2);
        _cli.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_coordinator_refuses_the_options_of_a_run_without_a_scenario()
    {
        _cli.Run("coordinator", "--seed", "1").ShouldBe(2);
        _cli.Error.ShouldContain("--scenario");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0x")]
    [InlineData("-1x")]
    [InlineData("x")]
    public void A_pace_is_a_factor(string pace)
    {
        _cli.Run("coordinator", "--scenario", _cli.File("s.yaml", SomeScenario.TwoNodes), "--pace", pace).ShouldBe(2);
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
