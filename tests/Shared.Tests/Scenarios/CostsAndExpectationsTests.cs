using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Scenarios;
using NumaProbe.Shared.Scenarios.Binding;

namespace NumaProbe.Shared.Tests.Scenarios;

public sealed class CostsAndExpectationsTests
{
    [Fact]
    public void Costs_are_a_preset_with_single_values_over_it()
    {
        var scenario = SomeYaml.Valid("costs: {preset: qemu-tcg, source: 'measured', device_add_before_probe: 31us, memory_bandwidth: 16GiB/s, remote_factor_per_distance: 0.25}\n");

        scenario.Costs.ShouldBe(CostModel.QemuTcg with { DeviceAddBeforeProbeNs = 31_000, MemoryBytesPerSecond = 16L << 30, RemoteFactorPerDistance = 0.25 });
        scenario.CostSource.ShouldBe("measured");
    }

    [Fact]
    public void The_server_preset_is_the_default() => SomeYaml.Valid("costs: {preset: server}\n").Costs.ShouldBe(CostModel.Default);

    [Fact]
    public void Every_constant_of_the_cost_model_has_one_key() =>
        CostMembers.All.Select(m => m.Property).Order(StringComparer.Ordinal).ShouldBe(
            typeof(CostModel).GetProperties().Where(p => p.GetMethod is { IsStatic: false } && p.CanWrite).Select(p => p.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_constant_of_the_cost_model_is_set_by_its_own_key()
    {
        foreach (var member in CostMembers.All)
        {
            var value = member.Format(CostModel.Default) switch
            {
                var text when text.EndsWith("/s", StringComparison.Ordinal) => "7B/s",
                var text when member.Property == nameof(CostModel.PageInitUnplacedShare) || text.Contains('.', StringComparison.Ordinal) => "0.125",
                var text when char.IsAsciiDigit(text[^1]) => "7",
                _ => "7ns",
            };

            var costs = SomeYaml.Valid($"costs: {{{member.Key}: {value}}}\n").Costs;

            member.Format(costs).ShouldBe(value);
            CostMembers.All.Count(m => m.Format(costs) != m.Format(CostModel.Default)).ShouldBe(1, member.Key);
        }
    }

    [Fact]
    public void Expectations_are_exact_or_ranges_in_the_unit_of_their_subject()
    {
        var scenario = SomeYaml.Valid(
            SomeYaml.Things + "expect: {makespan: {min: 90ms, max: 110ms}, waiting: 1us, bound: 8, deferred: {max: 2}, on_node_percent: {min: 99.5}, status: hung, bound_to: {d0: drvA, 'd{1..1}': none}}\n");

        scenario.Expectations.ShouldBe(
            [
                new("makespan", 90_000_000, 110_000_000, null), new("waiting", 1000, 1000, null), new("bound", 8, 8, null), new("deferred", null, 2, null),
                new("on_node_percent", 99.5, null, null), new("status", null, null, "hung"), new("bound_to:d0", null, null, "drvA"), new("bound_to:d1", null, null, "none"),
            ]);
    }

    [Fact]
    public void Expectations_may_be_a_list_to_name_a_subject_twice() =>
        SomeYaml.Valid("expect: [{bound: {min: 1}}, {bound: {max: 3}}]\n").Expectations.ShouldBe([new("bound", 1, null, null), new("bound", null, 3, null)]);

    [Theory]
    [InlineData("makespan", ExpectationUnit.Duration)]
    [InlineData("bound_to:d0", ExpectationUnit.Text)]
    [InlineData("bound_to", ExpectationUnit.Text)]
    [InlineData("bound_tod", null)]
    [InlineData("makespans", null)]
    public void A_subject_has_one_unit(string subject, ExpectationUnit? unit) => ExpectationSubjects.UnitOf(subject).ShouldBe(unit);
}
