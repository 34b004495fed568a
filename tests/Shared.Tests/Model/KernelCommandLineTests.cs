using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Tests.Model;

/// <summary>The command line as parse_args() and obsolete_checksetup() read it.</summary>
public sealed class KernelCommandLineTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("quiet driver_async_probe=foo root=/dev/sda1", "foo")]
    [InlineData("driver_async_probe=foo,bar", "foo,bar")]
    [InlineData("driver_async_probe=", "")]
    [InlineData("driver_async_probe", null)]
    [InlineData("driver_async_probe=foo driver_async_probe=bar", "bar")]
    [InlineData("driver_async_probe=foo driver_async_probe", "foo")]
    [InlineData("driver-async-probe=foo", "foo")]
    [InlineData("DRIVER_ASYNC_PROBE=foo", null)]
    [InlineData("driver_async_probe=\"foo ,bar\"", "foo ,bar")]
    [InlineData("\"driver_async_probe=foo ,bar\"", "foo ,bar")]
    [InlineData("driver_async_probe=foo -- driver_async_probe=bar", "foo")]
    [InlineData("  driver_async_probe=foo\tquiet\n", "foo")]
    public void The_list_of_async_drivers_is_the_last_one_given(string text, string? list) =>
        KernelCommandLine.Parse(text).DriverAsyncProbe.ShouldBe(list);

    [Theory]
    [InlineData("", null)]
    [InlineData("deferred_probe_timeout=30", 30)]
    [InlineData("deferred_probe_timeout=-1", -1)]
    [InlineData("deferred_probe_timeout=0", 0)]
    [InlineData("deferred_probe_timeout=3 deferred_probe_timeout=abc", 3)]
    [InlineData("deferred_probe_timeout=3s", null)]
    [InlineData("deferred_probe_timeout=", null)]
    [InlineData("deferred_probe_timeout", null)]
    [InlineData("deferred_probe_timeout=99999999999", null)]
    public void A_timeout_that_is_no_number_changes_nothing(string text, int? seconds) =>
        KernelCommandLine.Parse(text).DeferredProbeTimeout.ShouldBe(seconds);

    [Theory]
    [InlineData("", false)]
    [InlineData("module.async_probe", true)]
    [InlineData("module.async_probe=1", true)]
    [InlineData("module.async_probe=Y", true)]
    [InlineData("module.async_probe=on", true)]
    [InlineData("module.async_probe=0", false)]
    [InlineData("module.async_probe=off", false)]
    [InlineData("module.async_probe=no", false)]
    [InlineData("module.async_probe=1 module.async_probe=n", false)]
    [InlineData("module.async_probe=perhaps", false)]
    [InlineData("module.async_probe=1 module.async_probe=perhaps", true)]
    [InlineData("module.async_probe=", false)]
    public void The_default_of_all_modules_is_a_switch_that_nonsense_does_not_move(string text, bool isOn) =>
        KernelCommandLine.Parse(text).ModuleDefaultAsyncProbe.ShouldBe(isOn);

    [Theory]
    [InlineData("nvme.async_probe", true)]
    [InlineData("nvme.async_probe=1", true)]
    [InlineData("nvme.async_probe=0", false)]
    [InlineData("nvme.async_probe=of", false)]
    [InlineData("nvme.async_probe=o", true)]
    [InlineData("nvme.async_probe=perhaps", true)]
    [InlineData("nvme.async_probe=", true)]
    [InlineData("nvme.async_probe=1 nvme.async_probe=0", false)]
    public void A_modules_own_argument_is_true_unless_it_clearly_says_no(string text, bool isOn) =>
        KernelCommandLine.Parse(text).ModuleAsyncProbe["nvme"].ShouldBe(isOn);

    [Fact]
    public void A_module_may_be_written_with_dashes() =>
        KernelCommandLine.Parse("snd-hda-intel.async-probe").ModuleAsyncProbe.Keys.ShouldBe(["snd_hda_intel"]);

    [Theory]
    [InlineData("workqueue.default_affinity_scope=cpu", AffinityScope.Cpu)]
    [InlineData("workqueue.default_affinity_scope=smt", AffinityScope.Cpu)]
    [InlineData("workqueue.default_affinity_scope=cache", AffinityScope.Cache)]
    [InlineData("workqueue.default_affinity_scope=numa", AffinityScope.Numa)]
    [InlineData("workqueue.default_affinity_scope=system", AffinityScope.System)]
    [InlineData("workqueue.default_affinity_scope=Numa", null)]
    [InlineData("workqueue.default_affinity_scope=numa workqueue.default_affinity_scope=moon", AffinityScope.Numa)]
    [InlineData("workqueue.default_affinity_scope", null)]
    public void An_unknown_affinity_scope_changes_nothing(string text, AffinityScope? scope) =>
        KernelCommandLine.Parse(text).DefaultAffinityScope.ShouldBe(scope);

    [Theory]
    [InlineData("v6.12", "", AffinityScope.Cache, false)]
    [InlineData("v6.12", "workqueue.default_affinity_scope=numa", AffinityScope.Numa, false)]
    [InlineData("v6.12", "workqueue.disable_numa", AffinityScope.Cache, false)]
    [InlineData("v6.1", "", AffinityScope.Numa, false)]
    [InlineData("v6.1", "workqueue.default_affinity_scope=cpu", AffinityScope.Numa, false)]
    [InlineData("v6.1", "workqueue.disable_numa", AffinityScope.System, true)]
    [InlineData("v6.1", "workqueue.disable_numa=0", AffinityScope.Numa, false)]
    public void Each_generation_reads_its_own_switch_of_the_work_queues(string generation, string text, AffinityScope scope, bool ignoresNodes)
    {
        var line = KernelCommandLine.Parse(text);
        var kernel = KernelGenerations.Find(generation)!;

        (line.AffinityScope(kernel), line.IgnoresNodes(kernel)).ShouldBe((scope, ignoresNodes));
    }
}
