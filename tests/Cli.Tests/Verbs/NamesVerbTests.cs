using System.Text.Json;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests.Verbs;

public sealed class NamesVerbTests : IDisposable
{
    private const string Head = "apiVersion: numaprobe/v1\nkind: Scenario\nname: disks\ntopology: 2 nodes x 4 cpus\ncosts: {worker_wake_jitter: 0, soft_affinity_stray: 0}\n";

    private const string Things =
        """
        devices: [{name: "disk{0..2}", numa_node: [0, 1]}, {name: "uart{0..1}"}]
        probes:
        - {device: "disk{0..2}", steps: [wait: "uniform(1ms,50ms)", index: sd, wait: 5ms]}
        - {device: "uart{0..1}", steps: [index: ttyS, index: input]}
        events: [{device_add: "disk{0..2}"}, {device_add: "uart{0..1}"}, {driver_register: sd}, {driver_register: uart}, {wait_for_device_probe: }]

        """;

    private const string Disks = Head + "drivers: [{name: sd, match: disk, async_since: v5.3}, {name: uart}]\n" + Things;

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void An_asynchronous_driver_shuffles_names_and_forcing_it_synchronous_costs_the_difference_of_makespans()
    {
        _cli.Run("names", _cli.File("s.yaml", Disks), "--seeds", "1..40").ShouldBe(0, _cli.Error);

        var lines = _cli.Out.Split('\n');
        lines[0].ShouldStartWith("names of    disks, kernel v6.12, seeds 1..40, mean makespan ");
        lines[1].ShouldMatch("^sd          3 names, the most common order in [0-9]+ of 40 seeds, 6 orders$");
        lines[2].ShouldBe("            decided by which of the asynchronous probes comes first");
        lines[3].ShouldMatch("^            swaps: disk[0-2] and disk[0-2] in [0-9]+ %; ");
        lines[4].ShouldMatch("^            stable with sd forced synchronous: makespan .* longer$");
        _cli.Out.ShouldContain("input       2 names, the same in all 40 seeds\n            decided by the order of synchronous probes\n");
        _cli.Out.ShouldContain("ttyS        2 names, the same in all 40 seeds\n            decided by a table or the topology: never by order\n");
    }

    [Fact]
    public void A_device_with_several_numbers_of_a_class_has_all_of_them_and_gives_back_what_it_loses()
    {
        var ports = Head + "drivers: [{name: ahci}]\ndevices: [{name: \"ahci{0..1}\"}]\n"
            + "probes: [{driver: ahci, steps: [index: ata, index: ata, index: ata]}]\nevents: [{device_add: \"ahci{0..1}\"}, {driver_register: ahci}, {device_del: ahci1}]\n";

        _cli.Run("names", _cli.File("s.yaml", ports), "--seeds", "1..3").ShouldBe(0, _cli.Error);

        _cli.Out.ShouldContain("ata         3 names, the same in all 3 seeds\n");
    }

    [Fact]
    public void The_document_has_the_same_figures_with_units_in_their_names()
    {
        _cli.Run("names", _cli.File("s.yaml", Disks), "--seeds", "1..40", "-o", "json").ShouldBe(0);

        using var json = JsonDocument.Parse(_cli.Out);
        var root = json.RootElement;
        root.GetProperty("kind").GetString().ShouldBe("NameStability");
        root.GetProperty("dependsOnSeed").GetBoolean().ShouldBeTrue();
        var sd = root.GetProperty("classes").EnumerateArray().Single(c => c.GetProperty("class").GetString() == "sd");
        sd.GetProperty("decision").GetString().ShouldBe("asynchronous-probe");
        sd.GetProperty("mappings").GetInt32().ShouldBe(6);
        var pair = sd.GetProperty("pairs")[0];
        pair.GetProperty("swaps").GetInt32().ShouldBeInRange(1, pair.GetProperty("runs").GetInt32() / 2);
        var remedy = sd.GetProperty("remedy");
        remedy.GetProperty("drivers")[0].GetString().ShouldBe("sd");
        remedy.GetProperty("stableSeeds").GetInt32().ShouldBe(40);
        remedy.GetProperty("costNs").GetInt64().ShouldBe(remedy.GetProperty("makespanNs").GetInt64() - root.GetProperty("makespanNs").GetInt64());
    }

    [Fact]
    public void Names_that_a_run_gave_are_in_its_summary_and_the_text_keeps_its_length()
    {
        _cli.Run("run", _cli.File("s.yaml", Disks), "--out", _cli["run"]).ShouldBe(0);
        _cli.Out.Split('\n').Length.ShouldBeLessThanOrEqualTo(13);
        _cli.Out.ShouldContain("names       ");
        _cli.Run("run", _cli["s.yaml"], "--out", _cli["again"], "-o", "json").ShouldBe(0);
        using var json = JsonDocument.Parse(_cli.Out);
        json.RootElement.GetProperty("nameCount").GetInt32().ShouldBe(7);
        json.RootElement.GetProperty("names").EnumerateArray().Select(n => n.GetProperty("name").GetString())
            .ShouldBe(["sda", "sdb", "sdc", "ttyS0", "ttyS1", "input0", "input1"], ignoreOrder: true);
        _cli.Run("trace", _cli["run"], "-o", "jsonl").ShouldBe(0);
        _cli.Out.ShouldContain("\"type\":\"name\",\"class\":\"sd\",\"name\":\"sda\",\"index\":0,\"device\":\"disk");
    }

    [Fact]
    public void A_scenario_in_which_nothing_is_drawn_is_said_to_be_one_run()
    {
        var fixedTimes = Disks.Replace("\"uniform(1ms,50ms)\"", "5ms", StringComparison.Ordinal);

        _cli.Run("names", _cli.File("s.yaml", fixedTimes), "--seeds", "1..3").ShouldBe(0);
        _cli.Out.ShouldContain("note        nothing here depends on the seed");
    }

    [Fact]
    public void A_scenario_without_names_says_how_to_get_some()
    {
        _cli.Run("names", _cli.File("s.yaml", SomeScenario.TwoNodes), "--seeds", "1").ShouldBe(0);
        _cli.Out.ShouldContain("no probe took a number: give probes a step such as 'index: nvme'");
    }

    [Theory]
    [InlineData("x", "'x' is no range of seeds; write for example --seeds 1..100")]
    [InlineData("5..1", "'5..1' is no range of seeds; write for example --seeds 1..100")]
    [InlineData("1..10001", "'1..10001' has too many seeds; at most 10000 are run")]
    public void A_wrong_range_of_seeds_is_refused(string seeds, string problem)
    {
        _cli.Run("names", _cli.File("s.yaml", SomeScenario.TwoNodes), "--seeds", seeds).ShouldBe(2);
        _cli.Error.ShouldBe($"numaprobe: {problem}\n");
    }
}
