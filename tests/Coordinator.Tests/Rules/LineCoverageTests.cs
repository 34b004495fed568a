using System.Reflection;
using System.Text.RegularExpressions;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>
/// Every line of the list of conformance tests that concerns the driver core has a test named after it. Left out, with the reason:
/// 45 and 46, and of 35 the personality that is added, need the persistent-memory bus with
/// its own domain of async entries. Of the others NamingRules has 36 and the name of 35, ParallelPartTests 37, and
/// SpecialStepTests the lock share of 44, under names of their own.
/// Weaker than the line: 12 has no reference counts, the end of the job stands for the dropped one; 25 has no way to make 6.12 strict, which the
/// kernel offers for queues with files in sysfs only.
/// </summary>
public sealed partial class LineCoverageTests
{
    private static readonly int[] Covered =
        [.. Enumerable.Range(1, 34), .. Enumerable.Range(38, 6), 47];

    [Fact]
    public void Every_line_that_concerns_these_generations_has_a_test_named_after_it()
    {
        var named = typeof(LineCoverageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(method => Line().Match(method.Name))
            .Where(match => match.Success)
            .Select(match => int.Parse(match.Groups["line"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))
            .Distinct()
            .Order();

        named.ShouldBe(Covered);
    }

    [GeneratedRegex("^Line_(?<line>[0-9]{2})_", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
