using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Scenarios.Tests;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0ns", 0)]
    [InlineData("1ns", 1)]
    [InlineData("1us", 1_000)]
    [InlineData("1µs", 1_000)]
    [InlineData("1μs", 1_000)]
    [InlineData("35ms", 35_000_000)]
    [InlineData("1.5ms", 1_500_000)]
    [InlineData("0.000000001s", 1)]
    [InlineData("90s", 90_000_000_000)]
    [InlineData("2min", 120_000_000_000)]
    [InlineData("9223372036854775807ns", long.MaxValue)]
    [InlineData("9223372036.854775807s", long.MaxValue)]
    public void Durations_are_exact(string text, long ns) => Quantity.Duration(text).ShouldBe(new(ns));

    [Theory]
    [InlineData("1B", 1)]
    [InlineData("0.5KiB", 512)]
    [InlineData("384MiB", 384L << 20)]
    [InlineData("3TiB", 3L << 40)]
    public void Sizes_are_exact(string text, long bytes) => Quantity.Size(text).ShouldBe(new(bytes));

    [Theory]
    [InlineData("16GiB/s", 16L << 30)]
    [InlineData("1B/s", 1)]
    public void Bandwidths_are_exact(string text, long bytes) => Quantity.Bandwidth(text).ShouldBe(new(bytes));

    [Theory]
    [InlineData("35", "has no unit", "write 35ms, or another of ns, us, ms, s, min")]
    [InlineData("35 ms", "has a blank before its unit", "write 35ms")]
    [InlineData("-35ms", "is negative", "a duration is 0 or more")]
    [InlineData("35MS", "has the unknown unit 'MS'", "write 35ms")]
    [InlineData("5m", "has the unknown unit 'm'", "write 5min")]
    [InlineData("5sec", "has the unknown unit 'sec'", "write 5s")]
    [InlineData("5h", "has the unknown unit 'h'", "units are ns, us, ms, s, min")]
    [InlineData("0.5ns", "is not a whole number of nanoseconds", "write for example 35ms")]
    [InlineData("ms", "does not start with a number", "write for example 35ms")]
    [InlineData("", "does not start with a number", "write for example 35ms")]
    [InlineData("+5ms", "does not start with a number", "write for example 35ms")]
    [InlineData(".5ms", "does not start with a plain number of at most 19 digits", "write for example 35ms")]
    [InlineData("5.ms", "does not start with a plain number of at most 19 digits", "write for example 35ms")]
    [InlineData("1.2.3ms", "does not start with a plain number of at most 19 digits", "write for example 35ms")]
    [InlineData("1e3ms", "has the unknown unit 'e3ms'", "units are ns, us, ms, s, min")]
    [InlineData("9223372036854775808ns", "is too large", "the largest duration is 9223372036854775807ns")]
    [InlineData("9999999999999999999min", "is too large", "the largest duration is 9223372036854775807ns")]
    [InlineData("00000000000000000001ms", "does not start with a plain number of at most 19 digits", "write for example 35ms")]
    public void A_bad_duration_is_refused_with_a_hint(string text, string why, string suggestion) =>
        Quantity.Duration(text).ShouldBe(new(0, why, suggestion));

    [Theory]
    [InlineData("3GB", "has the unit 'GB', which means 1000 to some and 1024 to others", "write 3GiB")]
    [InlineData("3kB", "has the unit 'kB', which means 1000 to some and 1024 to others", "write 3KiB")]
    [InlineData("3M", "has the unknown unit 'M'", "write 3MiB")]
    [InlineData("3gib", "has the unknown unit 'gib'", "write 3GiB")]
    [InlineData("3", "has no unit", "write 3MiB, or another of B, KiB, MiB, GiB, TiB")]
    public void A_bad_size_is_refused_with_a_hint(string text, string why, string suggestion) =>
        Quantity.Size(text).ShouldBe(new(0, why, suggestion));

    [Theory]
    [InlineData("16GiB", "has the unknown unit 'GiB'", "write 16GiB/s")]
    [InlineData("16GB/s", "has the unit 'GB/s', which means 1000 to some and 1024 to others", "write 16GiB/s")]
    public void A_bad_bandwidth_is_refused_with_a_hint(string text, string why, string suggestion) =>
        Quantity.Bandwidth(text).ShouldBe(new(0, why, suggestion));

    [Fact]
    public void What_is_written_reads_back_the_same() => Prop.ForAll(
        Arb.From(Gen.OneOf(
            Gen.Choose(0, int.MaxValue).Two().Select(n => ((long)n.Item1 << 32) | (uint)n.Item2),
            Gen.Choose(0, 1_000_000).Select(n => n * 1_000_000L))),
        n => Quantity.Duration(Quantity.FormatDuration(n)) == new QuantityReading(n)
            && Quantity.Size(Quantity.FormatSize(n)) == new QuantityReading(n)
            && Quantity.Bandwidth(Quantity.FormatBandwidth(n)) == new QuantityReading(n)).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void No_text_makes_reading_throw() => Prop.ForAll<string?>(text =>
    {
        foreach (var reading in new[] { Quantity.Duration(text ?? ""), Quantity.Size(text ?? ""), Quantity.Bandwidth(text ?? "") })
        {
            reading.Ok.ShouldBe(reading.Why is null);
        }

        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [InlineData(0, "0ms", "0B")]
    [InlineData(1, "1ns", "1B")]
    [InlineData(90_000_000_000, "90s", "87890625KiB")]
    [InlineData(1 << 20, "1048576ns", "1MiB")]
    public void Quantities_are_written_in_the_largest_fitting_unit(long value, string duration, string size) =>
        (Quantity.FormatDuration(value), Quantity.FormatSize(value)).ShouldBe((duration, size));
}
