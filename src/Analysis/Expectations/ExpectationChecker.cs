using System.Globalization;
using NumaProbe.Analysis.Summaries;
using NumaProbe.Shared.Model;

namespace NumaProbe.Analysis.Expectations;

/// <summary>
/// Compares what a scenario expects with what its run came to. A run that hangs is a false verdict of its own, unless
/// the scenario says what it expects of <c>status</c>.
/// </summary>
public static class ExpectationChecker
{
    private const string BoundTo = ExpectationSubjects.BoundTo + ":";
    private const string Named = ExpectationSubjects.Named + ":";
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
            expectation, holds, $"{expectation.Subject} is {FigureText.Of(expectation.Subject, actual)}, {Wanted(expectation)}")
        {
            Actual = Number(actual),
        };
    }

    private static bool TryFind(string subject, RunSummary summary, out object? actual)
    {
        if (subject.StartsWith(Named, StringComparison.Ordinal))
        {
            var name = subject[Named.Length..];
            actual = summary.Names.FirstOrDefault(n => string.Equals(n.Name, name, StringComparison.Ordinal))?.Device ?? ExpectationSubjects.Unbound;
            return true;
        }

        if (!subject.StartsWith(BoundTo, StringComparison.Ordinal))
        {
            return SummaryFigures.TryGet(summary, subject, out actual);
        }

        var found = summary.BoundTo.TryGetValue(subject[BoundTo.Length..], out var driver);
        actual = driver ?? ExpectationSubjects.Unbound;
        return found;
    }

    // a figure that the run has none of (no probe, so no makespan) is in no range
    private static bool IsWithin(Expectation expectation, object? actual) =>
        Number(actual) is { } value
        && value >= (expectation.Minimum ?? double.NegativeInfinity)
        && value <= (expectation.Maximum ?? double.PositiveInfinity);

    private static double? Number(object? actual) =>
        actual is IConvertible and not string ? Convert.ToDouble(actual, CultureInfo.InvariantCulture) : null;

    private static string Wanted(Expectation expectation)
    {
        string Show(object value) => FigureText.Of(expectation.Subject, value);
        return expectation switch
        {
            { Published: { } published } => $"published {Show(published.Value)}, within {FigureText.Within(published)}",
            { Text: { } text } => "expected " + text,
            { Minimum: { } minimum, Maximum: { } maximum } when minimum.Equals(maximum) => "expected " + Show(minimum),
            { Minimum: { } minimum, Maximum: { } maximum } => $"expected {Show(minimum)} to {Show(maximum)}",
            { Minimum: { } minimum } => "expected at least " + Show(minimum),
            { Maximum: { } maximum } => "expected at most " + Show(maximum),
            _ => "expected any number",
        };
    }
}
