using System.Collections.Immutable;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Topology;
using NumaProbe.VirtualTime;

namespace NumaProbe.Scenarios.Tests.Live;

/// <summary>A model refuses whatever would have changed what has happened, even where no reader of fragments stands before it.</summary>
public sealed class ExtensionTests
{
    private static readonly Scenario Base = SomeLive.Scenario;

    public static TheoryData<string, Func<Scenario, Scenario>> Wrong => new()
    {
        { "extension-keeps-what-is-there", s => s with { Devices = s.Devices.RemoveAt(0) } },
        { "extension-keeps-what-is-there", s => s with { Devices = s.Devices.SetItem(0, s.Devices[0] with { NumaNode = 1 }) } },
        { "extension-keeps-what-is-there", s => s with { Drivers = s.Drivers.Reverse().ToImmutableArray() } },
        { "extension-keeps-what-is-there", s => s with { Buses = s.Buses.Add(new BusSpec("new")) } },
        { "extension-keeps-what-is-there", s => s with { Kernel = s.Kernel with { CommandLine = "quiet" } } },
        { "extension-keeps-what-is-there", s => s with { Costs = s.Costs with { MatchNs = 1 } } },
        { "extension-keeps-what-is-there", s => s with { Topology = s.Topology with { OfflineCpus = [1] } } },
        { "extension-keeps-what-is-there", s => s with { Events = s.Events.SetItem(0, s.Events[0] with { AtNs = 1 }) } },
        { "new-drivers-join-new-modules", s => s with { Drivers = s.Drivers.Add(new DriverSpec("new", "platform", ProbeType.Default, ["m"], "mod")) } },
        { "new-rules-name-something-new", s => s with { Probes = s.Probes.Add(ProbeRules.Nothing) } },
        { "new-rules-name-something-new", s => s with { Probes = s.Probes.Add(ProbeRules.Nothing with { Device = "d0", Driver = "drvB" }) } },
        { "new-suppliers-only", s => s with { Devices = s.Devices.Add(new DeviceSpec("new", "m", "platform", 0, null, ["d0"])) } },
        { "events-are-numbered-by-place", s => s with { Events = s.Events.Add(new ScenarioEvent(9, 0, 5, EventOperation.Attach, "d0")) } },
        { "late-initcall-is-known-from-the-start", s => s with { Events = s.Events.Add(new ScenarioEvent(s.Events.Length, 0, 5, EventOperation.LateInitcall, null)) } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_no_extension_is_refused(string invariant, Func<Scenario, Scenario> change) =>
        Should.Throw<InvariantViolationException>(() => Model(Base).Extend(change(Base))).Name.ShouldBe(invariant);

    [Fact]
    public void A_model_of_another_run_is_no_extension() => Model(Base).IsExtensionOf(Model(Base)).ShouldBeFalse();

    [Fact]
    public void A_driver_of_many_words_matches_what_it_names_and_nothing_else()
    {
        var model = Model(SomeYaml.Valid(
            "drivers: [{name: few, match: [w3, w5]}, {name: many, match: [w9, w1, w2, w3, w4, w5, w6, w7, w8, w19]}]\ndevices: [{name: 'd{0..20}', match: 'w{}'}]\n"));

        Enumerable.Range(0, 21).Where(d => model.Matches(0, d)).ShouldBe([3, 5]);
        Enumerable.Range(0, 21).Where(d => model.Matches(1, d)).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 19]);
    }

    private static MachineModel Model(Scenario scenario) => new(scenario, KernelGenerations.Find("v6.1")!, 1);
}
