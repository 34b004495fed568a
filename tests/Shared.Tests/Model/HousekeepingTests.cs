using NumaProbe.Scenarios;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Tests.Model;

/// <summary>What isolcpus= and nohz_full= leave to the kernel's own work, on a machine of eight CPUs.</summary>
public sealed class HousekeepingTests
{
    [Theory]
    [InlineData("", "0-7")]
    [InlineData("isolcpus=2,4-5", "0-1,3,6-7")]
    [InlineData("isolcpus=domain,2", "0-1,3-7")]
    [InlineData("isolcpus=domain,managed_irq,2", "0-1,3-7")]
    [InlineData("isolcpus=managed_irq,2", "0-7")]
    [InlineData("isolcpus=nohz,2", "0-7")]
    [InlineData("isolcpus=nohz,domain,2", "0-1,3-7")]
    [InlineData("nohz_full=1-7", "0")]
    [InlineData("nohz-full=1-7", "0")]
    [InlineData("nohz_full=all", "0")]
    [InlineData("nohz_full=4-N", "0-3")]
    [InlineData("isolcpus=0-7:1/2", "1,3,5,7")]
    [InlineData("isolcpus=100-200", "0-7")]
    [InlineData("isolcpus=", "0-7")]
    [InlineData("isolcpus", "0-7")]
    [InlineData("-- isolcpus=1", "0-7")]
    [InlineData("isolcpus=1 isolcpus=1", "0,2-7")]
    public void CPUs_are_read_as_the_kernel_reads_them(string commandLine, string left)
    {
        foreach (var generation in (string[])["v5.15", "v6.1", "v6.12"])
        {
            Text(Of(commandLine, generation).Cpus).ShouldBe(left);
        }
    }

    [Theory]
    [InlineData("isolcpus=4-2")]
    [InlineData("isolcpus=1-")]
    [InlineData("isolcpus=9999")]
    [InlineData("nohz_full=x")]
    [InlineData("nohz_full=0-3:2")]
    [InlineData("nohz_full=0-3:3/2")]
    [InlineData("nohz_full=0-3:0/0")]
    public void A_list_that_is_wrong_is_ignored_with_a_warning(string commandLine)
    {
        var housekeeping = Of(commandLine, "v6.12");

        Text(housekeeping.Cpus).ShouldBe("0-7");
        housekeeping.Warnings.ShouldBe([WarningKind.BadIsolatedCpus]);
    }

    [Theory]
    [InlineData("v5.15", "0-1,3-7", true)]
    [InlineData("v6.1", "0-1,4-7", false)]
    [InlineData("v6.12", "0-1,4-7", false)]
    public void Two_parameters_that_decide_different_things_may_differ_only_since_5_18(string generation, string left, bool warns)
    {
        var housekeeping = Of("isolcpus=2 nohz_full=3", generation);

        Text(housekeeping.Cpus).ShouldBe(left);
        housekeeping.Warnings.Contains(WarningKind.IsolationMismatch).ShouldBe(warns);
    }

    [Fact]
    public void Two_that_decide_the_same_thing_must_be_equal()
    {
        Of("isolcpus=2 isolcpus=3", "v6.12").Warnings.ShouldBe([WarningKind.IsolationMismatch]);
        Text(Of("isolcpus=2 isolcpus=3", "v6.12").Cpus).ShouldBe("0-1,3-7");
        Of("isolcpus=nohz,2 nohz_full=3", "v6.12").Warnings.ShouldBe([WarningKind.IsolationMismatch]);
    }

    [Theory]
    [InlineData("v4.19", "0-7")]
    [InlineData("v5.15", "0-1,3-7")]
    public void An_unknown_flag_voids_the_parameter_only_up_to_5_7(string generation, string left)
    {
        Text(Of("isolcpus=nonsense,domain,2", generation).Cpus).ShouldBe(left);
        Text(Of("isolcpus=non-sense,domain,2", generation).Cpus).ShouldBe("0-7", "nor one with strange characters ever");
    }

    [Fact]
    public void One_cpu_is_always_left_by_each_parameter_and_unbound_work_keeps_one_when_both_together_leave_none()
    {
        Text(Of("isolcpus=0-7", "v6.12").Cpus).ShouldBe("0");
        Of("isolcpus=0-7", "v6.12").Warnings.ShouldBe([WarningKind.NoHousekeepingCpu]);
        var both = Of("isolcpus=0-3 nohz_full=4-7", "v6.12");
        both.Cpus.ShouldBeEmpty();
        Text(both.UnboundCpus).ShouldBe("0-3");
    }

    [Fact]
    public void Unbound_work_keeps_off_isolated_cpus_unless_the_scenario_says_where_it_goes()
    {
        var scenario = SomeYamlMachine("isolcpus=2,3");
        new MachineModel(scenario, KernelGenerations.Default, 1).Pods.Allowed.ShouldBe([0, 1, 4, 5, 6, 7]);
        var said = scenario with { Kernel = scenario.Kernel with { UnboundCpus = [2] } };
        new MachineModel(said, KernelGenerations.Default, 1).Pods.Allowed.ShouldBe([2]);
    }

    private static Housekeeping Of(string commandLine, string generation) =>
        new(KernelCommandLine.Parse(commandLine), KernelGenerations.Find(generation)!, SomeYamlMachine("").Topology);

    private static Scenario SomeYamlMachine(string commandLine) => TestScenario.Load(
        $"apiVersion: numaprobe/v1\nkind: Scenario\nname: s\ntopology: 2 nodes x 4 cpus\nkernel: {{cmdline: \"{commandLine}\"}}\n", "s.yaml").Scenario!;

    // as the kernel prints a list
    private static string Text(IReadOnlyList<int> cpus)
    {
        var parts = new List<string>();
        for (var i = 0; i < cpus.Count;)
        {
            var end = i;
            while (end + 1 < cpus.Count && cpus[end + 1] == cpus[end] + 1)
            {
                end++;
            }

            parts.Add(end == i ? string.Create(null, $"{cpus[i]}") : string.Create(null, $"{cpus[i]}-{cpus[end]}"));
            i = end + 1;
        }

        return string.Join(',', parts);
    }
}
