using NumaProbe.Analysis.Comparisons;
using NumaProbe.Analysis.Expectations;
using NumaProbe.Analysis.Reports;
using NumaProbe.Analysis.Summaries;
using NumaProbe.Engine;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Lessons.Tests;

/// <summary>What playing a lesson comes to.</summary>
/// <param name="Summary">The summary.</param>
/// <param name="Verdicts">What became of its expectations.</param>
/// <param name="Calls">How long its callers waited, and its names.</param>
internal sealed record LessonRun(RunSummary Summary, IReadOnlyList<ExpectationVerdict> Verdicts, CallTimes Calls)
{
    /// <summary>The summary as <c>numaprobe run</c> prints it, without the line that names the run folder.</summary>
    internal string Text => string.Concat(SummaryText.Lines(Summary, Verdicts, folder: null).Select(line => line + "\n"));

    /// <summary>Expectations that do not hold, in words; empty when all do.</summary>
    internal string Broken => string.Join('\n', Verdicts.Where(v => !v.Holds).Select(v => v.Text));

    /// <summary>Plays a lesson.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="generation">Kernel generation.</param>
    /// <param name="seed">Seed, or null for the lesson's own.</param>
    internal static LessonRun Play(Lesson lesson, string generation, ulong? seed = null)
    {
        var scenario = lesson.Scenario();
        var kernel = KernelGenerations.Find(generation)!;
        var header = RunHeader.Create(scenario.Name, lesson.Bytes(), kernel.Name, seed ?? scenario.Seed, "lessons");
        var builder = new SummaryBuilder(header, TraceNames.From(scenario));
        var calls = new CallTimes();
        var end = Execute(scenario, kernel, header.Seed, new FanOutSink(builder, calls));
        var summary = builder.Finish(end);
        return new LessonRun(summary, ExpectationChecker.Check(scenario.Expectations, summary), calls);
    }

    /// <summary>Runs a scenario.</summary>
    internal static RunEnd Execute(Scenario scenario, KernelGeneration kernel, ulong seed, ITraceSink sink) =>
        EmbeddedRun.Execute(scenario, kernel, seed, RunLimits.Default, sink, progress: null, TestContext.Current.CancellationToken);

    /// <summary>Fails unless the run completed, or hangs where the lesson says that it does.</summary>
    internal void ShouldHaveEnded(Lesson lesson) => Summary.End.Status.ShouldBe(
        lesson.Scenario().Expectations.Any(e => e is { Subject: "status", Text: "hung" }) ? RunStatus.Hung : RunStatus.Completed);
}
