using NumaProbe.Analysis.Comparisons;
using NumaProbe.Analysis.Summaries;
using NumaProbe.Cli.Running;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Compare;

/// <summary>Runs one scenario on several generations, one after another. Keeps no run folder.</summary>
/// <param name="context">What verbs may use.</param>
internal sealed class ComparisonRunner(CliContext context)
{
    /// <summary>The runs, in the order of the generations.</summary>
    /// <param name="input">The scenario file.</param>
    /// <param name="generations">Names of the generations.</param>
    /// <param name="seed">Seed asked for, or null.</param>
    internal IReadOnlyList<ComparedRun> Run(ScenarioInput input, IReadOnlyList<string> generations, ulong? seed)
    {
        var plans = generations.Select(g => RunPlan.Of(input, g, seed, context.Console)).ToList();
        context.Console.EndsInOrder = true;
        var runs = plans.Select(Run).ToList();
        context.Console.EndsInOrder = false;
        return runs;
    }

    private ComparedRun Run(RunPlan plan)
    {
        var calls = new CallTimes();
        var summary = new SummaryBuilder(plan.Header, TraceNames.From(plan.Scenario));
        var progress = new ProgressReporter(context.Console);
        try
        {
            var end = context.Runner.Execute(
                plan.Scenario, plan.Generation, plan.Header.Seed, new FanOutSink(summary, calls), progress, context.Console.Interrupted);
            return end.Status == RunStatus.Failed
                ? throw new InvalidOperationException($"{plan.Header.Generation}: {end.Message}")
                : new ComparedRun(summary.Finish(end), calls);
        }
        finally
        {
            progress.Clear();
        }
    }
}
