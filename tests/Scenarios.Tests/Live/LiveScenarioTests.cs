using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Scenarios.Live;
using NumaProbe.Shared;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.VirtualTime;

namespace NumaProbe.Scenarios.Tests.Live;

public sealed class LiveScenarioTests
{
    private const string AddX = "devices: [{name: x, match: m}]\nprobes: [{device: x, steps: [{device_add: d0}, {attach: d1}]}]\nevents: [{device_add: x}, {detach: x}]\n";

    [Fact]
    public void What_a_fragment_adds_follows_what_is_there_and_keeps_its_numbers()
    {
        var live = SomeLive.Live();

        var outcome = live.Inject(AddX, atNs: 12_345_678, thread: 4);

        outcome.ShouldBe(new InjectionOutcome(new Injection(12_345_678, 4, FirstEvent: 1, EventCount: 2), null));
        live.Scenario.Devices.Select(d => d.Name).ShouldBe(["d0", "d1", "x"]);
        live.Scenario.Threads.ShouldBe([new KernelThreadSpec(0, 0), new KernelThreadSpec(4, 0)]);
        live.Scenario.Events[1..].ShouldBe([new ScenarioEvent(1, 4, 12_345_678, EventOperation.DeviceAdd, "x"), new ScenarioEvent(2, 4, 12_345_678, EventOperation.Detach, "x")]);
        live.Scenario.Probes[1].Work.OfType<CallStep>().Select(c => c.Ordinal).ShouldBe([1, 2]);
        (live.Scenario.Generation, live.Scenario.Seed).ShouldBe(("v6.1", 7UL));
    }

    [Fact]
    public void A_fragment_without_events_needs_no_thread_and_no_time()
    {
        var live = SomeLive.Live();

        live.Inject("drivers: [{name: x}]", atNs: long.MaxValue, thread: -1).Injection.ShouldBe(new Injection(long.MaxValue, -1, -1, 0));

        (live.Scenario.Drivers.Length, live.Scenario.Threads.Length).ShouldBe((3, 1));
    }

    [Fact]
    public void A_later_fragment_may_use_what_an_earlier_one_added()
    {
        var live = SomeLive.Live();
        live.Inject(AddX, 1, 1);

        live.Inject("devices: [{name: y, parent: x}]\nevents: [{device_add: y}, {attach: x}]\n", 2, 1).Injection!.FirstEvent.ShouldBe(3);
        live.Read("devices: [{name: x}]"u8.ToArray(), "f").ProblemCount.ShouldBe(1);
    }

    [Fact]
    public void Only_threads_that_injections_added_are_used_again_and_only_idle_ones()
    {
        var live = SomeLive.Live();
        live.ChooseThread(static _ => true).ShouldBe(1);
        live.Inject("events: [{attach: d0}]", 1, 1);
        live.Inject("events: [{attach: d0}]", 1, live.ChooseThread(static _ => false)).Injection!.Thread.ShouldBe(2);

        live.ChooseThread(static _ => true).ShouldBe(1);
        live.ChooseThread(static id => id == 2).ShouldBe(2);
        live.ChooseThread(static id => id == 0).ShouldBe(3);
    }

    [Fact]
    public void A_new_thread_gets_the_lowest_free_id_and_the_first_CPU_that_is_online_at_the_start()
    {
        var scenario = TestScenario.Load(
            "apiVersion: numaprobe/v1\nkind: Scenario\nname: s\ntopology: {nodes: [{}, {cpus: '2-3'}, {cpus: 0}], offline_cpus: [2]}\ndevices: [{name: d0}]\nthreads: [{id: 0, cpu: 0}, {id: 2, cpu: 3}]\n", "s.yaml").Scenario!;
        var live = new LiveScenario(scenario, "v6.12", 1);

        live.Inject("events: [{attach: d0}]", 1, live.ChooseThread(static _ => true));

        live.Scenario.Threads[^1].ShouldBe(new KernelThreadSpec(1, 3));
    }

    [Fact]
    public void A_run_has_at_most_so_many_threads()
    {
        var threads = string.Join(',', Enumerable.Range(0, ScenarioLimits.Threads - 1).Select(i => $"{{id: {i}, cpu: 0}}"));
        var live = new LiveScenario(SomeYaml.Valid($"devices: [{{name: d0}}]\nthreads: [{threads}]\n"), "v6.12", 1);

        live.Inject("events: [{attach: d0}]", 1, live.ChooseThread(static _ => false)).Injection!.Thread.ShouldBe(ScenarioLimits.Threads - 1);
        live.Inject("events: [{attach: d0}]", 1, live.ChooseThread(static _ => false)).Refusal.ShouldStartWith("a run may have 1024 threads");
        live.ChooseThread(static id => id == ScenarioLimits.Threads - 1).ShouldBe(ScenarioLimits.Threads - 1);
        live.Scenario.Events.Length.ShouldBe(1);
    }

    [Fact]
    public void An_event_is_within_ten_days()
    {
        var live = SomeLive.Live();

        live.Inject("events: [{attach: d0}]", ScenarioLimits.DurationNs, 1).Refusal.ShouldBeNull();
        live.Inject("events: [{attach: d0}]", ScenarioLimits.DurationNs + 1, 1).Refusal.ShouldStartWith("a run ends after 864000s of its own time");
        TestScenario.Load(live.Export(), "s.yaml").Scenario!.Events[^1].AtNs.ShouldBe(ScenarioLimits.DurationNs);
    }

    [Fact]
    public void A_fragment_fits_the_scenario_that_it_was_read_against_and_no_other()
    {
        var live = SomeLive.Live();
        var fragment = SomeLive.Valid(AddX);
        live.Inject("drivers: [{name: x}]", 1, 1);

        Should.Throw<InvariantViolationException>(() => live.Add(fragment, 1, 1)).Name.ShouldBe("fragment-fits-its-scenario");
    }

    [Fact]
    public void A_scenario_with_fragments_loads_back_equal_and_its_model_is_an_extension() => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
    {
        var random = new Random(seed);
        var live = new LiveScenario(ScenarioGenerator.Create(random.Next()), "v6.1", 3);
        var first = new MachineModel(live.Scenario, KernelGenerations.Find("v6.1")!, 3);
        var model = first;
        for (var i = 0; i < 4; i++)
        {
            live.Inject(SomeFragments.Create(random, live.Scenario, i), random.NextInt64(1, 1L << 40), random.Next(3) == 0 ? 900 : live.ChooseThread(_ => random.Next(2) == 0)).Refusal.ShouldBeNull();
            model = model.Extend(live.Scenario);
        }

        ScenarioDifference.Find(live.Scenario, TestScenario.Load(live.Export(), "s.yaml").Scenario!).ShouldBeNull();
        return model.IsExtensionOf(first) && !first.IsExtensionOf(model) && Agrees(model, new MachineModel(live.Scenario, model.Generation, 3));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void A_fragment_that_would_make_the_file_too_large_is_refused_and_changes_nothing() => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
    {
        var random = new Random(seed);
        var scenario = ScenarioGenerator.Create(random.Next());
        var size = Encoding.UTF8.GetByteCount(ScenarioWriter.Write(scenario with { Generation = "v6.1" }));
        var (maxBytes, maxValues) = (size + random.Next(2000), 150 + random.Next(800));
        var live = new LiveScenario(scenario, "v6.1", scenario.Seed, maxBytes, maxValues);
        for (var i = 0; i < 6; i++)
        {
            var before = live.Scenario;
            var text = SomeFragments.Create(random, before, i);
            var outcome = live.Inject(text, 5_000_000, 1);
            var whole = outcome.Refusal is null ? live.Scenario : SomeApplied(text, before);
            var written = ScenarioWriter.Write(whole, out var values);
            var fits = Encoding.UTF8.GetByteCount(written) <= maxBytes && values <= maxValues;
            fits.ShouldBe(outcome.Refusal is null);
            (outcome.Refusal is null || ReferenceEquals(before, live.Scenario)).ShouldBeTrue();
        }

        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static Scenario SomeApplied(string text, Scenario before) =>
        ScenarioFragment.Read(Encoding.UTF8.GetBytes(text), "f", before).Fragment!.Apply(before, 5_000_000, 1);

    private static bool Agrees(MachineModel one, MachineModel other) =>
        one.DeviceNumbers.OrderBy(d => d.Value).SequenceEqual(other.DeviceNumbers.OrderBy(d => d.Value))
        && Enumerable.Range(0, one.Scenario.Drivers.Length).All(driver => Enumerable.Range(0, one.Scenario.Devices.Length).All(device =>
            one.Matches(driver, device) == other.Matches(driver, device) && ReferenceEquals(one.Rules.Find(device, driver), other.Rules.Find(device, driver))));
}
