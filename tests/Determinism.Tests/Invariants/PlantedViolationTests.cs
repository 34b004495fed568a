namespace NumaProbe.Determinism.Tests.Invariants;

/// <summary>The checks of traces can fail: each notices the damage that it is there for.</summary>
public sealed class PlantedViolationTests
{
    public static TheoryData<string> Damages => [.. Planted.All.Keys];

    [Fact]
    public void A_sound_trace_breaks_no_rule() => Story.BrokenBy(Story.Trace()).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_damaged_trace_breaks_its_rule(string damage)
    {
        var (rule, apply) = Planted.All[damage];
        var trace = Story.Trace();
        apply(trace);

        Story.BrokenBy(trace).ShouldContain(rule);
    }

    [Fact]
    public void Every_rule_has_a_damage_that_breaks_it() =>
        TraceChecker.All(Story.Facts).Select(check => check.Rule).Order(StringComparer.Ordinal)
            .ShouldBe(Planted.All.Values.Select(planted => planted.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
