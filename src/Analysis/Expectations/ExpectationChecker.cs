using System.Globalization;
using NumaProbe.Analysis.Summaries;
using NumaProbe.Shared.Scenarios;

namespace NumaProbe.Analysis.Expectations;

/// <summary>
/// Compares what a scenario expects with what its run came to. A run that hangs is a false verdict of its own, unless
/// the scenario says what it expects of <c>status</c>.
/// </summary>
public static class ExpectationChecker
{
    private const string BoundTo = ExpectationSubjects.BoundTo + ":";
    private const string Nothing = ExpectationSubjects.Unbound;
    private const string StatusSubject = "status";

    /// <summary>One verdict for each expectation, in their order.</summary>
    /// <param name="expectations">What the scenario expects.</param>
    /// <param name="summary">What the run came to.</param>
    public static IReadOnlyList<ExpectationVerdict> Check(IEnumerable<Expectation> expectations, RunSummary summary)
    {
        ArgumentNullException.ThrowIfNull(expectations);
        ArgumentNullException.ThrowIfNull(summary);
        var all = expectations.ToList();
        if (!all.Exists(e => string.Equals(e.Subject, StatusSubject, StringComparison.Ordinal)))
        {
            var completes = Judge(new Expectation(StatusSubject, null, null, "completed"), summary);
            return completes.Holds ? [.. all.Select(e => Judge(e, summary))] : [completes, .. all.Select(e => Judge(e, summary))];
        }

        return [.. all.Select(e => Judge(e, summary))];
    }

    private static ExpectationVerdict Judge(Expectation expectation, RunSummary summary)
    {
        if (!TryFind(expectation.Subject, summary, out var actual))
        {
            return new ExpectationVerdict(expectation, Holds: false, $"there is no figure or device for '{expectation.Subject}'");
        }

        var holds = expectation.Text is { } wanted
            ? string.Equals(wanted, actual as string, StringComparison.Ordinal)
            : IsWithin(expectation, actual);
        return new ExpectationVerdict(
            expectation, holds, $"{expectation.Subject} is {Show(expectation.Subject, actual)}, expected {Wanted(expectation)}");
    }

    private static bool TryFind(string subject, RunSummary summary, out object? actual)
    {
        if (!subject.StartsWith(BoundTo, StringComparison.Ordinal))
        {
            return SummaryFigures.TryGet(summary, subject, out actual);
        }

        var found = summary.BoundTo.TryGetValue(subject[BoundTo.Length..], out var driver);
        actual = driver ?? Nothing;
        return found;
    }

    // a figure that the run has none of (no probe, so no makespan) is in no range
    private static bool IsWithin(Expectation expectation, object? actual) =>
        actual is IConvertible and not string
        && Convert.ToDouble(actual, CultureInfo.InvariantCulture) is var value
        && value >= (expectation.Minimum ?? double.NegativeInfinity)
        && value <= (expectation.Maximum ?? double.PositiveInfinity);

    private static string Wanted(Expectation expectation) => expectation switch
    {
        { Text: { } text } => text,
        { Minimum: { } minimum, Maximum: { } maximum } when minimum.Equals(maximum) => Show(expectation.Subject, minimum),
        { Minimum: { } minimum, Maximum: { } maximum } => $"{Show(expectation.Subject, minimum)} to {Show(expectation.Subject, maximum)}",
        { Minimum: { } minimum } => "at least " + Show(expectation.Subject, minimum),
        { Maximum: { } maximum } => "at most " + Show(expectation.Subject, maximum),
        _ => "any number",
    };

    private static string Show(string subject, object? value) => value switch
    {
        null => Nothing,
        string text => text,
        _ when ExpectationSubjects.UnitOf(subject) == ExpectationUnit.Duration => DurationText.Of(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double number => number.ToString("0.###", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
