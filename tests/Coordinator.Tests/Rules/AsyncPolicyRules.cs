using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Findings;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>driver_async_probe= as whole runs show it: driver_allows_async_probing() and save_async_options().</summary>
public sealed class AsyncPolicyRules
{
    private const int CutAt = 255;

    [Theory]
    [MemberData(nameof(Kernels.Since515), MemberType = typeof(Kernels))]
    public void Line_09_a_listed_driver_is_asynchronous_others_are_not_and_a_forced_one_stays_synchronous(string generation)
    {
        HowOf(generation, "driver_async_probe=foo").ShouldBe(("async", "caller"));
        HowOf(generation, "driver_async_probe=foo", ProbeType.ForceSynchronous).ShouldBe(("caller", "caller"));
    }

    [Theory]
    [MemberData(nameof(Kernels.Since61), MemberType = typeof(Kernels))]
    public void Line_10_a_star_makes_all_asynchronous_but_the_listed_and_nothing_else_is_a_pattern(string generation)
    {
        HowOf(generation, "driver_async_probe=*,foo").ShouldBe(("caller", "async"));
        HowOf(generation, "driver_async_probe=foo,*").ShouldBe(("caller", "async"));
        HowOf(generation, "driver_async_probe=*").ShouldBe(("async", "async"));
        HowOf(generation, "driver_async_probe=fo*").ShouldBe(("caller", "caller"));
        HowOf(generation, "driver_async_probe=\"foo \"").ShouldBe(("caller", "caller"));
    }

    [Theory]
    [MemberData(nameof(Kernels.Since515), MemberType = typeof(Kernels))]
    public void Line_11_a_list_longer_than_255_characters_is_cut_with_one_warning_and_its_last_partial_name_does_not_match(string generation)
    {
        var whole = "bar," + new string('x', CutAt - "bar,,foo".Length) + ",foo";
        var cut = "bar,x" + new string('x', CutAt - "bar,,foo".Length) + ",foo";

        HowOf(generation, "driver_async_probe=" + whole).ShouldBe(("async", "async"));
        HowOf(generation, "driver_async_probe=" + cut).ShouldBe(("caller", "async"));
        Run(generation, "driver_async_probe=" + whole, ProbeType.Default).Warnings().ShouldBeEmpty();
        Run(generation, "driver_async_probe=" + cut, ProbeType.Default).Warnings().ShouldBe([WarningKind.AsyncProbeListTooLong]);
    }

    private static (string Foo, string Bar) HowOf(string generation, string commandLine, ProbeType foo = ProbeType.Default)
    {
        var run = Run(generation, commandLine, foo);
        return (run.Probe("f").How, run.Probe("b").How);
    }

    private static Outcome Run(string generation, string commandLine, ProbeType foo) =>
        WithNodes(2).Boot(commandLine).Device("f", 1, "f").Device("b", 1, "b").Driver("foo", foo, "f").Driver("bar", ProbeType.Default, "b")
            .Probe(sleepMs: 1).AddAll().Register("foo", "bar").RunOf(generation);
}
