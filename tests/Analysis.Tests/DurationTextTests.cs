namespace NumaProbe.Analysis.Tests;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData(0, "0 ns")]
    [InlineData(999, "999 ns")]
    [InlineData(1_000, "1.000 µs")]
    [InlineData(12_345_678, "12.346 ms")]
    [InlineData(-1_500_000_000, "-1.500 s")]
    [InlineData(864_000_000_000_000, "864000.000 s")]
    public void A_duration_has_the_largest_unit_that_fits(long ns, string text) => DurationText.Of(ns).ShouldBe(text);

    [Fact]
    public void Columns_are_in_milliseconds() => DurationText.Milliseconds(1_234_567).ShouldBe("1.235");
}
