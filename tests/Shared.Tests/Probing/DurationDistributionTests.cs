using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Scenarios.Distributions;
using NumaProbe.Scenarios.Tests;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Shared.Tests.Probing;

public sealed class DurationDistributionTests
{
    private const long Ms = 1_000_000;

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static Arbitrary<DurationDistribution> Distributions { get; } =
        Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => SomeDistributions.Create(new Random(seed))));

    [Fact]
    public void Every_distribution_is_written_and_read_back_equal() => Prop.ForAll(Distributions, distribution =>
    {
        var text = DistributionText.Format(distribution);
        var read = DistributionText.Read(text);
        read.Why.ShouldBeNull(text);
        DistributionText.Format(read.Value!).ShouldBe(text);
        return read.Value!.GetType() == distribution.GetType();
    }).Check(Many);

    [Fact]
    public void No_draw_leaves_the_bounds_of_a_duration() => Prop.ForAll(Distributions, Arb.From(Gen.Choose(0, int.MaxValue)), (distribution, seed) =>
        new[] { 0UL, 1UL, ulong.MaxValue, SeededDraw.Next((ulong)seed, 0, 0) }.All(draw => distribution.At(draw) is >= 0 and <= ScenarioLimits.DurationNs)).Check(Many);

    [Fact]
    public void A_uniform_duration_reaches_both_ends_and_nothing_else()
    {
        var die = new UniformDuration(1, 6);

        die.At(0).ShouldBe(1);
        die.At(ulong.MaxValue).ShouldBe(6);
        Shares(die, 60_000).Keys.Order().ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Theory]
    [InlineData("normal(p50=10ms,sd=2ms)", 10.0, 14.653)]
    [InlineData("lognormal(p50=12ms,p99=80ms)", 12.0, 80.0)]
    [InlineData("exponential(mean=5ms)", 3.466, 23.026)]
    [InlineData("uniform(1ms,3ms)", 2.0, 2.98)]
    public void Half_and_one_in_a_hundred_are_longer_than_the_distribution_says(string text, double median, double percentile99)
    {
        const int Draws = 20_000;
        var sorted = Draw(DistributionText.Read(text).Value!, Draws).Order().ToList();

        (sorted[Draws / 2] / (double)Ms).ShouldBe(median, median * 0.03);
        (sorted[Draws * 99 / 100] / (double)Ms).ShouldBe(percentile99, percentile99 * 0.05);
    }

    [Fact]
    public void A_choice_is_drawn_as_often_as_its_share_says()
    {
        var shares = Shares(DistributionText.Read("choice(10ms:90%,1s:10%)").Value!, 20_000);

        shares.Keys.Order().ShouldBe([10 * Ms, 1000 * Ms]);
        (shares[1000 * Ms] / 20_000.0).ShouldBe(0.1, 0.01);
    }

    [Theory]
    [InlineData("uniform(1ms,3ms)", 1_867_187)]
    [InlineData("normal(p50=10ms,sd=2ms)", 9_665_535)]
    [InlineData("lognormal(p50=12ms,p99=80ms)", 10_470_168)]
    [InlineData("exponential(mean=5ms)", 4_178_236)]
    [InlineData("choice(10ms:90%,1s:10%)", 10_000_000)]
    public void A_draw_is_the_same_number_on_every_machine(string text, long nanoseconds) =>
        DistributionText.Read(text).Value!.At(0x6F00_0000_0000_0001).ShouldBe(nanoseconds);

    [Theory]
    [InlineData("gauss(1ms,2ms)", "is no known distribution", "there are uniform, normal, lognormal, exponential, choice")]
    [InlineData("unifrom(1ms,2ms)", "is no known distribution", "did you mean 'uniform'?")]
    [InlineData("uniform(1ms", "has no closing parenthesis", "write for example \"uniform(1ms,3ms)\", in quotes where it stands in brackets")]
    [InlineData("uniform(1ms)", "needs the shortest and the longest duration", "write for example uniform(1ms,3ms)")]
    [InlineData("uniform(3ms,1ms)", "has its longest duration first", "write uniform(1ms,3ms)")]
    [InlineData("uniform(1,3ms)", "has a duration that has no unit", "write 1ms, or another of ns, us, ms, s, min")]
    [InlineData("uniform(1ms,900000s)", "has a duration that is too large", "a run ends after ten days of its own time")]
    [InlineData("normal(10ms,2ms)", "needs p50= and sd= once each", "write for example normal(p50=10ms,sd=2ms)")]
    [InlineData("normal(p50=1ms,p50=2ms)", "needs p50= and sd= once each", "write for example normal(p50=10ms,sd=2ms)")]
    [InlineData("lognormal(p50=0,p99=2ms)", "has a p50 of 0, which no factor makes longer", "write for example lognormal(p50=12ms,p99=80ms)")]
    [InlineData("lognormal(p50=3ms,p99=2ms)", "has a p99 below its p50", "write for example lognormal(p50=12ms,p99=80ms)")]
    [InlineData("exponential()", "needs mean= once each", "write for example exponential(mean=5ms)")]
    [InlineData("choice(1ms:50%,2ms:49%)", "has shares of 99% together, not 100%", "write for example choice(10ms:90%,1s:10%)")]
    [InlineData("choice(1ms,2ms)", "has a part without a share in per cent", "write for example choice(10ms:90%,1s:10%)")]
    public void A_wrong_distribution_says_why_and_what_to_write(string text, string why, string suggestion)
    {
        var reading = DistributionText.Read(text);

        reading.Value.ShouldBeNull();
        (reading.Why, reading.Suggestion).ShouldBe((why, suggestion));
    }

    [Theory]
    [InlineData(DurationDistribution.MostChoices, true)]
    [InlineData(DurationDistribution.MostChoices + 1, false)]
    public void A_choice_has_at_most_so_many_durations(int count, bool accepted)
    {
        var shares = Enumerable.Range(0, count).Select(i => $"{i}ms:{(i == 0 ? 100 - count + 1 : 1)}%");

        (DistributionText.Read($"choice({string.Join(',', shares)})").Value is not null).ShouldBe(accepted);
    }

    private static IEnumerable<long> Draw(DurationDistribution distribution, int count) =>
        Enumerable.Range(0, count).Select(i => distribution.At(SeededDraw.Next(1, 2, (ulong)i)));

    private static Dictionary<long, int> Shares(DurationDistribution distribution, int count) =>
        Draw(distribution, count).GroupBy(d => d).ToDictionary(g => g.Key, g => g.Count());
}
