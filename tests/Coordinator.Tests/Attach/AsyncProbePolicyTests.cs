using NumaProbe.Coordinator.Attach;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Coordinator.Tests.Attach;

/// <summary>driver_allows_async_probing(): who is probed asynchronously.</summary>
public sealed class AsyncProbePolicyTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("driver_async_probe=foo", true)]
    [InlineData("driver_async_probe=bar,foo", true)]
    [InlineData("driver_async_probe=bar", false)]
    [InlineData("driver_async_probe=fo*", false)]
    [InlineData("driver_async_probe=FOO", false)]
    [InlineData("driver_async_probe=*", true)]
    [InlineData("driver_async_probe=*,foo", false)]
    [InlineData("driver_async_probe=foo,*", false)]
    [InlineData("driver_async_probe=foo driver_async_probe=bar", false)]
    public void A_driver_that_leaves_it_to_the_user_follows_the_list(string commandLine, bool isAsync) =>
        Policy(commandLine, new DriverSpec("foo", "platform", ProbeType.Default, ["m"], null)).DriverAllowsAsyncProbing(0).ShouldBe(isAsync);

    [Theory]
    [InlineData(ProbeType.PreferAsynchronous, true)]
    [InlineData(ProbeType.ForceSynchronous, false)]
    public void A_driver_that_decides_for_itself_ignores_the_list(ProbeType probeType, bool isAsync)
    {
        var driver = new DriverSpec("foo", "platform", probeType, ["m"], null);

        Policy("", driver).DriverAllowsAsyncProbing(0).ShouldBe(isAsync);
        Policy("driver_async_probe=foo", driver).DriverAllowsAsyncProbing(0).ShouldBe(isAsync);
        Policy("driver_async_probe=*,foo", driver).DriverAllowsAsyncProbing(0).ShouldBe(isAsync);
    }

    [Theory]
    [InlineData("", null, false)]
    [InlineData("", true, true)]
    [InlineData("module.async_probe=1", null, true)]
    [InlineData("module.async_probe=1", false, false)]
    [InlineData("mod.async_probe", null, true)]
    [InlineData("mod.async_probe=0 module.async_probe=1", null, false)]
    public void A_driver_of_a_module_follows_the_argument_of_the_module_before_the_default_of_all(string commandLine, bool? argument, bool isAsync) =>
        Policy(commandLine, new DriverSpec("foo", "platform", ProbeType.Default, ["m"], "mod"), new ModuleSpec("mod", argument)).DriverAllowsAsyncProbing(0).ShouldBe(isAsync);

    [Fact]
    public void A_list_of_256_characters_is_cut_and_its_last_name_no_longer_matches()
    {
        var driver = new DriverSpec("foo", "platform", ProbeType.Default, ["m"], null);
        var fits = "driver_async_probe=" + new string('x', 251) + ",foo";
        var cut = "driver_async_probe=" + new string('x', 252) + ",foo";

        Policy(fits, driver).DriverAllowsAsyncProbing(0).ShouldBeTrue();
        Policy(fits, driver).IsListTooLong.ShouldBeFalse();
        Policy(cut, driver).DriverAllowsAsyncProbing(0).ShouldBeFalse();
        Policy(cut, driver).IsListTooLong.ShouldBeTrue();
    }

    private static AsyncProbePolicy Policy(string commandLine, DriverSpec driver, params ModuleSpec[] modules) =>
        new(new MachineModel(
            new Scenario
            {
                Name = "some",
                Topology = new MachineTopology([new NumaNode(0, [0], [[0]], 0)], DistanceMatrix.Uniform(1), []),
                Kernel = KernelOptions.Default with { CommandLine = commandLine },
                Drivers = [driver],
                Modules = [.. modules],
            },
            KernelGenerations.Default,
            seed: 1));
}
