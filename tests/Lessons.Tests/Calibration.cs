using NumaProbe.Analysis.Expectations;
using NumaProbe.Shared.Model;

namespace NumaProbe.Lessons.Tests;

/// <summary>Tables of every published figure in the lessons and of every constant that was fitted to one.</summary>
internal static class Calibration
{
    private const string FigureHead =
        "| lesson | kernel | figure | published | here | difference | within | constants | source |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";

    private const string FittedHead = "| lesson | fitted | to what |\n| --- | --- | --- |\n";

    /// <summary>A row for each published figure of each lesson, of its changes and of the kernels it is played on.</summary>
    internal static string Figures() => FigureHead + string.Concat(LessonFiles.Names.Select(Lesson.Load).SelectMany(FiguresOf));

    /// <summary>A row for each lesson with fitted constants.</summary>
    internal static string Fitted() => FittedHead + string.Concat(
        from lesson in LessonFiles.Names.Select(Lesson.Load)
        let scenario = lesson.Scenario()
        where !scenario.FittedCosts.IsEmpty
        select $"| {Link(lesson)} | {string.Join(", ", scenario.FittedCosts.Select(key => $"`{key}`"))} | {scenario.CostSource} |\n");

    private static IEnumerable<string> FiguresOf(Lesson lesson)
    {
        var plays = lesson.Generations.Select(generation => (Lesson: lesson.On(generation), Generation: generation))
            .Concat(lesson.Variations().Select(varied => (Lesson: varied, Generation: varied.OwnGeneration().Name)));
        return plays.Where(play => play.Lesson.Scenario().Expectations.Any(e => e.Published is not null)).SelectMany(play =>
            LessonRun.Play(play.Lesson, play.Generation).Verdicts.Where(v => v.Expectation.Published is not null).Select(verdict => Row(play.Lesson, play.Generation, verdict)));
    }

    private static string Row(Lesson lesson, string generation, ExpectationVerdict verdict)
    {
        var (subject, published) = (verdict.Expectation.Subject, verdict.Expectation.Published!);
        var change = lesson.Variation is null ? "" : $", try `{lesson.Variation}`";
        return $"| {Link(lesson)}{change} | {generation} | `{subject}` | {FigureText.Of(subject, published.Value)} | {FigureText.Of(subject, verdict.Actual)} | "
            + $"{FigureText.Difference(verdict.DifferencePercent)} | {FigureText.Within(published)} | {FigureText.Constants(published.Constants)} | {published.Source} |\n";
    }

    private static string Link(Lesson lesson) => $"[{lesson.Name[..2]}](../../scenarios/{lesson.Name}.yaml)";
}
