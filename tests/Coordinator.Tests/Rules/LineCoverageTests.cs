using System.Reflection;
using System.Text.RegularExpressions;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>
/// Every line of the list of conformance tests that concerns the driver core has a test named after it.
/// Weaker than the line: 12 has no reference counts, the end of the job stands for the dropped one; 25 has no way to make 6.12 strict, which the
/// kernel offers for queues with files in sysfs only.
/// </summary>
public sealed partial class LineCoverageTests
{
    private static readonly int[] Covered =
        [.. Enumerable.Range(1, 47)];

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
