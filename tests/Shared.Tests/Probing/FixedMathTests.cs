using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Shared.Tests.Probing;

public sealed class FixedMathTests
{
    private const double One = 4294967296.0;

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void The_logarithm_is_that_of_the_library_to_nine_digits() => Prop.ForAll<ulong>(number =>
        Math.Abs((FixedMath.Log2(number | 1) / One) - Math.Log2(number | 1)) < 1e-9).Check(Many);

    [Fact]
    public void Scaling_by_a_power_is_that_of_the_library_to_eight_digits() =>
        Prop.ForAll(Arb.From(Gen.Choose(1, int.MaxValue)), Arb.From(Gen.Choose(-600, 400)), (number, hundredths) =>
        {
            var exponent = (long)(hundredths * One / 100);
            var expected = Math.Min(number * Math.Pow(2, exponent / One), ScenarioLimits.DurationNs);
            return Math.Abs(FixedMath.Scale(number, exponent) - expected) <= 1 + (expected * 1e-8);
        }).Check(Many);

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.99, 2.3263478740)]
    [InlineData(0.01, -2.3263478740)]
    [InlineData(0.8413447461, 1)]
    [InlineData(0.9986501020, 3)]
    [InlineData(0.0000003398, -4.9671)]
    public void The_quantile_of_the_normal_distribution_is_that_of_the_tables(double probability, double quantile) =>
        (FixedMath.InverseNormal((ulong)(probability * Math.Pow(2, 64))) / One).ShouldBe(quantile, 0.0001);

    [Fact]
    public void The_quantile_never_falls_and_is_defined_at_both_ends()
    {
        FixedMath.InverseNormal(0).ShouldBe(-FixedMath.InverseNormal(ulong.MaxValue));
        (FixedMath.InverseNormal(0) / One).ShouldBeInRange(-9, -8);
        Prop.ForAll<ulong, ulong>((a, b) => FixedMath.InverseNormal(Math.Min(a, b)) <= FixedMath.InverseNormal(Math.Max(a, b))).Check(Many);
    }

    [Fact]
    public void The_root_is_the_largest_whole_number_whose_square_fits() => Prop.ForAll<ulong, ulong>((high, low) =>
    {
        var number = new UInt128(high >> 1, low);
        var root = (UInt128)FixedMath.Root(number);
        return root * root <= number && (root + 1) * (root + 1) > number;
    }).Check(Many);
}
