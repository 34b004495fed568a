using NumaProbe.Analysis.Comparisons;
using NumaProbe.Analysis.Names;
using NumaProbe.Shared.Generations;

namespace NumaProbe.Lessons.Tests;

/// <summary>What <c>numaprobe compare</c> and <c>numaprobe names</c> say of lessons, as text that files can hold.</summary>
internal static class LessonTables
{
    private const string Between = "   ";

    /// <summary>A lesson and each of its changes on several kernels.</summary>
    internal static string Compared(Lesson lesson, IReadOnlyList<string> generations) =>
        string.Join('\n', new[] { lesson }.Concat(lesson.Variations()).Select(one => Head(one) + Table(one, generations)));

    /// <summary>How stable the names of a lesson and of each of its changes are on several kernels.</summary>
    internal static string Named(Lesson lesson) => string.Join('\n', new[] { lesson }.Concat(lesson.Variations()).Select(one => Head(one) + string.Join('\n', Studies(one))));

    private static IEnumerable<string> Studies(Lesson lesson) => LessonPlays.Named(lesson.Text).Select(named =>
    {
        var kernel = KernelGenerations.Find(named.Generation)!;
        var study = new NameStudy(lesson.Scenario(), kernel, (scenario, seed, sink) => LessonRun.Execute(scenario, kernel, seed, sink));
        return string.Concat(NamesText.Lines(study.Run(named.First, named.Count)).Select(line => line + "\n"));
    });

    private static string Head(Lesson lesson) => lesson.Variation is null ? $"{lesson.Name}\n" : $"{lesson.Name}, try {lesson.Variation}\n";

    private static string Table(Lesson lesson, IReadOnlyList<string> generations)
    {
        var runs = generations.Select(generation => LessonRun.Play(lesson, generation)).Select(run => new ComparedRun(run.Summary, run.Calls)).ToList();
        var rows = ComparisonTable.Rows(runs, lesson.Scenario().Expectations);
        var widths = Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length)).ToList();
        return string.Concat(rows.Select(row => string.Join(Between, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd() + "\n"));
    }
}
