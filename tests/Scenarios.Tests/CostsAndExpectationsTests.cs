using NumaProbe.Scenarios.Costs;
using NumaProbe.Scenarios.Steps;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Tests;

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
            var value = member.Shown(CostModel.Default) switch
            {
                var text when text.EndsWith("/s", StringComparison.Ordinal) => "7B/s",
                var text when member.Property is nameof(CostModel.PageInitUnplacedShare) or nameof(CostModel.PageInitAgainShare) || text.Contains('.', StringComparison.Ordinal) => "0.125",
                var text when char.IsAsciiDigit(text[^1]) => "7",
                _ => "7ns",
            };

            var costs = SomeYaml.Valid($"costs: {{{member.Key}: {value}}}\n").Costs;

            member.Shown(costs).ShouldBe(value);
            CostMembers.All.Count(m => !m.IsSame(costs, CostModel.Default)).ShouldBe(1, member.Key);
        }
    }

    [Fact]
    public void Expectations_are_exact_or_ranges_in_the_unit_of_their_subject()
    {
        var scenario = SomeYaml.Valid(
            SomeYaml.Things + "expect: {makespan: {min: 90ms, max: 110ms}, waiting: 1us, bound: 8, deferred: {max: 2}, on_node_percent: {min: 99.5}, status: hung, bound_to: {d0: drvA, 'd{1..1}': none}, named: {sda: d1, '0:0:1:0': none}}\n");

        scenario.Expectations.ShouldBe(
            [
                new("makespan", 90_000_000, 110_000_000, null), new("waiting", 1000, 1000, null), new("bound", 8, 8, null), new("deferred", null, 2, null),
                new("on_node_percent", 99.5, null, null), new("status", null, null, "hung"), new("bound_to:d0", null, null, "drvA"), new("bound_to:d1", null, null, "none"),
                new("named:sda", null, null, "d1"), new("named:0:0:1:0", null, null, "none"),
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
    [InlineData("named:sda", ExpectationUnit.Text)]
    [InlineData("names", null)]
    [InlineData("makespans", null)]
    public void A_subject_has_one_unit(string subject, ExpectationUnit? unit) => ExpectationSubjects.UnitOf(subject).ShouldBe(unit);

    [Fact]
    public void A_published_figure_is_a_range_around_it_with_what_it_is_worth_and_where_it_is_from()
    {
        var scenario = SomeYaml.Valid(
            "expect: {makespan: {published: 40s, within: 2.5%, constants: fitted, source: 'a paper'}, bound: {published: 8, constants: predicted, source: 'a talk'}}\n");

        var makespan = new PublishedFigure(40e9, 25_000, FigureConstants.Fitted, "a paper");
        var bound = new PublishedFigure(8, PublishedFigure.DefaultWithinPerMillion, FigureConstants.Predicted, "a talk");
        scenario.Expectations.ShouldBe([Expectation.OfPublished("makespan", makespan), Expectation.OfPublished("bound", bound)]);
        (scenario.Expectations[0].Minimum, scenario.Expectations[0].Maximum).ShouldBe((39e9, 41e9));
        (scenario.Expectations[1].Minimum, scenario.Expectations[1].Maximum).ShouldBe((7.6, 8.4));
    }

    [Theory]
    [InlineData("{published: 40s, constants: fitted}", "missing key 'source': a published figure needs it")]
    [InlineData("{published: 40s, source: x}", "missing key 'constants': a published figure needs it")]
    [InlineData("{within: 5%, constants: fitted, source: x}", "missing key 'published': a published figure needs it")]
    [InlineData("{published: 0s, constants: fitted, source: x}", "'published' is 0: no run comes within a share of nothing; write the exact value 0, or {max: ...}")]
    [InlineData("{published: 40s, constants: guessed, source: x}", "'constants' is 'guessed': it must be one of fitted, predicted")]
    [InlineData("{published: 40s, within: 5, constants: fitted, source: x}", "'within' is '5': a share above 0% and up to 100% is expected; write for example 30%")]
    [InlineData("{published: 40s, min: 39s, constants: fitted, source: x}", "unknown key 'min': a published figure has no such key")]
    public void What_is_wrong_with_a_published_figure_is_said(string figure, string problem) =>
        SomeYaml.Problem($"expect: {{makespan: {figure}}}\n").ShouldContain(problem);

    [Fact]
    public void Costs_say_which_constants_were_fitted() =>
        SomeYaml.Valid("costs: {fitted: [memory_bandwidth, touch]}\n").FittedCosts.ShouldBe(["memory_bandwidth", "touch"]);

    [Theory]
    [InlineData("[bandwidth]", "'fitted' is 'bandwidth': it must be one of")]
    [InlineData("[touch, touch]", "'touch' is there twice: a constant is fitted or not; remove it")]
    public void What_is_wrong_with_fitted_constants_is_said(string fitted, string problem) =>
        SomeYaml.Problem($"costs: {{fitted: {fitted}}}\n").ShouldContain(problem);

    [Fact]
    public void What_may_be_fitted_besides_costs_are_kinds_of_steps() => StepKinds.WithQuantities.ShouldBeSubsetOf(StepKinds.Mapping.Keys);
}
